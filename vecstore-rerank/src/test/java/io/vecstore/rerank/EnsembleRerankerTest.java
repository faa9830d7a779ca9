package io.vecstore.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.vecstore.rerank.EnsembleReranker.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EnsembleRerankerTest {
    /** Answers with given scores, NaN for none, and remembers what it was asked. */
    private static final class Fixed implements Reranker {
        private final double[] scores;
        private final List<Optional<Duration>> budgets = new ArrayList<>();
        private boolean closed;

        Fixed(double... scores) {
            this.scores = scores;
        }

        @Override
        public Ranking rerank(RerankRequest request) {
            budgets.add(request.timeBudget());
            List<OptionalDouble> answer = Arrays.stream(
                            scores, 0, request.windowed().size())
                    .mapToObj(s -> Double.isNaN(s) ? OptionalDouble.empty() : OptionalDouble.of(s))
                    .toList();
            return Ranking.byScore(answer, request.candidates().size());
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final List<String> THREE = List.of("a", "b", "c");

    @Test
    void weighted_twoMembers_isTheWeightedMeanOfScaledScores() {
        try (EnsembleReranker ensemble = EnsembleReranker.weighted(
                List.of(new Member(new Fixed(0, 5, 10), 3), new Member(new Fixed(-1, 1, 0), 1)))) {
            Ranking ranking = ensemble.rerank("query", THREE);

            assertThat(ranking.indexes()).containsExactly(2, 1, 0);
            assertThat(scores(ranking))
                    .containsExactly(new double[] {(3 * 1 + 0.5) / 4, (3 * 0.5 + 1) / 4, 0}, within(1e-12));
        }
    }

    @Test
    void weighted_memberWithEqualScores_changesNoOrder() {
        try (EnsembleReranker ensemble = EnsembleReranker.weighted(
                List.of(new Member(new Fixed(7, 7, 7), 1), new Member(new Fixed(1, 2, 3), 1)))) {
            assertThat(scores(ensemble.rerank("query", THREE)))
                    .containsExactly(new double[] {1, 0.75, 0.5}, within(1e-12));
        }
    }

    @Test
    void reciprocalRank_twoMembers_isTheSumOfReciprocalRanks() {
        try (EnsembleReranker ensemble = EnsembleReranker.reciprocalRank(
                List.of(new Member(new Fixed(3, 2, 1), 2), new Member(new Fixed(1, 9, 9), 1)), 60)) {
            Ranking ranking = ensemble.rerank("query", THREE);

            // ranks 1, 2, 3 and 3, 1, 1
            double a = (2 * 61 / 61.0 + 61 / 63.0) / 3;
            double b = (2 * 61 / 62.0 + 61 / 61.0) / 3;
            double c = (2 * 61 / 63.0 + 61 / 61.0) / 3;
            assertThat(ranking.indexes()).containsExactly(0, 1, 2);
            assertThat(scores(ranking)).containsExactly(new double[] {a, b, c}, within(1e-12));
        }
    }

    @Test
    void reciprocalRank_unanimousFirst_scoresOne() {
        try (EnsembleReranker ensemble = EnsembleReranker.reciprocalRank(
                List.of(new Member(new Fixed(1, 5, 2), 0.3), new Member(new Fixed(1, 2, 1.5), 8)))) {
            Ranking ranking = ensemble.rerank("query", THREE);
            assertThat(ranking.indexes()).containsExactly(1, 2, 0);
            assertThat(scores(ranking)[0]).isEqualTo(1);
        }
    }

    @Test
    void rerank_memberRanOutOfTime_countsWhatItScoredAndSaysSo() {
        try (EnsembleReranker ensemble = EnsembleReranker.weighted(
                List.of(new Member(new Fixed(1, 2, 3), 1), new Member(new Fixed(8, 4, Double.NaN), 1)))) {
            Ranking ranking = ensemble.rerank("query", THREE);

            assertThat(ranking.complete()).isFalse();
            assertThat(ranking.indexes()).containsExactly(0, 2, 1);
            assertThat(scores(ranking)).containsExactly(new double[] {0.5, 0.5, 0.25}, within(1e-12));
        }
    }

    @Test
    void rerank_timeBudget_isHandedOnAsItShrinks() {
        Fixed first = new Fixed(1);
        Fixed second = new Fixed(1);
        Fixed third = new Fixed(1);
        EnsembleReranker ensemble = EnsembleReranker.weighted(
                        List.of(new Member(first, 1), new Member(second, 1), new Member(third, 1)))
                .withClock(new TickingClock());
        ensemble.rerank(
                RerankRequest.of("query", List.of(RerankCandidate.of("a"))).withTimeBudget(Duration.ofSeconds(2)));

        assertThat(first.budgets).containsExactly(Optional.of(Duration.ofSeconds(1)));
        assertThat(second.budgets).containsExactly(Optional.of(Duration.ZERO));
        assertThat(third.budgets).containsExactly(Optional.of(Duration.ZERO));
    }

    @Test
    void rerank_window_isHandedOn() {
        List<RerankCandidate> candidates =
                List.of(RerankCandidate.of("a", 1), RerankCandidate.of("b", 2), RerankCandidate.of("c", 3));
        try (EnsembleReranker ensemble = EnsembleReranker.weighted(List.of(new Member(new FirstStageReranker(), 1)))) {
            Ranking ranking =
                    ensemble.rerank(RerankRequest.of("query", candidates).withWindow(2));

            assertThat(ranking.indexes()).containsExactly(1, 0, 2);
            assertThat(ranking.order().get(2).score()).isEmpty();
            assertThat(ranking.complete()).isTrue();
        }
    }

    @Test
    void close_oneMemberFails_closesTheOthersToo() {
        Fixed before = new Fixed(1);
        Fixed after = new Fixed(1);
        Reranker broken = new Reranker() {
            @Override
            public Ranking rerank(RerankRequest request) {
                return Ranking.byScore(List.of(), 0);
            }

            @Override
            public void close() {
                throw new IllegalStateException("broken");
            }
        };
        EnsembleReranker ensemble =
                EnsembleReranker.weighted(List.of(new Member(before, 1), new Member(broken, 1), new Member(after, 1)));

        assertThatIllegalStateException().isThrownBy(ensemble::close).withMessage("broken");
        assertThat(before.closed).isTrue();
        assertThat(after.closed).isTrue();
    }

    @Test
    void construct_unsuitableMembers_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> EnsembleReranker.weighted(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Member(new FirstStageReranker(), 0))
                .withMessageContaining("weight");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnsembleReranker.reciprocalRank(List.of(new Member(new FirstStageReranker(), 1)), -1))
                .withMessageContaining("-1");
    }

    private static double[] scores(Ranking ranking) {
        return ranking.order().stream()
                .mapToDouble(ranked -> ranked.score().orElseThrow())
                .toArray();
    }
}
