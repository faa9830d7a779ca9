package io.vecstore.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vecstore.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreFusionTest {
    private static final long SEED = Long.getLong("vecstore.seed", 41);

    private final RankedList dense = RankedList.of(Source.DENSE, new long[] {1, 2, 3}, new float[] {0.9f, 0.5f, 0.1f});
    private final RankedList lexical = RankedList.of(Source.LEXICAL, new long[] {3, 4}, new float[] {12, 4});

    @Test
    void fuse_weightedMinMax_byHand() {
        var hits = ScoreFusion.fuse(Fusion.standard(), List.of(dense, lexical), 10);

        assertThat(hits).extracting(FusedHit::key).containsExactly(1L, 3L, 2L, 4L);
        assertScores(hits, 0.6, 0.4, 0.3, 0.0);
        assertThat(hits.get(1).parts())
                .containsExactly(
                        new FusedHit.Part(Source.DENSE, 3, 0.1f, 0.0, 0.6),
                        new FusedHit.Part(Source.LEXICAL, 1, 12f, 1.0, 0.4));
        assertThat(hits.getFirst().parts()).containsExactly(new FusedHit.Part(Source.DENSE, 1, 0.9f, 1.0, 0.6));
    }

    @Test
    void fuse_reciprocalRank_byHand() {
        var hits = ScoreFusion.fuse(Fusion.reciprocalRank(), List.of(dense, lexical), 10);

        assertThat(hits).extracting(FusedHit::key).containsExactly(3L, 1L, 2L, 4L);
        double max = 2.0 / 61;
        assertScores(hits, (1.0 / 63 + 1.0 / 61) / max, 1.0 / 61 / max, 1.0 / 62 / max, 1.0 / 62 / max);
        assertThat(hits.getFirst().parts().getFirst())
                .isEqualTo(new FusedHit.Part(Source.DENSE, 3, 0.1f, 61.0 / 63, 0.5));
    }

    @Test
    void fuse_weightedReciprocalRank_byHand() {
        var fusion = new Fusion.ReciprocalRank(1, Map.of(Source.LEXICAL, 3.0));

        var hits = ScoreFusion.fuse(fusion, List.of(dense, lexical), 2);

        assertThat(hits).extracting(FusedHit::key).containsExactly(3L, 4L);
        assertScores(hits, (1.0 / 4 + 3.0 / 2) / (4.0 / 2), 3.0 / 3 / (4.0 / 2));
    }

    private static void assertScores(List<FusedHit> hits, double... scores) {
        assertThat(hits).hasSize(scores.length);
        for (int i = 0; i < scores.length; i++) {
            assertThat(hits.get(i).score()).isCloseTo(scores[i], within(1e-7));
        }
    }

    @Test
    void fuse_equalScores_areAllBestAndRankedByKey() {
        var equal = RankedList.of(Source.DENSE, new long[] {5, 1, 3}, new float[] {-2, -2, -2});

        var hits = ScoreFusion.fuse(new Fusion.WeightedMinMax(1), List.of(equal), 10);

        assertThat(hits).extracting(FusedHit::key).containsExactly(1L, 3L, 5L);
        assertScores(hits, 1, 1, 1);
    }

    @Test
    void fuse_firstInAllLists_scoresOne() {
        var both = List.of(
                RankedList.of(Source.DENSE, new long[] {1, 2}, new float[] {2, 1}),
                RankedList.of(Source.LEXICAL, new long[] {1, 2}, new float[] {2, 1}));

        assertThat(ScoreFusion.fuse(Fusion.reciprocalRank(), both, 1).getFirst().score())
                .isEqualTo(1.0);
        assertThat(ScoreFusion.fuse(Fusion.standard(), both, 1).getFirst().score())
                .isEqualTo(1.0);
    }

    @Test
    void fuse_nothing_isEmpty() {
        var empty = RankedList.of(Source.DENSE, new long[0], new float[0]);

        assertThat(ScoreFusion.fuse(Fusion.standard(), List.of(), 5)).isEmpty();
        assertThat(ScoreFusion.fuse(Fusion.reciprocalRank(), List.of(empty), 5)).isEmpty();
        assertScores(ScoreFusion.fuse(Fusion.reciprocalRank(), List.of(empty, lexical), 1), 0.5);
    }

    @Test
    void fuse_unusableInput_isRefused() {
        assertThatThrownBy(() -> ScoreFusion.fuse(Fusion.standard(), List.of(dense, dense), 5))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("DENSE");
        assertThatThrownBy(() -> ScoreFusion.fuse(Fusion.standard(), List.of(dense), 0))
                .hasMessageContaining("not 0");
    }

    @Test
    void fuse_extremeScores_stayInRange() {
        var extreme = RankedList.of(Source.DENSE, new long[] {1, 2, 3, 4}, new float[] {
            Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, 0
        });

        var hits = ScoreFusion.fuse(new Fusion.WeightedMinMax(1), List.of(extreme), 4);

        assertScores(hits, 1, 0.5, 0.5, 0);
    }

    @Test
    void fuse_randomLists_agreeWithOracleInAnyOrder() {
        var random = new Random(SEED);
        for (int round = 0; round < 1_000; round++) {
            var denseScores = randomScores(random);
            var lexicalScores = randomScores(random);
            var fusion = randomFusion(random);
            int topK = 1 + random.nextInt(40);
            var hits = ScoreFusion.fuse(
                    fusion, List.of(list(Source.DENSE, denseScores), list(Source.LEXICAL, lexicalScores)), topK);

            var expected = oracle(fusion, denseScores, lexicalScores);
            assertThat(hits)
                    .as("seed %d round %d %s", SEED, round, fusion)
                    .hasSize(Math.min(topK, expected.size()))
                    .isSortedAccordingTo(Comparator.comparingDouble(FusedHit::score)
                            .reversed()
                            .thenComparingLong(FusedHit::key))
                    .allSatisfy(hit -> {
                        assertThat(hit.score()).isBetween(0.0, 1.0).isCloseTo(expected.get(hit.key()), within(1e-12));
                        assertThat(hit.parts().stream()
                                        .mapToDouble(FusedHit.Part::contribution)
                                        .sum())
                                .isCloseTo(hit.score(), within(1e-12));
                    });
            double worst = hits.isEmpty() ? 1 : hits.getLast().score();
            var kept = hits.stream().map(FusedHit::key).toList();
            expected.forEach((key, score) -> {
                if (!kept.contains(key)) {
                    assertThat(score).isLessThanOrEqualTo(worst + 1e-12);
                }
            });
            var shuffled = new ArrayList<>(List.of(
                    list(Source.LEXICAL, shuffle(lexicalScores, random)),
                    list(Source.DENSE, shuffle(denseScores, random))));
            assertThat(ScoreFusion.fuse(fusion, shuffled, topK)).isEqualTo(hits);
        }
    }

    private static Fusion randomFusion(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Fusion.WeightedMinMax(random.nextDouble());
            case 1 -> new Fusion.WeightedMinMax(random.nextInt(11) / 10.0);
            default ->
                new Fusion.ReciprocalRank(
                        1 + random.nextInt(100),
                        Map.of(random.nextBoolean() ? Source.DENSE : Source.LEXICAL, 1e-3 + random.nextInt(9)));
        };
    }

    private static Map<Long, Float> randomScores(Random random) {
        var scores = new LinkedHashMap<Long, Float>();
        for (int i = random.nextInt(30); i > 0; i--) {
            float score = random.nextBoolean() ? random.nextInt(3) : (float) random.nextGaussian();
            scores.put((long) random.nextInt(3) << 32 | random.nextInt(15), score);
        }
        return scores;
    }

    private static RankedList list(Source source, Map<Long, Float> scores) {
        long[] keys = scores.keySet().stream().mapToLong(Long::longValue).toArray();
        var values = new float[keys.length];
        for (int i = 0; i < keys.length; i++) {
            values[i] = scores.getOrDefault(keys[i], Float.NaN);
        }
        return RankedList.of(source, keys, values);
    }

    private static Map<Long, Float> shuffle(Map<Long, Float> scores, Random random) {
        var entries = new ArrayList<>(scores.entrySet());
        Collections.shuffle(entries, random);
        var shuffled = new LinkedHashMap<Long, Float>();
        entries.forEach(entry -> shuffled.put(entry.getKey(), entry.getValue()));
        return shuffled;
    }

    private static Map<Long, Double> oracle(Fusion fusion, Map<Long, Float> dense, Map<Long, Float> lexical) {
        var fused = new LinkedHashMap<Long, Double>();
        for (var lists : List.of(dense, lexical)) {
            var source = lists == dense ? Source.DENSE : Source.LEXICAL;
            lists.forEach((key, score) -> fused.merge(key, oracle(fusion, source, lists, key, score), Double::sum));
        }
        return fused;
    }

    private static double oracle(Fusion fusion, Source source, Map<Long, Float> scores, long key, float score) {
        if (fusion instanceof Fusion.WeightedMinMax minMax) {
            double weight = source == Source.DENSE ? minMax.alpha() : 1 - minMax.alpha();
            double min = Collections.min(scores.values());
            double max = Collections.max(scores.values());
            return weight * (max == min ? 1 : (score - min) / (max - min));
        }
        var rrf = (Fusion.ReciprocalRank) fusion;
        long better = scores.entrySet().stream()
                .filter(other -> other.getValue() > score || (other.getValue() == score && other.getKey() < key))
                .count();
        double weights =
                rrf.weights().getOrDefault(Source.DENSE, 1.0) + rrf.weights().getOrDefault(Source.LEXICAL, 1.0);
        double reciprocal = rrf.weights().getOrDefault(source, 1.0) / (rrf.rankConstant() + better + 1);
        return reciprocal / (weights / (rrf.rankConstant() + 1));
    }
}
