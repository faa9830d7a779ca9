package io.vecstore.internal.graph;

import io.vecstore.internal.io.Layouts;
import io.vecstore.internal.simd.Kernels;
import io.vecstore.internal.simd.VectorKernels;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Mapped vectors as they are, float32 a component.
 *
 * @param dimension of them
 */
record FloatCodec(int dimension) implements NodeCodec {

    private static final VectorKernels KERNELS = Kernels.best();

    @Override
    public int codeBytes() {
        return dimension * Float.BYTES;
    }

    @Override
    public void encode(float[] mapped, MemorySegment target, long offset) {
        MemorySegment.copy(mapped, 0, target, Layouts.FLOAT, offset, dimension);
    }

    @Override
    public Scorer scorer() {
        MemorySegment query = Arena.ofAuto().allocate(codeBytes(), 64);
        return new Scorer() {
            @Override
            public void prepare(float[] mapped) {
                encode(mapped, query, 0);
            }

            @Override
            public float distance(MemorySegment codes, long offset) {
                return KERNELS.squaredDistance(query, 0, codes, offset, dimension);
            }
        };
    }
}
