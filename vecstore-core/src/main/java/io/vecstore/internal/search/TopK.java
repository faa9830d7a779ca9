package io.vecstore.internal.search;

import java.util.Arrays;

/**
 * Keeps the k best of the hits offered to it: higher score first, among equal scores the lower key. What it keeps
 * does not depend on the order of the offers. A binary heap with its worst hit on top; one thread at a time.
 *
 * <p>A key is an ordinal, or a segment's number in the upper 32 bits and an ordinal in the lower ones.
 */
public final class TopK {

    private static final int INITIAL_CAPACITY = 1024;

    private final int k;
    private float[] scores;
    private long[] keys;
    private int size;
    private boolean sorted;

    /** A collector of at most {@code k} hits, at least 1; memory grows with the hits, not with {@code k}. */
    public TopK(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k is " + k + ", at least 1 is needed");
        }
        this.k = k;
        this.scores = new float[Math.min(k, INITIAL_CAPACITY)];
        this.keys = new long[scores.length];
    }

    public int k() {
        return k;
    }

    public int size() {
        return size;
    }

    /** The score below which an offer is refused: negative infinity until k hits are there. */
    public float threshold() {
        return size < k ? Float.NEGATIVE_INFINITY : scores[0];
    }

    /**
     * Takes a hit if it is among the k best so far, and says whether it did.
     *
     * @param score not NaN
     */
    public boolean offer(float score, long key) {
        assert !Float.isNaN(score) && !sorted;
        if (size < k) {
            if (size == scores.length) {
                grow();
            }
            siftUp(size++, score, key);
            return true;
        }
        if (!isWorse(scores[0], keys[0], score, key)) {
            return false;
        }
        siftDown(0, score, key);
        return true;
    }

    /** Orders the hits from best to worst for {@link #score} and {@link #key}; nothing can be offered after it. */
    public void sort() {
        int count = size;
        while (size > 1) {
            float worstScore = scores[0];
            long worstKey = keys[0];
            size--;
            siftDown(0, scores[size], keys[size]);
            scores[size] = worstScore;
            keys[size] = worstKey;
        }
        size = count;
        sorted = true;
    }

    /** The score of the hit at {@code rank} from 0; call {@link #sort} before. */
    public float score(int rank) {
        assert sorted && rank < size;
        return scores[rank];
    }

    /** The key of the hit at {@code rank} from 0; call {@link #sort} before. */
    public long key(int rank) {
        assert sorted && rank < size;
        return keys[rank];
    }

    /** Forgets all hits. */
    public void clear() {
        size = 0;
        sorted = false;
    }

    private void grow() {
        int capacity = (int) Math.min(k, 2L * scores.length);
        scores = Arrays.copyOf(scores, capacity);
        keys = Arrays.copyOf(keys, capacity);
    }

    private void siftUp(int from, float score, long key) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!isWorse(score, key, scores[parent], keys[parent])) {
                break;
            }
            scores[at] = scores[parent];
            keys[at] = keys[parent];
            at = parent;
        }
        scores[at] = score;
        keys[at] = key;
    }

    private void siftDown(int from, float score, long key) {
        int at = from;
        for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && isWorse(scores[child + 1], keys[child + 1], scores[child], keys[child])) {
                child++;
            }
            if (!isWorse(scores[child], keys[child], score, key)) {
                break;
            }
            scores[at] = scores[child];
            keys[at] = keys[child];
            at = child;
        }
        scores[at] = score;
        keys[at] = key;
    }

    private static boolean isWorse(float score, long key, float otherScore, long otherKey) {
        return score < otherScore || (score == otherScore && key > otherKey);
    }
}
