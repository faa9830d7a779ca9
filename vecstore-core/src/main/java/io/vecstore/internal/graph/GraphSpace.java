package io.vecstore.internal.graph;

import io.vecstore.Metric;
import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;

/**
 * Turns the metric of a collection into squared Euclidean distance, which the graph works with: by cosine, vectors get
 * length 1; by dot product, a further component {@code sqrt(M^2 - |x|^2)} gives all of them length M, 0 for the query
 * (Bachrach et al., "Speeding up the Xbox recommender system", RecSys 2014). Then the center of the data becomes the
 * origin, which makes codes finer, the dimension is filled up to a multiple of 64, and the whole is rotated. Immutable.
 */
final class GraphSpace {

    private static final int MULTIPLE = 64;

    private final Metric metric;
    private final int dimension;
    private final float maxNorm;
    private final float[] center;
    private final Rotation rotation;

    /**
     * @param maxNorm M by dot product; unused otherwise
     * @param center of the vectors before rotation, in {@link #padded} components
     */
    GraphSpace(Metric metric, int dimension, float maxNorm, float[] center) {
        assert serves(metric) && center.length == padded(metric, dimension);
        this.metric = metric;
        this.dimension = dimension;
        this.maxNorm = maxNorm;
        this.center = center;
        this.rotation = new Rotation(center.length);
    }

    /** Whether a graph can find neighbors by {@code metric}. */
    static boolean serves(Metric metric) {
        return metric == Metric.COSINE || metric == Metric.DOT_PRODUCT || metric == Metric.EUCLIDEAN;
    }

    /** The dimension of mapped vectors. */
    static int padded(Metric metric, int dimension) {
        int needed = metric == Metric.DOT_PRODUCT ? dimension + 1 : dimension;
        return (needed + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
    }

    Metric metric() {
        return metric;
    }

    int dimension() {
        return dimension;
    }

    int padded() {
        return center.length;
    }

    float maxNorm() {
        return maxNorm;
    }

    float[] center() {
        return center.clone();
    }

    /** The length of {@link #center}. */
    double centerNorm() {
        return Math.sqrt(squaredNorm(center, center.length));
    }

    /** Maps a stored vector, at byte {@code offset} of {@code vectors}, into {@code target}. */
    void map(MemorySegment vectors, long offset, float[] target) {
        MemorySegment.copy(vectors, Layouts.FLOAT, offset, target, 0, dimension);
        lift(metric, dimension, maxNorm, target);
        place(target);
    }

    /** Maps a query into {@code target}. */
    void mapQuery(float[] query, float[] target) {
        System.arraycopy(query, 0, target, 0, dimension);
        clear(dimension, target);
        if (metric != Metric.EUCLIDEAN) {
            // by dot product the query's length does not change the order: M keeps it among the data
            scaleTo(metric == Metric.COSINE ? 1 : maxNorm, dimension, target);
        }
        place(target);
    }

    /** The first two steps for a stored vector: length, further component; unused components become 0. */
    static void lift(Metric metric, int dimension, float maxNorm, float[] vector) {
        clear(dimension, vector);
        if (metric == Metric.COSINE) {
            scaleTo(1, dimension, vector);
        } else if (metric == Metric.DOT_PRODUCT) {
            double missing = (double) maxNorm * maxNorm - squaredNorm(vector, dimension);
            vector[dimension] = (float) Math.sqrt(Math.max(0, missing));
        }
    }

    private void place(float[] vector) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] -= center[i];
        }
        rotation.apply(vector);
    }

    private static void scaleTo(float length, int dimension, float[] vector) {
        double norm = Math.sqrt(squaredNorm(vector, dimension));
        float factor = norm == 0 ? 0 : (float) (length / norm);
        for (int i = 0; i < dimension; i++) {
            vector[i] *= factor;
        }
    }

    static double squaredNorm(float[] vector, int dimension) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i <= dimension - 4; i += 4) {
            sum0 += (double) vector[i] * vector[i];
            sum1 += (double) vector[i + 1] * vector[i + 1];
            sum2 += (double) vector[i + 2] * vector[i + 2];
            sum3 += (double) vector[i + 3] * vector[i + 3];
        }
        for (; i < dimension; i++) {
            sum0 += (double) vector[i] * vector[i];
        }
        return sum0 + sum1 + sum2 + sum3;
    }

    private static void clear(int from, float[] vector) {
        for (int i = from; i < vector.length; i++) {
            vector[i] = 0;
        }
    }
}
