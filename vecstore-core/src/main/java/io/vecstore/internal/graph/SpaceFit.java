package io.vecstore.internal.graph;

import io.vecstore.Metric;
import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;

/** Finds the center of vectors and the length of the longest one. */
final class SpaceFit {

    /** A sample of this size finds each component of the center to a 64th of its standard deviation. */
    private static final int SAMPLE = 4_096;

    private SpaceFit() {}

    /** The space for the vectors of nodes 0 to {@code count - 1}, at least one. */
    static GraphSpace fit(Metric metric, int dimension, VectorSource vectors, int count) {
        float maxNorm = metric == Metric.DOT_PRODUCT ? maxNorm(dimension, vectors, count) : 0;
        int padded = GraphSpace.padded(metric, dimension);
        float[] vector = new float[padded];
        double[] sum = new double[padded];
        int sample = Math.min(count, SAMPLE);
        for (int i = 0; i < sample; i++) {
            load(vectors, (int) ((long) i * count / sample), dimension, vector);
            GraphSpace.lift(metric, dimension, maxNorm, vector);
            for (int j = 0; j < padded; j++) {
                sum[j] += vector[j];
            }
        }
        float[] center = new float[padded];
        for (int j = 0; j < padded; j++) {
            center[j] = (float) (sum[j] / sample);
        }
        return new GraphSpace(metric, dimension, maxNorm, center);
    }

    /** The length of the longest vector. */
    static float maxNorm(int dimension, VectorSource vectors, int count) {
        float[] vector = new float[dimension];
        double max = 0;
        for (int node = 0; node < count; node++) {
            load(vectors, node, dimension, vector);
            max = Math.max(max, GraphSpace.squaredNorm(vector, dimension));
        }
        return (float) Math.sqrt(max);
    }

    private static void load(VectorSource vectors, int node, int dimension, float[] target) {
        MemorySegment.copy(vectors.segment(node), Layouts.FLOAT, vectors.offset(node), target, 0, dimension);
    }
}
