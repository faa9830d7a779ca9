package io.vecstore.rerank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Chooses, one after the other, the candidate with the largest
 * {@code lambda * cos(query, candidate) - (1 - lambda) * max(0, cos(candidate, any chosen before))}.
 *
 * <p>A negative similarity to what was chosen counts as none: nothing is more different than unrelated. So the
 * value of the choices never rises from one to the next.
 */
public final class MaximalMarginalRelevance {
    private MaximalMarginalRelevance() {}

    /**
     * The candidates in the order in which they are chosen, each with its value when it was; ties go to the
     * earlier one. Takes {@code topK * candidates} similarities.
     *
     * @param query a vector of any length but zero
     * @param candidates vectors of the same dimension
     * @param lambda 1 for relevance alone, 0 for difference alone
     * @param topK how many are chosen, at most
     */
    public static List<Ranked> select(float[] query, List<float[]> candidates, double lambda, int topK) {
        if (!(lambda >= 0 && lambda <= 1)) {
            throw new IllegalArgumentException("lambda must be in [0, 1], was " + lambda);
        }
        double[] relevance = new double[candidates.size()];
        for (int i = 0; i < relevance.length; i++) {
            relevance[i] = cosine(query, candidates.get(i));
        }
        double[] redundancy = new double[relevance.length];
        boolean[] chosen = new boolean[relevance.length];
        List<Ranked> order = new ArrayList<>();
        while (order.size() < Math.min(topK, relevance.length)) {
            int best = -1;
            double bestValue = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < relevance.length; i++) {
                double value = lambda * relevance[i] - (1 - lambda) * redundancy[i];
                if (!chosen[i] && value > bestValue) {
                    best = i;
                    bestValue = value;
                }
            }
            chosen[best] = true;
            order.add(new Ranked(best, OptionalDouble.of(bestValue)));
            for (int i = 0; i < relevance.length; i++) {
                if (!chosen[i]) {
                    redundancy[i] = Math.max(redundancy[i], cosine(candidates.get(best), candidates.get(i)));
                }
            }
        }
        return order;
    }

    /** 0 if one of the vectors is zero. */
    private static double cosine(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("dimension mismatch: " + a.length + " and " + b.length);
        }
        double dot = 0;
        double squaresOfA = 0;
        double squaresOfB = 0;
        for (int i = 0; i < a.length; i++) {
            if (!Float.isFinite(a[i]) || !Float.isFinite(b[i])) {
                throw new IllegalArgumentException(
                        "a vector is not finite: " + Arrays.toString(new float[] {a[i], b[i]}) + " at " + i);
            }
            dot += (double) a[i] * b[i];
            squaresOfA += (double) a[i] * a[i];
            squaresOfB += (double) b[i] * b[i];
        }
        double lengths = Math.sqrt(squaresOfA) * Math.sqrt(squaresOfB);
        return lengths == 0 ? 0 : dot / lengths;
    }
}
