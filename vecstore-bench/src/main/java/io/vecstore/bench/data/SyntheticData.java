package io.vecstore.bench.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/**
 * Made-up unit vectors, the same for the same {@link SyntheticSpec} on every machine.
 *
 * <ul>
 *   <li>{@code synthetic}: low intrinsic dimension, easy. {@code normalize(A z / sqrt(L) + 0.1 e)} with
 *       {@code L = min(DIM, 24)}, {@code z} and {@code e} standard normal, {@code A} one DIM x L matrix of standard normal
 *       numbers for all vectors. Queries are drawn alike.
 *   <li>{@code uniform}: no structure, hard. {@code normalize(e)}: uniform on the sphere. Queries are drawn alike.
 *   <li>{@code ood}: out-of-distribution queries. The base is that of {@code synthetic}; a query is
 *       {@code normalize(0.5 A z / sqrt(L) + 0.866 B y / sqrt(L) + 0.1 e)} with another matrix {@code B} and another
 *       standard normal {@code y}: a quarter of its energy lies in the subspace of the base.
 * </ul>
 */
public final class SyntheticData {

    /** Queries of a made-up set. */
    public static final int QUERIES = 1_000;

    private static final int INTRINSIC_DIMENSION = 24;
    private static final double NOISE = 0.1;
    private static final double INSIDE = 0.5;
    private static final double OUTSIDE = 0.866;

    private final SyntheticSpec spec;
    private final int latent;
    private final float[] inside;
    private final float[] outside;

    public SyntheticData(SyntheticSpec spec) {
        this.spec = spec;
        this.latent = Math.min(spec.dimension(), INTRINSIC_DIMENSION);
        this.inside = matrix(random(-1));
        this.outside = matrix(random(-2));
    }

    /** Writes the base vectors as an fvecs file. */
    public void writeBase(Path file) throws IOException {
        Vectors.writeFloats(file, spec.size(), this::base);
    }

    /** Writes {@value #QUERIES} queries as an fvecs file. */
    public void writeQueries(Path file) throws IOException {
        Vectors.writeFloats(file, QUERIES, this::query);
    }

    /** The base vector of a row; any number from 0. */
    public float[] base(int row) {
        return vector(random(row), spec.kind(), false);
    }

    float[] query(int row) {
        return vector(random((1L << 40) + row), spec.kind(), spec.kind() == SyntheticSpec.Kind.OOD);
    }

    private float[] vector(RandomGenerator random, SyntheticSpec.Kind kind, boolean outOfDistribution) {
        double[] sum = new double[spec.dimension()];
        double noise = 1;
        if (kind != SyntheticSpec.Kind.UNIFORM) {
            noise = NOISE;
            addProjection(sum, inside, outOfDistribution ? INSIDE : 1, random);
            if (outOfDistribution) {
                addProjection(sum, outside, OUTSIDE, random);
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] += noise * random.nextGaussian();
        }
        return normalized(sum);
    }

    private void addProjection(double[] sum, float[] matrix, double weight, RandomGenerator random) {
        double scale = weight / Math.sqrt(latent);
        for (int column = 0; column < latent; column++) {
            double z = scale * random.nextGaussian();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += z * matrix[column * sum.length + i];
            }
        }
    }

    private float[] matrix(RandomGenerator random) {
        float[] matrix = new float[spec.dimension() * latent];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = (float) random.nextGaussian();
        }
        return matrix;
    }

    private static float[] normalized(double[] vector) {
        double squares = 0;
        for (double component : vector) {
            squares += component * component;
        }
        double scale = 1 / Math.sqrt(squares);
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (vector[i] * scale);
        }
        return unit;
    }

    /** One generator for each row, so that rows do not depend on the order in which they are made. */
    private RandomGenerator random(long stream) {
        return Seeds.random(spec.seed(), stream);
    }
}
