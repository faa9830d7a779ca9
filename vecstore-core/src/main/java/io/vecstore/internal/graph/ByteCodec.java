package io.vecstore.internal.graph;

import io.vecstore.internal.io.Layouts;
import io.vecstore.internal.simd.CodeKernels;
import io.vecstore.internal.simd.Kernels;
import io.vecstore.internal.simd.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * One byte a component, between -127 and 127 times a scale of the vector's own; then the squared norm of what the bytes
 * stand for, and the scale, float32.
 *
 * @param dimension of mapped vectors
 */
record ByteCodec(int dimension) implements NodeCodec {

    private static final CodeKernels KERNELS = Kernels.codes();
    private static final int MAX = 127;

    @Override
    public int codeBytes() {
        return dimension + 2 * Float.BYTES;
    }

    @Override
    public void encode(float[] mapped, MemorySegment target, long offset) {
        float max = 0;
        for (int i = 0; i < dimension; i++) {
            max = Math.max(max, Math.abs(mapped[i]));
        }
        float scale = max == 0 ? 1 : max / MAX;
        float inverse = 1 / scale;
        long squares = 0;
        for (int i = 0; i < dimension; i++) {
            int value = (int) (mapped[i] * inverse + 128.5f) - 128;
            squares += (long) value * value;
            target.set(Layouts.BYTE, offset + i, (byte) value);
        }
        target.set(Layouts.FLOAT, offset + dimension, scale * scale * squares);
        target.set(Layouts.FLOAT, offset + dimension + Float.BYTES, scale);
    }

    @Override
    public ByteScorer scorer() {
        return new ByteScorer(dimension, Arena.ofAuto().allocate(codeBytes(), 64));
    }

    /** A query in the same form. */
    final class ByteScorer implements Scorer {
        private final int length;
        private final MemorySegment query;
        private final long queryAddress;
        private float squaredNorm;
        private float scale;

        private ByteScorer(int length, MemorySegment query) {
            this.length = length;
            this.query = query;
            this.queryAddress = Memory.address(query, 0, query.byteSize());
        }

        @Override
        public void prepare(float[] mapped) {
            encode(mapped, query, 0);
            squaredNorm = query.get(Layouts.FLOAT, length);
            scale = query.get(Layouts.FLOAT, length + Float.BYTES);
        }

        float squaredNorm() {
            return squaredNorm;
        }

        /** What a component of the query may be off by at the most, times 2. */
        float scale() {
            return scale;
        }

        /** Writes the query as a code. */
        void store(MemorySegment target, long offset) {
            MemorySegment.copy(query, 0, target, offset, codeBytes());
        }

        @Override
        public float distance(MemorySegment codes, long offset) {
            return distanceAt(codes, Memory.address(codes, offset, codeBytes()));
        }

        /** The sum of the products of bytes. */
        int dot(MemorySegment codes, long address) {
            return KERNELS.dot8(query, queryAddress, codes, address, length);
        }

        /** The squared distance to the code at an address that {@link Memory#address} made. */
        float distanceAt(MemorySegment codes, long address) {
            int dot = dot(codes, address);
            float norm = Memory.getFloat(codes, address + length);
            float other = Memory.getFloat(codes, address + length + Float.BYTES);
            return Math.max(0, squaredNorm + norm - 2 * scale * other * dot);
        }
    }
}
