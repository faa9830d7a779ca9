package io.vecstore.internal.graph;

import io.vecstore.internal.simd.CodeKernels;
import io.vecstore.internal.simd.Kernels;
import java.util.SplittableRandom;

/**
 * A fixed orthogonal matrix that spreads the information of a vector evenly over its components: three rounds of random
 * signs and fast Hadamard transforms. Where the dimension is no power of two, two overlapping transforms of the next
 * lower one cover it. The same for every graph of one dimension, so that codes can be copied from graph to graph.
 * Thread-safe.
 */
final class Rotation {

    private static final CodeKernels KERNELS = Kernels.codes();
    private static final int ROUNDS = 3;

    private final int dimension;
    private final int power;
    private final float norm;
    private final float[][] signs = new float[ROUNDS][];

    Rotation(int dimension) {
        this.dimension = dimension;
        this.power = Integer.highestOneBit(dimension);
        this.norm = (float) (1 / Math.sqrt(power));
        SplittableRandom random = new SplittableRandom(dimension);
        for (int round = 0; round < ROUNDS; round++) {
            signs[round] = new float[dimension];
            for (int i = 0; i < dimension; i++) {
                signs[round][i] = (random.nextBoolean() ? 1 : -1) * (i < power ? norm : 1);
            }
        }
    }

    /** Rotates {@code vector} in place. */
    void apply(float[] vector) {
        for (float[] sign : signs) {
            multiply(vector, sign);
            KERNELS.hadamard(vector, 0, power);
            if (power < dimension) {
                scale(vector, dimension - power);
                KERNELS.hadamard(vector, dimension - power, power);
            }
        }
    }

    private static void multiply(float[] vector, float[] sign) {
        for (int i = 0; i < sign.length; i++) {
            vector[i] *= sign[i];
        }
    }

    private void scale(float[] vector, int from) {
        for (int i = from; i < dimension; i++) {
            vector[i] *= norm;
        }
    }
}
