package io.vecstore.rerank;

import java.util.Objects;
import java.util.Optional;

/** A passage that a first stage found, with what that stage knows about it. Immutable. */
public final class RerankCandidate {
    private final String text;
    private final double score;
    private final float[] vector;

    private RerankCandidate(String text, double score, float[] vector) {
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("the score of a candidate must be finite, was " + score);
        }
        this.text = Objects.requireNonNull(text, "text");
        this.score = score;
        this.vector = vector;
    }

    /** A text of which nothing else is known; its score is 0. */
    public static RerankCandidate of(String text) {
        return of(text, 0);
    }

    /**
     * @param score the first stage's, higher is better
     */
    public static RerankCandidate of(String text, double score) {
        return new RerankCandidate(text, score, new float[0]);
    }

    /**
     * @param vector the passage's vector by the model that embeds the query; copied
     */
    public static RerankCandidate of(String text, double score, float[] vector) {
        if (vector.length == 0) {
            throw new IllegalArgumentException("the vector of a candidate is empty: leave it out instead");
        }
        return new RerankCandidate(text, score, vector.clone());
    }

    public String text() {
        return text;
    }

    public double score() {
        return score;
    }

    /** A copy of the vector, if the first stage gave it. */
    public Optional<float[]> vector() {
        return vector.length == 0 ? Optional.empty() : Optional.of(vector.clone());
    }
}
