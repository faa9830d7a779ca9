package io.vecstore.bench.measure;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Figures of several measurements. */
public final class Statistics {

    private Statistics() {}

    /** The middle value; the mean of the two in the middle where their number is even; NaN of none. */
    public static double median(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The smallest value that at least {@code share} (0 to 1) of them do not exceed; NaN of none. */
    public static double percentile(Collection<Double> values, double share) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    /** The middle value of the first {@code count}; sorts them. */
    public static long median(long[] values, int count) {
        Arrays.sort(values, 0, count);
        return values[count / 2];
    }

    /**
     * The share of the {@code k} true neighbors that were found; of as many as there are where fewer rows pass the
     * filter. Whatever was found beyond {@code k} does not count; 1 where there is nothing to find.
     */
    public static double recall(int[] found, int foundCount, int[] truth, int k) {
        int wanted = Math.min(k, truth.length);
        if (wanted == 0) {
            return 1;
        }
        Set<Integer> right = new HashSet<>();
        for (int i = 0; i < wanted; i++) {
            right.add(truth[i]);
        }
        int hits = 0;
        for (int i = 0; i < Math.min(k, foundCount); i++) {
            if (right.remove(found[i])) {
                hits++;
            }
        }
        return hits / (double) wanted;
    }
}
