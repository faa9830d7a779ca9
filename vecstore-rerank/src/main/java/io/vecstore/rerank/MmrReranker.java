package io.vecstore.rerank;

import io.vecstore.embeddings.Embedder;
import io.vecstore.embeddings.InputType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Puts passages that say something new above those that repeat what is already there, by
 * {@link MaximalMarginalRelevance} over real vectors: those of the candidates, and the embedder's for candidates
 * that bring none. The time budget counts before passages are embedded; if it is used up, nothing is reordered.
 * Safe for use by many threads.
 *
 * <p>The embedder stays the caller's: closing the reranker does not close it.
 */
public final class MmrReranker implements Reranker {
    /** Half relevance, half difference. */
    public static final double DEFAULT_LAMBDA = 0.5;

    private final Embedder embedder;
    private final double lambda;
    private final LongSupplier nanoClock;

    private MmrReranker(Embedder embedder, double lambda, LongSupplier nanoClock) {
        if (!(lambda >= 0 && lambda <= 1)) {
            throw new IllegalArgumentException("lambda must be in [0, 1], was " + lambda);
        }
        this.embedder = Objects.requireNonNull(embedder, "embedder");
        this.lambda = lambda;
        this.nanoClock = nanoClock;
    }

    public static MmrReranker over(Embedder embedder) {
        return over(embedder, DEFAULT_LAMBDA);
    }

    /**
     * @param lambda in [0, 1]: 1 for relevance alone, 0 for difference alone
     */
    public static MmrReranker over(Embedder embedder, double lambda) {
        return over(embedder, lambda, System::nanoTime);
    }

    static MmrReranker over(Embedder embedder, double lambda, LongSupplier nanoClock) {
        return new MmrReranker(embedder, lambda, nanoClock);
    }

    @Override
    public Ranking rerank(RerankRequest request) {
        Deadline deadline = Deadline.after(request.timeBudget(), nanoClock);
        List<RerankCandidate> candidates = request.windowed();
        int total = request.candidates().size();
        if (candidates.isEmpty()) {
            return Ranking.byScore(List.of(), total);
        }
        return RerankException.translating(() -> {
            float[] query = embedder.embed(request.query(), InputType.QUERY);
            if (deadline.isOver()) {
                return Ranking.unscored(candidates.size(), total);
            }
            List<Ranked> order = MaximalMarginalRelevance.select(query, vectors(candidates), lambda, candidates.size());
            return Ranking.inOrder(order, total);
        });
    }

    private List<float[]> vectors(List<RerankCandidate> candidates) {
        List<Optional<float[]>> given =
                candidates.stream().map(RerankCandidate::vector).toList();
        List<String> missing = IntStream.range(0, candidates.size())
                .filter(i -> given.get(i).isEmpty())
                .mapToObj(i -> candidates.get(i).text())
                .toList();
        Iterator<float[]> embedded =
                embedder.embedAll(missing, InputType.PASSAGE).iterator();
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            vectors.add(given.get(i).orElseGet(embedded::next));
            requireDimension(i, vectors.getLast());
        }
        return vectors;
    }

    private void requireDimension(int candidate, float[] vector) {
        if (vector.length != embedder.dimension()) {
            throw new IllegalArgumentException("dimension mismatch for candidate " + candidate + ": the embedder "
                    + embedder.identity().id() + " has " + embedder.dimension() + ", its vector has " + vector.length);
        }
    }

    /** Does nothing: the embedder is the caller's. */
    @Override
    public void close() {}
}
