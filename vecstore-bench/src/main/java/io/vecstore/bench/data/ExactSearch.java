package io.vecstore.bench.data;

import io.vecstore.Metric;
import io.vecstore.internal.simd.ExactDistance;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The true nearest neighbors, by comparing each query with every row; all cores. */
public final class ExactSearch {

    private ExactSearch() {}

    /** Says which rows count for a query. */
    @FunctionalInterface
    public interface Allowed {
        /** All rows for all queries. */
        Allowed ALL = query -> row -> true;

        IntPredicate rows(int query);
    }

    /** The {@code k} nearest rows of each query, nearest first, at equal distance the smaller row first. */
    public static int[][] nearest(Vectors base, Vectors queries, Metric metric, int k, Allowed allowed) {
        return IntStream.range(0, queries.size())
                .parallel()
                .mapToObj(query -> nearest(base, queries.floats(query), metric, k, allowed.rows(query)))
                .toArray(int[][]::new);
    }

    /** The {@code k} nearest of the rows that are allowed, for one query. */
    public static int[] nearest(Vectors base, float[] query, Metric metric, int k, IntPredicate allowed) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocateFrom(ValueLayout.JAVA_FLOAT, query);
            ExactDistance distance = new ExactDistance(metric, copy, 0, query.length);
            long[] best = new long[k];
            int found = 0;
            for (int row = 0; row < base.size(); row++) {
                if (allowed.test(row)) {
                    long key = key(distance.distance(base.segment(), base.offset(row)), row);
                    found = insert(best, found, key);
                }
            }
            return Arrays.stream(best, 0, found).mapToInt(key -> (int) key).toArray();
        }
    }

    /** Orders by distance, then by row. */
    private static long key(float distance, int row) {
        int bits = Float.floatToIntBits(distance);
        int ordered = bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
        return (long) ordered << Integer.SIZE | row;
    }

    private static int insert(long[] best, int found, long key) {
        if (found == best.length && key >= best[found - 1]) {
            return found;
        }
        int at = Math.min(found, best.length - 1);
        for (; at > 0 && best[at - 1] > key; at--) {
            best[at] = best[at - 1];
        }
        best[at] = key;
        return Math.min(found + 1, best.length);
    }
}
