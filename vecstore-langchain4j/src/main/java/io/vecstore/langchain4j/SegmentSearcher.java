package io.vecstore.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.store.embedding.CosineSimilarity;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.RelevanceScore;
import io.vecstore.SearchRequest;
import io.vecstore.Snapshot;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.fusion.Fusion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Answers langchain4j's search requests. A filter that the engine cannot evaluate alone is applied to its hits, and as
 * long as that leaves too few, more hits are asked for, in the end every record: there are never fewer results than
 * asked for while records match. Thread-safe.
 */
final class SegmentSearcher {

    private static final int GROWTH = 8;
    private static final Comparator<ScoredRecord> WORST_FIRST = Comparator.comparingDouble(ScoredRecord::score);

    private final VectorCollection collection;
    private final Fusion fusion;
    private final OptionalInt efSearch;
    private final boolean exact;

    SegmentSearcher(VectorCollection collection, Fusion fusion, OptionalInt efSearch, boolean exact) {
        this.collection = collection;
        this.fusion = fusion;
        this.efSearch = efSearch;
        this.exact = exact;
    }

    /**
     * The records that answer a request, best first.
     *
     * @param hybrid whether the text of the request, if it has one, is searched too; scores are fused ones then
     */
    List<ScoredRecord> search(EmbeddingSearchRequest request, boolean hybrid) {
        boolean withText = hybrid && request.query() != null && !request.query().isBlank();
        SegmentCondition condition = SegmentCondition.of(request.filter());
        try (Snapshot snapshot = collection.snapshot()) {
            List<ScoredRecord> found = List.of();
            for (int topK : attempts(request.maxResults())) {
                List<ScoredRecord> hits = hits(snapshot, request, condition, withText, topK);
                found = accepted(hits, request, condition);
                if (found.size() == request.maxResults() || isComplete(hits, topK, request.minScore())) {
                    return found;
                }
            }
            return completed(found, snapshot, request, condition, withText);
        }
    }

    /** How many hits to ask for, one after the other. */
    private static List<Integer> attempts(int maxResults) {
        List<Integer> attempts = new ArrayList<>();
        for (long topK = maxResults; topK < SearchRequest.MAX_TOP_K; topK *= GROWTH) {
            attempts.add((int) topK);
        }
        attempts.add(SearchRequest.MAX_TOP_K);
        return attempts;
    }

    private List<ScoredRecord> hits(
            Snapshot snapshot, EmbeddingSearchRequest request, SegmentCondition condition, boolean withText, int topK) {
        SearchRequest.Builder search = SearchRequest.builder()
                .vector(request.queryEmbedding().vector())
                .filter(condition.stored())
                .fusion(fusion)
                .exact(exact)
                .topK(topK);
        efSearch.ifPresent(search::efSearch);
        if (withText) {
            search.text(request.query());
        }
        return snapshot.search(search.build()).hits().stream()
                .map(hit -> new ScoredRecord(hit.record(), hit.score()))
                .toList();
    }

    private static List<ScoredRecord> accepted(
            List<ScoredRecord> hits, EmbeddingSearchRequest request, SegmentCondition condition) {
        return hits.stream()
                .filter(hit ->
                        hit.score() >= request.minScore() && condition.rest().test(hit.record()))
                .limit(request.maxResults())
                .toList();
    }

    /** Whether asking for more would bring nothing that counts. */
    private static boolean isComplete(List<ScoredRecord> hits, int topK, double minScore) {
        return hits.size() < topK || hits.getLast().score() < minScore;
    }

    /**
     * Looks at every record. Without text the scores are those of the engine; with text, whatever is not among its
     * candidates has a fused score of 0, and comes after the others in the order of its vector.
     */
    private static List<ScoredRecord> completed(
            List<ScoredRecord> fused,
            Snapshot snapshot,
            EmbeddingSearchRequest request,
            SegmentCondition condition,
            boolean withText) {
        if (!withText) {
            return nearest(snapshot, request, condition, request.maxResults(), request.minScore(), Set.of());
        }
        if (request.minScore() > 0) {
            return fused;
        }
        Set<String> known = new HashSet<>();
        fused.forEach(each -> known.add(each.record().id()));
        List<ScoredRecord> all = new ArrayList<>(fused);
        nearest(snapshot, request, condition, request.maxResults() - fused.size(), 0, known)
                .forEach(each -> all.add(new ScoredRecord(each.record(), 0)));
        return all;
    }

    private static List<ScoredRecord> nearest(
            Snapshot snapshot,
            EmbeddingSearchRequest request,
            SegmentCondition condition,
            int count,
            double minScore,
            Set<String> without) {
        PriorityQueue<ScoredRecord> best = new PriorityQueue<>(WORST_FIRST);
        snapshot.forEach(record -> {
            if (record.vector().isPresent() && !without.contains(record.id()) && condition.test(record)) {
                double score = relevance(record, request.queryEmbedding());
                if (score >= minScore) {
                    best.add(new ScoredRecord(record, score));
                }
                if (best.size() > count) {
                    best.poll();
                }
            }
        });
        return best.stream().sorted(WORST_FIRST.reversed()).toList();
    }

    private static double relevance(VectorRecord record, Embedding query) {
        Embedding embedding = Embedding.from(record.vector().orElseThrow());
        return RelevanceScore.fromCosineSimilarity(CosineSimilarity.between(embedding, query));
    }
}
