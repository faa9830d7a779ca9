package io.vecstore.fusion;

import io.vecstore.error.InvalidRequestException;
import java.util.Map;

/** How ranked lists are fused; {@link ScoreFusion} does it. Immutable values. */
public sealed interface Fusion {
    /**
     * The weight of dense scores: best nDCG@10 of five weights from 0.3 to 0.8 on SciFact with all-MiniLM-L6-v2.
     */
    double DEFAULT_ALPHA = 0.6;

    /** The constant of Cormack et al. */
    int DEFAULT_RANK_CONSTANT = 60;

    /** The largest weight of a source in {@link ReciprocalRank}. */
    double MAX_WEIGHT = 1_000_000;

    /** Weighted min-max with {@link #DEFAULT_ALPHA}. */
    static Fusion standard() {
        return new WeightedMinMax(DEFAULT_ALPHA);
    }

    /** Reciprocal rank fusion with {@link #DEFAULT_RANK_CONSTANT} and equal weights. */
    static Fusion reciprocalRank() {
        return new ReciprocalRank(DEFAULT_RANK_CONSTANT, Map.of());
    }

    /**
     * A convex combination of scores, each normalised by the minimum and maximum of its own list: {@code alpha *
     * dense + (1 - alpha) * lexical}. The last of a list gets 0, as does a candidate that is not in it; in a list of
     * equal scores everything gets 1.
     *
     * @param alpha the weight of dense scores, in [0, 1]; 0 leaves only lexical scores
     * @see <a href="https://doi.org/10.1145/258525.258587">Lee 1997, Analyses of Multiple Evidence Combination</a>
     * @see <a href="https://doi.org/10.1145/3596512">Bruch, Gai, Ingber 2023, An Analysis of Fusion Functions for
     *     Hybrid Retrieval</a>
     */
    record WeightedMinMax(double alpha) implements Fusion {
        public WeightedMinMax {
            if (!(alpha >= 0 && alpha <= 1)) {
                throw new InvalidRequestException("alpha is the weight of dense scores in [0, 1], not " + alpha);
            }
        }
    }

    /**
     * Reciprocal rank fusion: {@code sum of weight / (rankConstant + rank)}, divided by its maximum {@code sum of
     * weights / (rankConstant + 1)}, so that the first of all lists scores 1. Sums run over the lists given.
     *
     * @param rankConstant at least 1; the larger, the less the first ranks stand out
     * @param weights in (0, {@value Fusion#MAX_WEIGHT}]; a source that is not named has weight 1
     * @see <a href="https://doi.org/10.1145/1571941.1572114">Cormack, Clarke, Büttcher 2009, Reciprocal Rank Fusion
     *     Outperforms Condorcet and Individual Rank Learning Methods</a>
     */
    record ReciprocalRank(int rankConstant, Map<Source, Double> weights) implements Fusion {
        public ReciprocalRank {
            if (rankConstant < 1) {
                throw new InvalidRequestException("rankConstant is at least 1, not " + rankConstant);
            }
            weights = Map.copyOf(weights);
            weights.forEach((source, weight) -> {
                if (!(weight > 0 && weight <= MAX_WEIGHT)) {
                    throw new InvalidRequestException("the weight of " + source + " is " + weight
                            + ", but must be above 0 and at most " + MAX_WEIGHT + "; leave out a source to ignore it");
                }
            });
        }

        double weight(Source source) {
            return weights.getOrDefault(source, 1.0);
        }
    }
}
