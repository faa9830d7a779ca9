package io.vecstore.rerank;

import io.vecstore.embeddings.InputType;
import io.vecstore.embeddings.TokenEmbedder;
import io.vecstore.embeddings.TokenVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Compares every token of the query with every token of a passage: the score is the mean, over the query's
 * tokens, of the best cosine (MaxSim divided by the query's length, so in [-1, 1]). It needs no model of its
 * own. An empty query or passage scores 0. Safe for use by many threads.
 *
 * <p>The embedder stays the caller's: closing the reranker does not close it.
 */
public final class LateInteractionReranker implements Reranker {
    /** Passages between two looks at the clock. */
    private static final int STEP = 8;

    private final TokenEmbedder embedder;
    private final LongSupplier nanoClock;

    private LateInteractionReranker(TokenEmbedder embedder, LongSupplier nanoClock) {
        this.embedder = Objects.requireNonNull(embedder, "embedder");
        this.nanoClock = nanoClock;
    }

    public static LateInteractionReranker over(TokenEmbedder embedder) {
        return over(embedder, System::nanoTime);
    }

    static LateInteractionReranker over(TokenEmbedder embedder, LongSupplier nanoClock) {
        return new LateInteractionReranker(embedder, nanoClock);
    }

    @Override
    public Ranking rerank(RerankRequest request) {
        Deadline deadline = Deadline.after(request.timeBudget(), nanoClock);
        List<String> passages =
                request.windowed().stream().map(RerankCandidate::text).toList();
        return RerankException.translating(() -> Ranking.byScore(
                scores(request.query(), passages, deadline),
                request.candidates().size()));
    }

    private List<OptionalDouble> scores(String queryText, List<String> passages, Deadline deadline) {
        List<OptionalDouble> scores = new ArrayList<>();
        if (passages.isEmpty()) {
            return scores;
        }
        TokenVectors query = embedder.embedTokens(queryText, InputType.QUERY);
        for (int start = 0; start < passages.size() && !deadline.isOver(); start += STEP) {
            List<String> step = passages.subList(start, Math.min(passages.size(), start + STEP));
            for (TokenVectors passage : embedder.embedAllTokens(step, InputType.PASSAGE)) {
                scores.add(OptionalDouble.of(maxSim(query, passage)));
            }
        }
        while (scores.size() < passages.size()) {
            scores.add(OptionalDouble.empty());
        }
        return scores;
    }

    static double maxSim(TokenVectors query, TokenVectors passage) {
        if (query.count() == 0 || passage.count() == 0) {
            return 0;
        }
        double sum = 0;
        for (int q = 0; q < query.count(); q++) {
            float best = Float.NEGATIVE_INFINITY;
            for (int p = 0; p < passage.count(); p++) {
                best = Math.max(best, query.dot(q, passage, p));
            }
            sum += best;
        }
        return sum / query.count();
    }

    /** Does nothing: the embedder is the caller's. */
    @Override
    public void close() {}
}
