package io.vecstore.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.aggregator.ContentAggregator;
import dev.langchain4j.rag.content.aggregator.ReciprocalRankFuser;
import dev.langchain4j.rag.query.Query;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Fuses what several retrievers found for several queries by reciprocal rank, and keeps what langchain4j's own
 * aggregators lose: contents are the same only if their {@code EMBEDDING_ID}s are, so that equal texts from two
 * documents stay two; of a content found more than once the best {@code SCORE} stays. Contents without an id are the
 * same if their segments are equal. Thread-safe if the scoring model is.
 */
public final class ScoreKeepingContentAggregator implements ContentAggregator {

    private final Optional<ScoringModel> scoringModel;
    private final int maxResults;

    private ScoreKeepingContentAggregator(Optional<ScoringModel> scoringModel, int maxResults) {
        this.scoringModel = scoringModel;
        this.maxResults = maxResults;
    }

    /** Fuses by rank and keeps everything. */
    public static ScoreKeepingContentAggregator byRank() {
        return new ScoreKeepingContentAggregator(Optional.empty(), Integer.MAX_VALUE);
    }

    /**
     * Fuses by rank, then orders by a scoring model against the first query, which {@code RERANKED_SCORE} tells of.
     *
     * @param maxResults how many contents at most, at least 1
     */
    public static ScoreKeepingContentAggregator reranking(ScoringModel scoringModel, int maxResults) {
        if (maxResults < 1) {
            throw new IllegalArgumentException("maxResults is " + maxResults + ", at least 1 is needed");
        }
        return new ScoreKeepingContentAggregator(Optional.of(scoringModel), maxResults);
    }

    @Override
    public List<Content> aggregate(Map<Query, Collection<List<Content>>> queryToContents) {
        if (queryToContents.isEmpty()) {
            return List.of();
        }
        List<List<Content>> rankings = queryToContents.values().stream()
                .flatMap(Collection::stream)
                .map(ranking -> ranking.stream().<Content>map(Identified::new).toList())
                .toList();
        Map<Content, Content> best = new HashMap<>();
        rankings.stream()
                .flatMap(List::stream)
                .forEach(each -> best.merge(each, each, (a, b) -> score(b) > score(a) ? b : a));
        List<Content> fused = ReciprocalRankFuser.fuse(rankings).stream()
                .map(each -> ((Identified) best.getOrDefault(each, each)).content())
                .toList();
        Query query = queryToContents.keySet().iterator().next();
        return scoringModel.map(model -> ContentScoring.reranked(fused, query, model)).orElse(fused).stream()
                .limit(maxResults)
                .toList();
    }

    /** Aggregates in the calling thread. */
    @Override
    public CompletableFuture<List<Content>> aggregateAsync(Map<Query, Collection<List<Content>>> queryToContents) {
        return CompletableFuture.completedFuture(aggregate(queryToContents));
    }

    private static double score(Content content) {
        return content.metadata().get(ContentMetadata.SCORE) instanceof Number score
                ? score.doubleValue()
                : Double.NEGATIVE_INFINITY;
    }

    /** A content that equals others by its id, for langchain4j's fuser, which compares contents. */
    private record Identified(Content content) implements Content {

        @Override
        public TextSegment textSegment() {
            return content.textSegment();
        }

        @Override
        public Map<ContentMetadata, Object> metadata() {
            return content.metadata();
        }

        private Object identity() {
            Object id = content.metadata().get(ContentMetadata.EMBEDDING_ID);
            return id == null ? content.textSegment() : id;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Identified that && identity().equals(that.identity());
        }

        @Override
        public int hashCode() {
            return identity().hashCode();
        }
    }
}
