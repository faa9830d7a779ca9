package io.vecstore.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.vecstore.embeddings.EmbeddingException.Kind;
import io.vecstore.testkit.TinyCrossEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores computed by hand, through a real model file, tokenizer and session. */
class OnnxRerankerTest {
    private static final long SEED = Long.getLong("vecstore.seed", 20_261_120);

    @TempDir
    Path folder;

    @BeforeEach
    void writeModel() throws IOException {
        TinyCrossEncoder.writeTo(folder);
    }

    private OnnxRerankerBuilder identity() {
        return OnnxReranker.builder(folder).activation(Activation.IDENTITY);
    }

    @Test
    void rerank_threePassages_ordersByTheHandComputedScore() {
        try (OnnxReranker reranker = identity().build()) {
            Ranking ranking = reranker.rerank("one two", List.of("three", "eight four", "one one one"));

            // [CLS] one two [SEP] eight four [SEP]: .5 + .0625 + .125 + .25 + 10 * (.5 + .25 + .25)
            assertThat(ranking.order().getFirst().score()).hasValue(10.9375);
            assertThat(ranking.indexes()).containsExactly(1, 0, 2);
            assertThat(ranking.order().get(1).score()).hasValue(TinyCrossEncoder.logit("one two", "three"));
            assertThat(ranking.complete()).isTrue();
        }
    }

    @Test
    void rerank_equalScores_keepTheOldOrder() {
        try (OnnxReranker reranker = OnnxReranker.open(folder)) {
            assertThat(reranker.rerank("one", List.of("two", "one one", "two", "three"))
                            .indexes())
                    .containsExactly(3, 0, 1, 2);
        }
    }

    @Test
    void rerank_noPassages_isEmptyAndComplete() {
        try (OnnxReranker reranker = OnnxReranker.open(folder)) {
            assertThat(reranker.rerank("one", List.of())).isEqualTo(new Ranking(List.of(), true));
        }
    }

    @Test
    void rerank_sharedRuns_padWithoutChangingAScore() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        List<String> passages = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            passages.add(words(random, random.nextInt(30)));
        }
        try (OnnxReranker alone = identity().build();
                OnnxReranker shared = identity().batchTokens(256).build()) {
            Ranking expected = alone.rerank("one two three", passages);

            assertThat(shared.rerank("one two three", passages)).isEqualTo(expected);
            for (Ranked ranked : expected.order()) {
                assertThat(ranked.score())
                        .hasValue(TinyCrossEncoder.logit("one two three", passages.get(ranked.index())));
            }
        }
    }

    @Test
    void rerank_longPassage_losesItsEndAndTheQueryNothing() {
        try (OnnxReranker reranker = identity().maxLength(10).build()) {
            // 3 special tokens and 2 of the query leave 5 for the passage: "never" is the sixth.
            Ranking ranking = reranker.rerank("one two", List.of("eight eight eight eight eight never"));

            assertThat(ranking.order().getFirst().score())
                    .hasValue(TinyCrossEncoder.logit("one two", "eight eight eight eight eight"));
        }
    }

    @Test
    void rerank_longQuery_leavesHalfToThePassage() {
        try (OnnxReranker reranker = identity().maxLength(7).build()) {
            Ranking ranking = reranker.rerank("one two never never", List.of("four four never"));

            assertThat(ranking.order().getFirst().score()).hasValue(TinyCrossEncoder.logit("one two", "four four"));
        }
    }

    @Test
    void rerank_window_scoresOnlyTheTop() {
        List<RerankCandidate> candidates = List.of(
                RerankCandidate.of("one"),
                RerankCandidate.of("two"),
                RerankCandidate.of("eight"),
                RerankCandidate.of("four"));
        try (OnnxReranker reranker = OnnxReranker.open(folder)) {
            Ranking ranking =
                    reranker.rerank(RerankRequest.of("one", candidates).withWindow(2));

            assertThat(ranking.indexes()).containsExactly(1, 0, 2, 3);
            assertThat(ranking.order().get(2).score()).isEmpty();
            assertThat(ranking.complete()).isTrue();
            assertThat(reranker.rerank(RerankRequest.of("one", candidates).withWindow(0))
                            .indexes())
                    .containsExactly(0, 1, 2, 3);
        }
    }

    @Test
    void rerank_timeRunsOut_returnsWhatWasScoredAndTheRestAsItCame() {
        List<RerankCandidate> candidates =
                Collections.nCopies(4, RerankCandidate.of("one")).stream().toList();
        try (OnnxReranker reranker =
                identity().threads(1).nanoClock(new TickingClock()).build()) {
            // One look before each of 4 encodings and each of 4 runs: the budget ends at the seventh.
            Ranking ranking =
                    reranker.rerank(RerankRequest.of("two", candidates).withTimeBudget(Duration.ofSeconds(7)));

            assertThat(ranking.complete()).isFalse();
            assertThat(ranking.indexes()).containsExactly(0, 1, 2, 3);
            assertThat(ranking.order().stream().map(r -> r.score().isPresent()))
                    .containsExactly(true, true, false, false);
        }
    }

    @Test
    void rerank_noTimeAtAll_returnsTheOldOrder() {
        try (OnnxReranker reranker = OnnxReranker.open(folder)) {
            Ranking ranking = reranker.rerank(
                    RerankRequest.of("one", List.of(RerankCandidate.of("one"), RerankCandidate.of("eight")))
                            .withTimeBudget(Duration.ZERO));

            assertThat(ranking.indexes()).containsExactly(0, 1);
            assertThat(ranking.complete()).isFalse();
        }
    }

    @Test
    void rerank_oddTexts_areScored() {
        List<String> passages =
                List.of("", "  ", "nul\0 one", "\ud800 one", "one ".repeat(2_500_000), "x".repeat(200_000));
        try (OnnxReranker reranker = identity().build()) {
            Ranking ranking = reranker.rerank("", passages);

            assertThat(ranking.indexes()).hasSize(passages.size());
            // 512 tokens less 3 special ones
            assertThat(ranking.order().getFirst())
                    .isEqualTo(
                            new Ranked(4, java.util.OptionalDouble.of(TinyCrossEncoder.logit("", "one ".repeat(509)))));
        }
    }

    @Test
    void rerank_fromManyThreads_givesTheSameRankings() throws Exception {
        Random random = new Random(SEED);
        List<String> passages = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            passages.add(words(random, 1 + random.nextInt(20)));
        }
        try (OnnxReranker reranker = identity().batchTokens(64).threads(3).build();
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Ranking expected = reranker.rerank("four", passages);
            List<Future<Ranking>> futures = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                futures.add(threads.submit(() -> reranker.rerank("four", passages)));
            }
            for (Future<Ranking> future : futures) {
                assertThat(future.get()).isEqualTo(expected);
            }
        }
    }

    @Test
    void rerank_defaultForOneLabel_isSigmoid() {
        try (OnnxReranker reranker = OnnxReranker.open(folder)) {
            double logit = TinyCrossEncoder.logit("one", "two");

            assertThat(reranker.rerank("one", List.of("two"))
                            .order()
                            .getFirst()
                            .score()
                            .orElseThrow())
                    .isCloseTo(1 / (1 + Math.exp(-logit)), within(1e-9));
        }
    }

    @Test
    void close_thenRerank_isATypedError() {
        OnnxReranker reranker = OnnxReranker.open(folder);
        reranker.close();
        reranker.close();

        assertThatExceptionOfType(RerankException.class)
                .isThrownBy(() -> reranker.rerank("late", List.of("later")))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED))
                .satisfies(e -> assertThat(e.code()).isEqualTo("closed"));
    }

    private static String words(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(TinyCrossEncoder.WORDS.get(random.nextInt(5)));
        }
        return text.toString();
    }
}
