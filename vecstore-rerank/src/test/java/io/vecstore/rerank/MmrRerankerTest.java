package io.vecstore.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vecstore.embeddings.EmbeddingException.Kind;
import io.vecstore.testkit.HashEmbedder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MmrRerankerTest {
    private final HashEmbedder embedder = new HashEmbedder();

    @Test
    void rerank_repeatedPassage_goesBelowTheOtherAspect() {
        try (MmrReranker reranker = MmrReranker.over(embedder)) {
            Ranking ranking = reranker.rerank(
                    "refund and delivery",
                    List.of("refund takes ten days", "refund takes ten days", "delivery is free", "eggs boil"));

            assertThat(ranking.indexes()).containsExactly(0, 2, 3, 1);
            assertThat(ranking.complete()).isTrue();
        }
    }

    @Test
    void rerank_vectorsGiven_embedsOnlyWhatIsMissing() {
        List<RerankCandidate> candidates = List.of(
                RerankCandidate.of("not what the vector says", 1, embedder.embed("blue whale")),
                RerankCandidate.of("green tea"),
                RerankCandidate.of("neither", 1, embedder.embed("red fox")));
        int before = embedder.texts();
        try (MmrReranker reranker = MmrReranker.over(embedder, 1)) {
            Ranking ranking = reranker.rerank(RerankRequest.of("red fox", candidates));

            assertThat(ranking.indexes().getFirst()).isEqualTo(2);
            assertThat(embedder.texts() - before)
                    .as("the query and one passage")
                    .isEqualTo(2);
        }
    }

    @Test
    void rerank_windowAndTimeBudget_areKept() {
        List<RerankCandidate> candidates =
                List.of(RerankCandidate.of("tea"), RerankCandidate.of("fox"), RerankCandidate.of("fox"));
        try (MmrReranker reranker = MmrReranker.over(embedder, 1, new TickingClock())) {
            RerankRequest request = RerankRequest.of("fox", candidates).withWindow(2);
            assertThat(reranker.rerank(request).indexes()).containsExactly(1, 0, 2);

            Ranking late = reranker.rerank(request.withTimeBudget(Duration.ofSeconds(1)));
            assertThat(late.indexes()).containsExactly(0, 1, 2);
            assertThat(late.complete()).isFalse();
        }
    }

    @Test
    void rerank_noCandidates_asksNoModel() {
        try (MmrReranker reranker = MmrReranker.over(embedder)) {
            assertThat(reranker.rerank("fox", List.of()).order()).isEmpty();
        }
        assertThat(embedder.calls()).isZero();
    }

    @Test
    void rerank_vectorOfAnotherModel_isRefused() {
        try (MmrReranker reranker = MmrReranker.over(embedder)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> reranker.rerank(RerankRequest.of(
                            "fox", List.of(RerankCandidate.of("fox", 0, new float[] {1, 2})))))
                    .withMessageContaining("256")
                    .withMessageContaining("2");
        }
    }

    @Test
    void close_reranker_leavesTheEmbedderOpen() {
        MmrReranker.over(embedder).close();
        assertThat(embedder.isClosed()).isFalse();

        embedder.close();
        assertThatExceptionOfType(RerankException.class)
                .isThrownBy(() -> MmrReranker.over(embedder).rerank("fox", List.of("fox")))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
    }
}
