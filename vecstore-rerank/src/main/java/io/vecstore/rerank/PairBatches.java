package io.vecstore.rerank;

import io.vecstore.embeddings.runtime.TokenSequence;
import java.util.ArrayList;
import java.util.List;

/** Cuts a list of pairs into batches in its order, so that the best candidates of the first stage come first. */
final class PairBatches {
    private PairBatches() {}

    /**
     * Consecutive ranges whose padded size (pairs times the longest of them) is at most {@code maxTokens}; a
     * pair that is longer is alone.
     */
    static List<Range> split(List<TokenSequence> pairs, int maxTokens) {
        List<Range> batches = new ArrayList<>();
        int start = 0;
        int longest = 0;
        for (int i = 0; i < pairs.size(); i++) {
            longest = Math.max(longest, pairs.get(i).length());
            if (i > start && (long) (i + 1 - start) * longest > maxTokens) {
                batches.add(new Range(start, i));
                start = i;
                longest = pairs.get(i).length();
            }
        }
        if (start < pairs.size()) {
            batches.add(new Range(start, pairs.size()));
        }
        return batches;
    }

    /** Positions from {@code start} to before {@code end}. */
    record Range(int start, int end) {}
}
