package io.vecstore;

/**
 * How two vectors are compared. Every metric has one contract: {@code distance} is raw and lower is better,
 * {@code score} is derived from it by {@link #score} and higher is better. Components are finite; NaN and infinities
 * are refused where vectors enter the store.
 *
 * <p>In the formulas {@code a} and {@code b} are vectors of one dimension and {@code |a|} is the Euclidean length.
 */
public enum Metric {
    /**
     * {@code distance = 1 - <a, b> / (|a| |b|)} within 0 and 2, {@code score = (1 + cosine) / 2} within 0 and 1.
     * Lengths do not matter. A zero vector has no direction: its cosine with everything, itself included, is 0, so its
     * distance is 1 and its score 0.5.
     */
    COSINE {
        @Override
        public float score(float distance) {
            return 1 - distance / 2;
        }
    },
    /**
     * {@code distance = -<a, b>}, {@code score = <a, b>}; both are unbounded. Lengths matter: a vector is not
     * necessarily its own nearest neighbor. A zero vector has distance and score 0 to everything.
     */
    DOT_PRODUCT {
        @Override
        public float score(float distance) {
            return 0 - distance; // not -distance, which turns 0 into -0
        }
    },
    /**
     * {@code distance = sqrt(sum (a_i - b_i)^2)}, not squared, from 0; {@code score = 1 / (1 + distance)} above 0 and
     * at most 1, which equal vectors have.
     */
    EUCLIDEAN {
        @Override
        public float score(float distance) {
            return 1 / (1 + distance);
        }
    };

    /** The score that belongs to {@code distance}: the one place where the two are converted. */
    public abstract float score(float distance);
}
