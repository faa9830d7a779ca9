package io.vecstore.bench.peer;

import io.vecstore.Metric;

/**
 * Cosine as peers do it best: vectors are scaled to unit length once, then their dot product is the cosine, which spares
 * the lengths at every comparison.
 */
final class UnitLength {

    private UnitLength() {}

    /** The vector scaled where the metric is cosine, else itself. */
    static float[] forMetric(Metric metric, float[] vector) {
        return metric == Metric.COSINE ? scaled(vector) : vector;
    }

    private static float[] scaled(float[] vector) {
        double squares = 0;
        for (float component : vector) {
            squares += component * (double) component;
        }
        if (squares == 0) {
            return vector;
        }
        float scale = (float) (1 / Math.sqrt(squares));
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = vector[i] * scale;
        }
        return unit;
    }
}
