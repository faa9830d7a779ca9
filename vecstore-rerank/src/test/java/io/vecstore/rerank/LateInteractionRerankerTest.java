package io.vecstore.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vecstore.embeddings.InputType;
import io.vecstore.embeddings.TokenEmbedder;
import io.vecstore.embeddings.TokenVectors;
import io.vecstore.embeddings.onnx.OnnxEmbedder;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LateInteractionRerankerTest {
    private static final Map<String, float[]> VECTORS = Map.of(
            "east", new float[] {1, 0},
            "north", new float[] {0, 1},
            "west", new float[] {-1, 0},
            "northeast", new float[] {0.6f, 0.8f});

    /** Every word has the vector of its direction. */
    private static final class Compass implements TokenEmbedder {
        @Override
        public TokenVectors embedTokens(String text, InputType type) {
            String[] words = text.isEmpty() ? new String[0] : text.split(" ", -1);
            float[] values = new float[2 * words.length];
            for (int i = 0; i < words.length; i++) {
                System.arraycopy(VECTORS.get(words[i]), 0, values, 2 * i, 2);
            }
            return new TokenVectors(2, values);
        }

        @Override
        public List<TokenVectors> embedAllTokens(List<String> texts, InputType type) {
            return texts.stream().map(text -> embedTokens(text, type)).toList();
        }
    }

    private final LateInteractionReranker reranker = LateInteractionReranker.over(new Compass());

    @Test
    void rerank_directions_scoresTheMeanOfTheBestCosines() {
        Ranking ranking = reranker.rerank("east north", List.of("west", "northeast", "north west", "", "east north"));

        assertThat(ranking.indexes()).containsExactly(4, 1, 2, 3, 0);
        assertThat(ranking.order().stream()
                        .mapToDouble(r -> r.score().orElseThrow())
                        .toArray())
                .containsExactly(new double[] {1, (0.6 + 0.8) / 2, (0 + 1) / 2.0, 0, (-1 + 0) / 2.0}, within(1e-6));
    }

    @Test
    void rerank_emptyQuery_keepsTheOrder() {
        assertThat(reranker.rerank("", List.of("west", "east")).indexes()).containsExactly(0, 1);
        assertThat(reranker.rerank("east", List.of()).order()).isEmpty();
    }

    @Test
    void rerank_timeRunsOut_scoresFromTheTop() {
        List<RerankCandidate> candidates = Collections.nCopies(20, RerankCandidate.of("east"));
        Ranking ranking = LateInteractionReranker.over(new Compass(), new TickingClock())
                .rerank(RerankRequest.of("east", candidates).withTimeBudget(Duration.ofSeconds(2)));

        assertThat(ranking.order().stream().filter(r -> r.score().isPresent())).hasSize(8);
        assertThat(ranking.complete()).isFalse();
    }

    @Test
    void rerank_window_leavesTheRestBelow() {
        List<RerankCandidate> candidates =
                List.of(RerankCandidate.of("west"), RerankCandidate.of("north"), RerankCandidate.of("east"));

        assertThat(reranker.rerank(RerankRequest.of("east", candidates).withWindow(2))
                        .indexes())
                .containsExactly(1, 0, 2);
    }

    @Test
    void rerank_realTokenVectors_findsTheAnswer() {
        try (OnnxEmbedder embedder = OnnxEmbedder.miniLm();
                LateInteractionReranker real = LateInteractionReranker.over(embedder)) {
            Ranking ranking = real.rerank(
                    "How do I get my money back?",
                    List.of(
                            "The volcano last erupted in the Bronze Age.",
                            "You get your money back within ten days of the return.",
                            "Parcels are delivered by courier on weekdays."));

            assertThat(ranking.indexes().getFirst()).isEqualTo(1);
            assertThat(ranking.order())
                    .allSatisfy(r -> assertThat(r.score().orElseThrow()).isBetween(-1.0, 1.0));
        }
    }
}
