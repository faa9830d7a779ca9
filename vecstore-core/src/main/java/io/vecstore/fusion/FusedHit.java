package io.vecstore.fusion;

import java.util.List;

/**
 * One candidate of a fused ranking and why it stands there.
 *
 * @param key the candidate
 * @param score in [0, 1]: the sum of {@link Part#contribution} over the parts
 * @param parts one per source that has the candidate, in the order of {@link Source}; never empty
 */
public record FusedHit(long key, double score, List<Part> parts) {
    public FusedHit {
        parts = List.copyOf(parts);
    }

    /**
     * What one source says about a candidate.
     *
     * @param rank from 1
     * @param rawScore as the source gave it
     * @param normalized what the method makes of rank or score, in [0, 1]
     * @param share of the source in the result, in [0, 1]
     */
    public record Part(Source source, int rank, float rawScore, double normalized, double share) {
        /** What the source adds to the score: {@code share * normalized}. */
        public double contribution() {
            return share * normalized;
        }
    }
}
