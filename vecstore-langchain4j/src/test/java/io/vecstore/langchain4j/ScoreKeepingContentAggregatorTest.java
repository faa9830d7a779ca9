package io.vecstore.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.query.Query;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreKeepingContentAggregatorTest {

    private static final Query ONE = Query.from("one");
    private static final Query TWO = Query.from("two");

    @Test
    void aggregate_equalTextsWithTwoIds_staysTwo() {
        List<Content> aggregated = ScoreKeepingContentAggregator.byRank()
                .aggregate(Map.of(ONE, List.of(List.of(content("a", "same", 0.9), content("b", "same", 0.8)))));

        assertThat(aggregated).extracting(ScoreKeepingContentAggregatorTest::id).containsExactly("a", "b");
    }

    @Test
    void aggregate_oneIdTwice_keepsTheBestScoreAndRanksItFirst() {
        Map<Query, Collection<List<Content>>> found = new LinkedHashMap<>();
        found.put(ONE, List.of(List.of(content("a", "x", 0.9), content("b", "y", 0.2))));
        found.put(TWO, List.of(List.of(content("b", "y", 0.7))));

        List<Content> aggregated = ScoreKeepingContentAggregator.byRank().aggregate(found);

        assertThat(aggregated).extracting(ScoreKeepingContentAggregatorTest::id).containsExactly("b", "a");
        assertThat(aggregated.getFirst().metadata()).containsEntry(ContentMetadata.SCORE, 0.7);
    }

    @Test
    void aggregate_withoutIds_comparesSegments() {
        Content plain = Content.from(TextSegment.from("x"));

        assertThat(ScoreKeepingContentAggregator.byRank()
                        .aggregate(Map.of(ONE, List.of(List.of(plain), List.of(Content.from("x"), Content.from("y"))))))
                .containsExactly(plain, Content.from("y"));
    }

    @Test
    void aggregate_reranking_addsItsScoreAndCuts() {
        ScoringModel byLength = (segments, _) -> Response.from(
                segments.stream().map(each -> (double) each.text().length()).toList());

        List<Content> aggregated = ScoreKeepingContentAggregator.reranking(byLength, 2)
                .aggregate(Map.of(
                        ONE,
                        List.of(List.of(content("a", "x", 0.9), content("b", "xxx", 0.8), content("c", "xx", 0.7)))));

        assertThat(aggregated).extracting(ScoreKeepingContentAggregatorTest::id).containsExactly("b", "c");
        assertThat(aggregated.getFirst().metadata())
                .containsEntry(ContentMetadata.RERANKED_SCORE, 3.0)
                .containsEntry(ContentMetadata.SCORE, 0.8);
    }

    @Test
    void aggregate_nothing_isEmpty() {
        assertThat(ScoreKeepingContentAggregator.byRank().aggregate(Map.of())).isEmpty();
        assertThat(ScoreKeepingContentAggregator.byRank().aggregate(Map.of(ONE, List.of())))
                .isEmpty();
    }

    private static Content content(String id, String text, double score) {
        return Content.from(
                TextSegment.from(text), Map.of(ContentMetadata.EMBEDDING_ID, id, ContentMetadata.SCORE, score));
    }

    private static Object id(Content content) {
        return content.metadata().get(ContentMetadata.EMBEDDING_ID);
    }
}
