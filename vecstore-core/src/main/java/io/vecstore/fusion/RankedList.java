package io.vecstore.fusion;

import io.vecstore.error.InvalidRequestException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.IntStream;

/** The candidates of one source, best first; ranks count from 1. Immutable; safe for use by several threads. */
public final class RankedList {
    private final Source source;
    private final long[] keys;
    private final float[] scores;

    private RankedList(Source source, long[] keys, float[] scores) {
        this.source = source;
        this.keys = keys;
        this.scores = scores;
    }

    /**
     * Copies candidates in any order and ranks them by descending score, equal scores by ascending key.
     *
     * @param keys distinct
     * @param scores finite, as many as keys, higher is better
     * @throws InvalidRequestException where they are not
     */
    public static RankedList of(Source source, long[] keys, float[] scores) {
        requireCandidates(source, keys, scores);
        int[] order = IntStream.range(0, keys.length)
                .boxed()
                .sorted((a, b) -> {
                    // Adding 0 makes the negative zero a positive one, so that both rank alike.
                    int byScore = Float.compare(scores[b] + 0.0f, scores[a] + 0.0f);
                    return byScore != 0 ? byScore : Long.compare(keys[a], keys[b]);
                })
                .mapToInt(Integer::intValue)
                .toArray();
        var rankedKeys = new long[order.length];
        var rankedScores = new float[order.length];
        for (int i = 0; i < order.length; i++) {
            rankedKeys[i] = keys[order[i]];
            rankedScores[i] = scores[order[i]];
        }
        return new RankedList(source, rankedKeys, rankedScores);
    }

    private static void requireCandidates(Source source, long[] keys, float[] scores) {
        if (keys.length != scores.length) {
            throw new InvalidRequestException(
                    "the ranked list of " + source + " has " + keys.length + " keys, but " + scores.length + " scores");
        }
        var seen = HashSet.<Long>newHashSet(keys.length);
        for (int i = 0; i < keys.length; i++) {
            if (!Float.isFinite(scores[i])) {
                throw new InvalidRequestException(
                        "the score of key " + keys[i] + " in the ranked list of " + source + " is " + scores[i]);
            }
            if (!seen.add(keys[i])) {
                throw new InvalidRequestException("key " + keys[i] + " is twice in the ranked list of " + source);
            }
        }
    }

    public Source source() {
        return source;
    }

    public int size() {
        return keys.length;
    }

    /** The key at a rank from 1 to {@link #size}. */
    public long key(int rank) {
        return keys[rank - 1];
    }

    /** The score at a rank from 1 to {@link #size}. */
    public float score(int rank) {
        return scores[rank - 1];
    }

    @Override
    public String toString() {
        return source + " " + Arrays.toString(keys) + " " + Arrays.toString(scores);
    }
}
