package io.vecstore;

/**
 * How two vectors are compared. Every metric has one contract: {@code distance} is raw and lower is better,
 * {@code score} is derived from it by {@link #score} and higher is better. Components are finite; NaN and infinities
 * are refused where vectors enter the store. No distance is NaN; one that leaves the range of float, or whose square
 * does in {@link #EUCLIDEAN}, is infinite.
 *
 * <p>In the formulas {@code a} and {@code b} are vectors of one dimension, sums run over their components and
 * {@code |a|} is the Euclidean length. {@code 0} and {@code -0} are equal. All but {@link #DOT_PRODUCT} give equal
 * vectors the smallest distance there is, {@link #COSINE} with the exception of zero vectors.
 */
public enum Metric {
    /**
     * {@code distance = 1 - <a, b> / (|a| |b|)} within 0 and 2, {@code score = (1 + cosine) / 2} within 0 and 1.
     * Lengths do not matter. A zero vector has no direction: its cosine with everything, itself included, is 0, so its
     * distance is 1 and its score 0.5.
     */
    COSINE,
    /**
     * {@code distance = -<a, b>}, {@code score = <a, b>}; both are unbounded. Lengths matter: a vector is not
     * necessarily its own nearest neighbor. A zero vector has distance and score 0 to everything.
     */
    DOT_PRODUCT,
    /**
     * {@code distance = sqrt(sum (a_i - b_i)^2)}, not squared, from 0; {@code score = 1 / (1 + distance)} above 0 and
     * at most 1, which equal vectors have.
     */
    EUCLIDEAN,
    /** {@code distance = sum |a_i - b_i|} from 0; {@code score = 1 / (1 + distance)}. */
    MANHATTAN,
    /**
     * {@code distance = (number of i with a_i != b_i) / dimension}: the share of components that differ, as in SciPy,
     * within 0 and 1; {@code score = 1 - distance}. Components differ or they do not, by however little: meant for
     * vectors of categories or bits, one to a component.
     */
    HAMMING,
    /**
     * {@code distance = 1 - sum min(a_i, b_i) / sum max(a_i, b_i)} for components of at least 0 (Ruzicka), within 0 and
     * 1; {@code score = 1 - distance}. With components 0 and 1 it is the Jaccard distance of two sets. Two zero vectors
     * have distance 0, as two empty sets are equal; a zero vector and any other have distance 1.
     *
     * <p>A negative component counts as a thing of its own, present in the amount of its absolute value: {@code 3} and
     * {@code -3} share nothing. That is the formula above over vectors of twice the dimension, the positive parts
     * followed by the negative ones, so that it is defined for all vectors and stays a distance in the mathematical
     * sense.
     */
    JACCARD,
    /** {@code distance = max |a_i - b_i|} from 0; {@code score = 1 / (1 + distance)}. */
    CHEBYSHEV,
    /**
     * {@code distance = sum |a_i - b_i| / (|a_i| + |b_i|)}, where a component that is 0 in both adds 0, within 0 and
     * the dimension; {@code score = 1 / (1 + distance)}. A zero vector differs from another by 1 for each component
     * that is not 0 there.
     */
    CANBERRA,
    /**
     * {@code distance = sum |a_i - b_i| / sum |a_i + b_i|}, as in SciPy, {@code score = 1 / (1 + distance)}. Within 0
     * and 1 if no component is negative, unbounded otherwise: where all sums {@code a_i + b_i} are 0 the distance is
     * infinite and the score 0, except that two zero vectors have distance 0.
     */
    BRAY_CURTIS;

    /** The distance that belongs to {@code score}, but for rounding: the inverse of {@link #score}. */
    public float distance(float score) {
        return switch (this) {
            case COSINE -> 2 * (1 - score);
            case DOT_PRODUCT -> 0 - score;
            case HAMMING, JACCARD -> 1 - score;
            case EUCLIDEAN, MANHATTAN, CHEBYSHEV, CANBERRA, BRAY_CURTIS -> 1 / score - 1;
        };
    }

    /** The score that belongs to {@code distance}: the one place where the two are converted. */
    public float score(float distance) {
        return switch (this) {
            case COSINE -> 1 - distance / 2;
            case DOT_PRODUCT -> 0 - distance; // not -distance, which turns 0 into -0
            case HAMMING, JACCARD -> 1 - distance;
            case EUCLIDEAN, MANHATTAN, CHEBYSHEV, CANBERRA, BRAY_CURTIS -> 1 / (1 + distance);
        };
    }
}
