package io.vecstore.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.scoring.ScoringModel;
import io.vecstore.embeddings.EmbeddingException.Kind;
import io.vecstore.rerank.Ranked;
import io.vecstore.rerank.Ranking;
import io.vecstore.rerank.RerankCandidate;
import io.vecstore.rerank.RerankException;
import io.vecstore.rerank.RerankRequest;
import io.vecstore.rerank.Reranker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Any of langchain4j's scoring models, remote ones included, as a {@link Reranker}. As thread-safe as the model. A time
 * budget is looked at between requests of {@value #BATCH_SIZE} passages. A blank passage is not scored.
 */
public final class LangChain4jReranker implements Reranker {

    /** How many passages go into one request. */
    public static final int BATCH_SIZE = 32;

    private static final Comparator<Ranked> BEST_FIRST = Comparator.comparingDouble(
                    (Ranked ranked) -> ranked.score().orElse(Double.NEGATIVE_INFINITY))
            .reversed()
            .thenComparingInt(Ranked::index);

    private final ScoringModel model;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LangChain4jReranker(ScoringModel model) {
        this.model = model;
    }

    /** A reranker over a scoring model, which stays open when the reranker is closed. */
    public static LangChain4jReranker of(ScoringModel model) {
        return new LangChain4jReranker(model);
    }

    @Override
    public Ranking rerank(RerankRequest request) {
        if (closed.get()) {
            throw new RerankException(Kind.CLOSED, "the reranker over " + model + " has been closed");
        }
        long start = System.nanoTime();
        List<RerankCandidate> candidates = request.candidates();
        int window = Math.min(request.window(), candidates.size());
        List<Ranked> order = new ArrayList<>(candidates.size());
        boolean complete = true;
        for (int from = 0; from < candidates.size(); from = order.size()) {
            int to = Math.min(from + BATCH_SIZE, from < window ? window : candidates.size());
            if (from < window && !isOver(request, start)) {
                score(request.query(), candidates, from, to, order);
            } else {
                complete &= from >= window;
                addUnscored(from, to, order);
            }
        }
        order.sort(BEST_FIRST);
        return new Ranking(order, complete);
    }

    private static boolean isOver(RerankRequest request, long start) {
        return request.timeBudget()
                .filter(budget -> System.nanoTime() - start >= budget.toNanos())
                .isPresent();
    }

    private void score(String query, List<RerankCandidate> candidates, int from, int to, List<Ranked> order) {
        List<Integer> scored = new ArrayList<>();
        List<TextSegment> segments = new ArrayList<>();
        for (int i = from; i < to; i++) {
            if (candidates.get(i).text().isBlank()) {
                order.add(new Ranked(i, OptionalDouble.empty()));
            } else {
                scored.add(i);
                segments.add(TextSegment.from(candidates.get(i).text()));
            }
        }
        List<Double> scores = segments.isEmpty() ? List.of() : scores(query, segments);
        for (int i = 0; i < scored.size(); i++) {
            order.add(new Ranked(scored.get(i), OptionalDouble.of(scores.get(i))));
        }
    }

    private List<Double> scores(String query, List<TextSegment> segments) {
        List<Double> scores;
        try {
            scores = model.scoreAll(segments, query).content();
        } catch (RerankException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new RerankException(
                    Kind.INFERENCE_FAILED,
                    "the scoring model failed on " + segments.size() + " passages: " + e.getMessage(),
                    e);
        }
        if (scores.size() != segments.size()) {
            throw new RerankException(
                    Kind.INFERENCE_FAILED,
                    "the scoring model gave " + scores.size() + " scores for " + segments.size() + " passages");
        }
        return scores;
    }

    private static void addUnscored(int from, int to, List<Ranked> order) {
        for (int i = from; i < to; i++) {
            order.add(new Ranked(i, OptionalDouble.empty()));
        }
    }

    /** Refuses further calls; the model stays open. */
    @Override
    public void close() {
        closed.set(true);
    }
}
