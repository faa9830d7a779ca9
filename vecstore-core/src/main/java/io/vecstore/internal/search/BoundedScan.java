package io.vecstore.internal.search;

import io.vecstore.internal.graph.DistanceBounds;

/**
 * Compares a query with every vector that counts, exactly, though most of them only by a lower bound of their distance:
 * those whose bound is beyond the k-th best of all so far cannot be among the k best. Takes vectors in batches, and of
 * each batch the most promising first. For one leaf, in one thread.
 */
final class BoundedScan {

    /** What is kept of a batch fits the second cache; in smaller ones more are compared in full before the limit is low. */
    private static final int BATCH = 8_192;
    /** So many vectors are loaded together before they are compared, so that their cache misses overlap. */
    private static final int TOGETHER = 8;

    private final DistanceBounds bounds;
    private final DenseSearcher.LeafScorer scorer;
    private final int[] ordinals = new int[BATCH];
    private final float[] lower = new float[BATCH];
    private final TopK promising;
    private long bounded;
    private long compared;

    @SuppressWarnings("UnusedVariable") // written so that the loads that fill it are not dropped
    private int sink;

    /** @param k how many are to be found */
    BoundedScan(DistanceBounds bounds, DenseSearcher.LeafScorer scorer, int k) {
        this.bounds = bounds;
        this.scorer = scorer;
        this.promising = new TopK(Math.min(k, BATCH));
    }

    /** For the ordinals of vectors that are to be compared together. */
    int[] batch() {
        return ordinals;
    }

    /** Compares what lies in the batch. */
    void compareBatch(int size) {
        int count = bounds.lower(ordinals, size, lower);
        bounded += count;
        comparePromising(count);
        float limit = scorer.limit(bounds);
        int rest = 0;
        for (int i = 0; i < count; i++) {
            if (lower[i] <= limit) {
                lower[rest] = lower[i];
                ordinals[rest++] = ordinals[i];
            }
        }
        for (int from = 0; from < rest; from += TOGETHER) {
            compare(from, Math.min(rest, from + TOGETHER));
        }
    }

    /** So that the limit is low from the start. */
    private void comparePromising(int count) {
        promising.clear();
        float least = Float.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            if (lower[i] < least) {
                promising.offer(-lower[i], i);
                least = -promising.threshold();
            }
        }
        promising.sort();
        for (int i = 0; i < promising.size(); i++) {
            int index = (int) promising.key(i);
            if (lower[index] <= scorer.limit(bounds)) {
                scorer.score(ordinals[index]);
                compared++;
            }
            lower[index] = Float.NaN; // below no limit
        }
    }

    private void compare(int from, int to) {
        float limit = scorer.limit(bounds);
        for (int i = from; i < to; i++) {
            if (lower[i] <= limit) {
                sink += scorer.touch(ordinals[i]);
            }
        }
        for (int i = from; i < to; i++) {
            if (lower[i] <= limit) {
                scorer.score(ordinals[i]);
                compared++;
                limit = scorer.limit(bounds);
            }
        }
    }

    /** How many vectors were looked at. */
    long bounded() {
        return bounded;
    }

    /** How many of them had to be compared exactly. */
    long compared() {
        return compared;
    }
}
