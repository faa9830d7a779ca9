package io.vecstore.internal.bm25;

import java.util.Arrays;

/** The scores of {@link #SIZE} ordinals in a row and which of them have any. One thread at a time. */
final class ScoreWindow {

    static final int SIZE = 4096;

    private final float[] scores = new float[SIZE];
    private final long[] scored = new long[SIZE / Long.SIZE];
    private int from;

    /** Starts over at {@code newFrom}. */
    void reset(int newFrom) {
        from = newFrom;
    }

    void add(int[] ordinals, float[] parts, int start, int end) {
        for (int i = start; i < end; i++) {
            int at = ordinals[i] - from;
            scores[at] += parts[i];
            scored[at >>> 6] |= 1L << at;
        }
    }

    /**
     * Moves the documents with a score of at least {@code cut} into the given arrays, ascending, clears the window and
     * returns how many they are.
     */
    int drain(float cut, int[] ordinals, float[] candidateScores) {
        int count = 0;
        for (int word = 0; word < scored.length; word++) {
            for (long bits = scored[word]; bits != 0; bits &= bits - 1) {
                int at = (word << 6) + Long.numberOfTrailingZeros(bits);
                ordinals[count] = from + at;
                candidateScores[count] = scores[at];
                count += scores[at] >= cut ? 1 : 0;
                scores[at] = 0;
            }
        }
        Arrays.fill(scored, 0);
        return count;
    }
}
