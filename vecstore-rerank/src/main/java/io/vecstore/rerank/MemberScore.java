package io.vecstore.rerank;

import java.util.Arrays;
import java.util.List;

/** Brings the scores of one member of an ensemble to [0, 1], so that they can be added to those of others. */
@FunctionalInterface
interface MemberScore {
    /**
     * @param scored candidates with a score, best first
     * @return one number for each of them
     */
    double[] of(List<Ranked> scored);

    /** (score - min) / (max - min); all 1 if the scores are equal. */
    static double[] minMax(List<Ranked> scored) {
        double[] scores = scored.stream()
                .mapToDouble(ranked -> ranked.score().orElseThrow())
                .toArray();
        double min = Arrays.stream(scores).min().orElse(0);
        double max = Arrays.stream(scores).max().orElse(0);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = max > min ? (scores[i] - min) / (max - min) : 1;
        }
        return scores;
    }

    /** (k + 1) / (k + rank), with rank 1 for the best; equal scores share the better rank. */
    static double[] reciprocalRanks(List<Ranked> scored, int rankConstant) {
        double[] shares = new double[scored.size()];
        int rank = 0;
        for (int i = 0; i < shares.length; i++) {
            boolean tied =
                    i > 0 && scored.get(i).score().equals(scored.get(i - 1).score());
            rank = tied ? rank : i + 1;
            shares[i] = (rankConstant + 1.0) / (rankConstant + (double) rank);
        }
        return shares;
    }
}
