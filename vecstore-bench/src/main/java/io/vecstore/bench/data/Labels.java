package io.vecstore.bench.data;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * Two numbers from 0 to {@value #VALUES} - 1 for each row, each value as often as any other: {@code bucket} by lot,
 * {@code side} by the row's place along a direction {@code x_a - x_b} between two rows drawn by lot. Filters are
 * ranges of them. The same for the same base in every process.
 */
public final class Labels {

    /** How many values each of the two has. */
    public static final int VALUES = 1_000;

    public static final String BUCKET = "bucket";
    public static final String SIDE = "side";

    private static final long SEED = 20_260;

    private final int[] bucket;
    private final int[] side;
    private final float[] direction;
    private final double[] sortedPlaces;

    private Labels(int[] bucket, int[] side, float[] direction, double[] sortedPlaces) {
        this.bucket = bucket;
        this.side = side;
        this.direction = direction;
        this.sortedPlaces = sortedPlaces;
    }

    public static Labels of(Vectors base) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] lots = random.doubles(base.size()).toArray();
        float[] a = base.floats(random.nextInt(base.size()));
        float[] b = base.floats(random.nextInt(base.size()));
        float[] direction = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            direction[i] = a[i] - b[i];
        }
        double[] places = new double[base.size()];
        for (int row = 0; row < places.length; row++) {
            places[row] = dot(direction, base.floats(row));
        }
        double[] sorted = places.clone();
        Arrays.sort(sorted);
        return new Labels(ranks(lots), ranks(places), direction, sorted);
    }

    public int bucket(int row) {
        return bucket[row];
    }

    public int side(int row) {
        return side[row];
    }

    /** The filter of one query. */
    public RangeFilter filter(FilterSpec spec, float[] query) {
        int count = (int) Math.round(spec.selectivity() * VALUES);
        int place = place(query);
        return switch (spec.correlation()) {
            case NONE -> new RangeFilter(BUCKET, 0, count);
            case POSITIVE -> side(Math.clamp(place - count / 2L, 0, VALUES - count), count);
            case NEGATIVE -> side(place < VALUES / 2 ? VALUES - count : 0, count);
        };
    }

    private static RangeFilter side(int low, int count) {
        return new RangeFilter(SIDE, low, low + count);
    }

    /** The side that a row at the place of the query has. */
    private int place(float[] query) {
        int at = Arrays.binarySearch(sortedPlaces, dot(direction, query));
        return (int) (Math.min(at < 0 ? -at - 1 : at, sortedPlaces.length - 1) * (long) VALUES / sortedPlaces.length);
    }

    /** Which rows pass. */
    public IntPredicate rows(RangeFilter filter) {
        int[] labels = filter.field().equals(BUCKET) ? bucket : side;
        return row -> filter.test(labels[row]);
    }

    /** The rank of each value, in {@value #VALUES} equal classes. */
    private static int[] ranks(double[] values) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, row -> row);
        Arrays.sort(order, (x, y) -> Double.compare(values[x], values[y]));
        int[] ranks = new int[values.length];
        for (int i = 0; i < order.length; i++) {
            ranks[order[i]] = (int) ((long) i * VALUES / order.length);
        }
        return ranks;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * (double) b[i];
        }
        return sum;
    }
}
