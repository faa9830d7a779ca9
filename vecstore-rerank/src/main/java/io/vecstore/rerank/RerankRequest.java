package io.vecstore.rerank;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a reranker is asked.
 *
 * @param query the question
 * @param candidates the passages, best first as the first stage sees them; copied
 * @param window how many of them, from the top, are reranked; the others keep their order below
 * @param timeBudget how long it may take, if that is limited; it is checked before each run of a model, so one
 *     run may go beyond it
 */
public record RerankRequest(String query, List<RerankCandidate> candidates, int window, Optional<Duration> timeBudget) {
    public RerankRequest {
        Objects.requireNonNull(query, "query");
        candidates = List.copyOf(candidates);
        Objects.requireNonNull(timeBudget, "timeBudget");
        if (window < 0) {
            throw new IllegalArgumentException("window must not be negative, was " + window);
        }
        if (timeBudget.isPresent() && timeBudget.get().isNegative()) {
            throw new IllegalArgumentException("timeBudget must not be negative, was " + timeBudget.get());
        }
    }

    /** All candidates, however long it takes. */
    public static RerankRequest of(String query, List<RerankCandidate> candidates) {
        return new RerankRequest(query, candidates, Integer.MAX_VALUE, Optional.empty());
    }

    public RerankRequest withWindow(int candidatesFromTheTop) {
        return new RerankRequest(query, candidates, candidatesFromTheTop, timeBudget);
    }

    public RerankRequest withTimeBudget(Duration budget) {
        return new RerankRequest(query, candidates, window, Optional.of(budget));
    }

    /** The candidates inside the window. */
    List<RerankCandidate> windowed() {
        return candidates.subList(0, Math.min(window, candidates.size()));
    }
}
