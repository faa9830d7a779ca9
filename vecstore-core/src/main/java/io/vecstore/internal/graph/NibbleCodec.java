package io.vecstore.internal.graph;

import io.vecstore.internal.io.Layouts;
import io.vecstore.internal.simd.CodeKernels;
import io.vecstore.internal.simd.Kernels;
import io.vecstore.internal.simd.Memory;
import java.lang.foreign.MemorySegment;

/**
 * Four bits a component, four components in a 16-bit word, lowest bits first; then two float32 factors. With x the vector
 * that the code stands for (codes less 7.5, times a step that suits a normal distribution), f = |v|^2 / &lt;x, v&gt; makes
 * {@code |q - v|^2 = |q|^2 + |v|^2 - 2 f <x, q>} unbiased; the factors are |v|^2 and f times the step.
 *
 * @param dimension of mapped vectors
 */
record NibbleCodec(int dimension) implements NodeCodec {

    private static final CodeKernels KERNELS = Kernels.codes();
    private static final float STEP = 0.335f;
    private static final float CENTER = 7.5f;
    private static final int QUERY_MAX = 127;

    @Override
    public int codeBytes() {
        return dimension / 2 + 2 * Float.BYTES;
    }

    @Override
    public void encode(float[] mapped, MemorySegment target, long offset) {
        double norm = GraphSpace.squaredNorm(mapped, dimension);
        double step = STEP * Math.sqrt(norm / dimension);
        double product = 0;
        for (int i = 0; i < dimension; i += 4) {
            int word = 0;
            for (int j = 0; j < 4; j++) {
                float component = mapped[i + j];
                int code = step == 0 ? 0 : Math.clamp((int) Math.floor(component / step + 8), 0, 15);
                product += (code - CENTER) * component;
                word |= code << (4 * j);
            }
            target.set(Layouts.SHORT, offset + i / 2, (short) word);
        }
        // the codes have no step, so the factor has: f * step * <codes, q> with f = |v|^2 / (step * product)
        float factor = product > 0 ? (float) (norm / product) : 0;
        target.set(Layouts.FLOAT, offset + dimension / 2, (float) norm);
        target.set(Layouts.FLOAT, offset + dimension / 2 + Float.BYTES, factor);
    }

    @Override
    public Scorer scorer() {
        return new NibbleScorer(dimension);
    }

    /** A query of one byte a component, in the order of the words. */
    private static final class NibbleScorer implements Scorer {
        private final int length;
        private final short[] query;
        private float scale;
        private float squaredNorm;
        private int sum;

        NibbleScorer(int length) {
            this.length = length;
            this.query = new short[4 * CodeKernels.nibbleColumn(length)];
        }

        @Override
        public void prepare(float[] mapped) {
            float max = 0;
            for (int i = 0; i < length; i++) {
                max = Math.max(max, Math.abs(mapped[i]));
            }
            scale = max == 0 ? 1 : max / QUERY_MAX;
            squaredNorm = (float) GraphSpace.squaredNorm(mapped, length);
            sum = 0;
            int column = CodeKernels.nibbleColumn(length);
            for (int i = 0; i < length; i++) {
                int value = Math.round(mapped[i] / scale);
                sum += value;
                query[i % 4 * column + i / 4] = (short) value;
            }
        }

        @Override
        public float distance(MemorySegment codes, long offset) {
            long address = Memory.address(codes, offset, length / 2 + 2 * Float.BYTES);
            int dot = KERNELS.nibbleDot(codes, address, query, length);
            float norm = Memory.getFloat(codes, address + length / 2);
            float factor = Memory.getFloat(codes, address + length / 2 + Float.BYTES);
            return Math.max(0, squaredNorm + norm - 2 * factor * scale * (dot - CENTER * sum));
        }
    }
}
