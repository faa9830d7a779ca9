package io.vecstore.internal.graph;

import io.vecstore.internal.io.Layouts;
import io.vecstore.internal.simd.Memory;
import io.vecstore.internal.simd.QueryPlanes;
import java.lang.foreign.MemorySegment;

/**
 * The signs of the components (RaBitQ, Gao and Long, 2024), in 32-bit words; then two float32 factors, |v|^2 and
 * f = |v|^2 / sum |v_i|, so that {@code |q - v|^2 = |q|^2 + |v|^2 - 2 f <sign(v), q>}.
 *
 * @param dimension of mapped vectors
 */
record BinaryCodec(int dimension) implements NodeCodec {

    private static final int WORD = 32;

    @Override
    public int codeBytes() {
        return dimension / 8 + 2 * Float.BYTES;
    }

    @Override
    public void encode(float[] mapped, MemorySegment target, long offset) {
        double sum = 0;
        for (int i = 0; i < dimension; i += WORD) {
            int word = 0;
            for (int j = 0; j < WORD; j++) {
                word |= (mapped[i + j] >= 0 ? 1 : 0) << j;
                sum += Math.abs(mapped[i + j]);
            }
            target.set(Layouts.INT, offset + i / 8, word);
        }
        double norm = GraphSpace.squaredNorm(mapped, dimension);
        target.set(Layouts.FLOAT, offset + dimension / 8, (float) norm);
        target.set(Layouts.FLOAT, offset + dimension / 8 + Float.BYTES, sum > 0 ? (float) (norm / sum) : 0);
    }

    @Override
    public Scorer scorer() {
        return new BinaryScorer(dimension);
    }

    /** A query cut into planes. */
    private static final class BinaryScorer implements Scorer {
        private final int length;
        private final QueryPlanes planes;
        private float squaredNorm;

        BinaryScorer(int length) {
            this.length = length;
            this.planes = new QueryPlanes(length, 1);
        }

        @Override
        public void prepare(float[] mapped) {
            planes.set(mapped);
            squaredNorm = (float) GraphSpace.squaredNorm(mapped, length);
        }

        @Override
        public float distance(MemorySegment codes, long offset) {
            long address = Memory.address(codes, offset, length / 8 + 2 * Float.BYTES);
            int[] query = planes.values();
            int sum = 0;
            for (int word = 0, at = 0; word < length / WORD; word++, at += 4) {
                int signs = Memory.getInt(codes, address + (long) word * Integer.BYTES);
                sum += Integer.bitCount(signs & query[at])
                        + 2 * Integer.bitCount(signs & query[at + 1])
                        + 4 * Integer.bitCount(signs & query[at + 2])
                        - 8 * Integer.bitCount(signs & query[at + 3]);
            }
            float norm = Memory.getFloat(codes, address + length / 8);
            float factor = Memory.getFloat(codes, address + length / 8 + Float.BYTES);
            // codes are 0 and 1 less a half, signs are twice that
            return Math.max(0, squaredNorm + norm - 4 * factor * (planes.scale() * sum - planes.offset()));
        }
    }
}
