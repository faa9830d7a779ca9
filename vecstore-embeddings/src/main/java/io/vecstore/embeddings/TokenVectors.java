package io.vecstore.embeddings;

import java.util.Arrays;

/** One unit vector for every token of a text, in the order of the text. Immutable. */
public final class TokenVectors {
    private final int dimension;
    private final float[] values;

    /**
     * @param dimension the length of each vector, at least 1
     * @param values the vectors one after the other; copied
     */
    public TokenVectors(int dimension, float[] values) {
        if (dimension < 1 || values.length % dimension != 0) {
            throw new IllegalArgumentException(values.length + " values are no vectors of dimension " + dimension);
        }
        this.dimension = dimension;
        this.values = values.clone();
    }

    public int dimension() {
        return dimension;
    }

    /** The number of tokens; 0 for a text without any. */
    public int count() {
        return values.length / dimension;
    }

    /** A copy of the vector of a token. */
    public float[] vector(int token) {
        return Arrays.copyOfRange(values, token * dimension, (token + 1) * dimension);
    }

    /** The dot product of one of these vectors with one of {@code other}: their cosine, in [-1, 1]. */
    public float dot(int token, TokenVectors other, int otherToken) {
        if (other.dimension != dimension) {
            throw new IllegalArgumentException("dimension mismatch: " + dimension + " and " + other.dimension);
        }
        float sum = 0;
        int a = token * dimension;
        int b = otherToken * dimension;
        for (int i = 0; i < dimension; i++) {
            sum += values[a + i] * other.values[b + i];
        }
        return sum;
    }
}
