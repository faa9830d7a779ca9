package io.vecstore.rerank;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * A candidate in its new place.
 *
 * @param index its position in {@link RerankRequest#candidates()}
 * @param score the reranker's score, higher is better; empty if it was not scored
 */
public record Ranked(int index, OptionalDouble score) {
    public Ranked {
        Objects.requireNonNull(score, "score");
    }
}
