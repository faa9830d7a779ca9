package io.vecstore.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaximalMarginalRelevanceTest {
    private static final long SEED = Long.getLong("vecstore.seed", 20_261_120);

    @Test
    void select_duplicateOfTheBest_comesAfterSomethingNew() {
        float[] query = {1, 0};
        List<float[]> candidates =
                List.of(new float[] {10, 1}, new float[] {20, 2}, new float[] {4, -3}, new float[] {0, 5});

        assertThat(indexes(MaximalMarginalRelevance.select(query, candidates, 1, 4)))
                .containsExactly(0, 1, 2, 3);
        assertThat(indexes(MaximalMarginalRelevance.select(query, candidates, 0.5, 4)))
                .containsExactly(0, 2, 1, 3);
        assertThat(indexes(MaximalMarginalRelevance.select(query, candidates, 0.5, 1)))
                .containsExactly(0);
    }

    @Test
    void select_twoCandidates_hasTheValuesOfTheFormula() {
        List<Ranked> order = MaximalMarginalRelevance.select(
                new float[] {1, 0}, List.of(new float[] {0, 1}, new float[] {3, 4}), 0.7, 2);

        assertThat(indexes(order)).containsExactly(1, 0);
        assertThat(order.get(0).score().orElseThrow()).isCloseTo(0.7 * 0.6, within(1e-12));
        assertThat(order.get(1).score().orElseThrow()).isCloseTo(-0.3 * 0.8, within(1e-12));
    }

    @Test
    void select_randomVectors_equalsTheDefinition() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int round = 0; round < 30; round++) {
            float[] query = vector(random);
            List<float[]> candidates = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                candidates.add(vector(random));
            }
            double lambda = random.nextDouble();
            List<Ranked> order = MaximalMarginalRelevance.select(query, candidates, lambda, 12);

            assertThat(indexes(order)).containsExactlyElementsOf(byDefinition(query, candidates, lambda));
            for (int i = 1; i < order.size(); i++) {
                assertThat(order.get(i).score().orElseThrow())
                        .isLessThanOrEqualTo(order.get(i - 1).score().orElseThrow());
            }
        }
    }

    @Test
    void select_unsuitableInput_isRefused() {
        List<float[]> one = List.of(new float[] {1, 0});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaximalMarginalRelevance.select(new float[] {1, 0}, one, 1.5, 1))
                .withMessageContaining("1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaximalMarginalRelevance.select(new float[] {1, 0, 0}, one, 0.5, 1))
                .withMessageContaining("3 and 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaximalMarginalRelevance.select(new float[] {Float.NaN, 0}, one, 0.5, 1))
                .withMessageContaining("not finite");
    }

    private static List<Integer> byDefinition(float[] query, List<float[]> candidates, double lambda) {
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < candidates.size()) {
            int best = -1;
            double bestValue = 0;
            for (int i = 0; i < candidates.size(); i++) {
                double redundancy = 0;
                for (int c : chosen) {
                    redundancy = Math.max(redundancy, cosine(candidates.get(c), candidates.get(i)));
                }
                double value = lambda * cosine(query, candidates.get(i)) - (1 - lambda) * redundancy;
                if (!chosen.contains(i) && (best < 0 || value > bestValue)) {
                    best = i;
                    bestValue = value;
                }
            }
            chosen.add(best);
        }
        return chosen;
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * (double) b[i];
            aa += a[i] * (double) a[i];
            bb += b[i] * (double) b[i];
        }
        return dot / (Math.sqrt(aa) * Math.sqrt(bb));
    }

    private static float[] vector(Random random) {
        float[] vector = new float[5];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static List<Integer> indexes(List<Ranked> order) {
        return order.stream().map(Ranked::index).toList();
    }
}
