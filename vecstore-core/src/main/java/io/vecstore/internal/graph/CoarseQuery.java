package io.vecstore.internal.graph;

import io.vecstore.internal.simd.CodeKernels;
import io.vecstore.internal.simd.Kernels;
import java.lang.foreign.MemorySegment;

/**
 * A mapped query in so few steps that {@link CodeKernels#coarseDots} can compare it with int8 vectors, and by how much
 * that is off.
 */
final class CoarseQuery {

    private static final CodeKernels KERNELS = Kernels.codes();
    /** What computing the error in float32 may be off by, relative to it and to the norm. */
    private static final double ROUNDING = 1e-6;

    private final short[] steps;
    private final float scale;
    private final float squaredNorm;
    private final float exactSquaredNorm;
    private final float error;

    CoarseQuery(float[] mapped) {
        float max = 0;
        for (float component : mapped) {
            max = Math.max(max, Math.abs(component));
        }
        this.scale = max == 0 ? 1 : max / CodeKernels.COARSE_MAX;
        this.steps = new short[mapped.length];
        double squares = 0;
        double exact = 0;
        double errors = 0;
        for (int i = 0; i < mapped.length; i++) {
            steps[i] = (short) Math.round(mapped[i] / scale);
            double coarse = (double) steps[i] * scale;
            squares += coarse * coarse;
            exact += (double) mapped[i] * mapped[i];
            errors += (mapped[i] - coarse) * (mapped[i] - coarse);
        }
        this.squaredNorm = (float) squares;
        this.exactSquaredNorm = (float) exact;
        this.error = (float) (Math.sqrt(errors) * (1 + ROUNDING) + ROUNDING * Math.sqrt(squares));
    }

    /** {@code |q'|^2} of what the steps stand for. */
    float squaredNorm() {
        return squaredNorm;
    }

    /** {@code |q|^2}. */
    float exactSquaredNorm() {
        return exactSquaredNorm;
    }

    /** At least {@code |q - q'|}. */
    float error() {
        return error;
    }

    /** What a step stands for. */
    float scale() {
        return scale;
    }

    /** The sums of the products of steps and bytes, {@link CodeKernels#coarseDots}. */
    void dots(MemorySegment codes, long[] addresses, int from, int to, int[] dots) {
        KERNELS.coarseDots(codes, addresses, from, to, steps, dots);
    }
}
