package io.vecstore.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import io.vecstore.rerank.Ranked;
import io.vecstore.rerank.Ranking;
import io.vecstore.rerank.RerankCandidate;
import io.vecstore.rerank.RerankException;
import io.vecstore.rerank.RerankRequest;
import io.vecstore.rerank.Reranker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RerankAdaptersTest {

    private final List<Integer> batches = new ArrayList<>();
    private final ScoringModel byLength = (segments, _) -> {
        batches.add(segments.size());
        return Response.from(segments.stream()
                .map(segment -> (double) segment.text().length())
                .toList());
    };

    @Test
    void rerank_texts_ordersByScoreAndKeepsEqualOnes() {
        Ranking ranking = LangChain4jReranker.of(byLength).rerank("q", List.of("a", "ccc", "b", "dd"));

        assertThat(ranking.indexes()).containsExactly(1, 3, 0, 2);
        assertThat(ranking.complete()).isTrue();
    }

    @Test
    void rerank_windowAndBlank_leavesTheOthersBelowAsTheyCame() {
        RerankRequest request = RerankRequest.of(
                        "q",
                        Stream.of("a", " ", "bb", "cccc", "ddddd")
                                .map(RerankCandidate::of)
                                .toList())
                .withWindow(3);

        Ranking ranking = LangChain4jReranker.of(byLength).rerank(request);

        assertThat(ranking.indexes()).containsExactly(2, 0, 1, 3, 4);
        assertThat(ranking.order())
                .extracting(each -> each.score().isPresent())
                .containsExactly(true, true, false, false, false);
        assertThat(ranking.complete()).isTrue();
    }

    @Test
    void rerank_manyCandidates_asksInBatches() {
        List<String> texts =
                IntStream.range(0, 70).mapToObj("x"::repeat).map(x -> x + "y").toList();

        Ranking ranking = LangChain4jReranker.of(byLength).rerank("q", texts);

        assertThat(batches).containsExactly(32, 32, 6);
        assertThat(ranking.indexes().getFirst()).isEqualTo(69);
    }

    @Test
    void rerank_noTime_isIncomplete() {
        Ranking ranking = LangChain4jReranker.of(byLength)
                .rerank(RerankRequest.of("q", List.of(RerankCandidate.of("a"), RerankCandidate.of("bb")))
                        .withTimeBudget(Duration.ZERO));

        assertThat(ranking.complete()).isFalse();
        assertThat(ranking.indexes()).containsExactly(0, 1);
        assertThat(batches).isEmpty();
    }

    @Test
    void rerank_modelFails_saysWhy() {
        LangChain4jReranker reranker = LangChain4jReranker.of((_, _) -> {
            throw new IllegalStateException("quota is used up");
        });

        assertThatThrownBy(() -> reranker.rerank("q", List.of("a")))
                .isInstanceOf(RerankException.class)
                .hasMessageContaining("quota is used up");
        reranker.close();
        assertThatThrownBy(() -> reranker.rerank("q", List.of("a")))
                .isInstanceOf(RerankException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void scoreAll_reranker_givesScoresInTheOrderOfTheSegments() {
        ScoringModel model = VecStoreScoringModel.of(LangChain4jReranker.of(byLength));

        assertThat(model.scoreAll(List.of(TextSegment.from("ccc"), TextSegment.from("a")), "q")
                        .content())
                .containsExactly(3.0, 1.0);
        assertThat(model.score("dd", "q").content()).isEqualTo(2.0);
    }

    @Test
    void scoreAll_candidateWithoutScore_isRefused() {
        ScoringModel model = VecStoreScoringModel.of(new LeavesOneOut());

        assertThatThrownBy(() -> model.score("dd", "q"))
                .isInstanceOf(RerankException.class)
                .hasMessageContaining("no score to segment 0 of 1");
    }

    private static final class LeavesOneOut implements Reranker {
        @Override
        public Ranking rerank(RerankRequest request) {
            return new Ranking(List.of(new Ranked(0, OptionalDouble.empty())), false);
        }

        @Override
        public void close() {}
    }
}
