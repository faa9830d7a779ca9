package io.vecstore.testkit;

import io.vecstore.Metric;

/** The distances of {@link Metric} as its documentation has them, in double and without any cleverness: an oracle. */
public final class ReferenceDistance {

    private ReferenceDistance() {}

    public static double distance(Metric metric, float[] a, float[] b) {
        return switch (metric) {
            case COSINE -> isZero(a) || isZero(b) ? 1 : 1 - dot(a, b) / Math.sqrt(dot(a, a)) / Math.sqrt(dot(b, b));
            case DOT_PRODUCT -> -dot(a, b);
            case EUCLIDEAN -> Math.sqrt(sum(a, b, (x, y) -> (x - y) * (x - y)));
            case MANHATTAN -> sum(a, b, (x, y) -> Math.abs(x - y));
            case HAMMING -> sum(a, b, (x, y) -> x != y ? 1 : 0) / a.length;
            case JACCARD -> jaccard(a, b);
            case CHEBYSHEV -> chebyshev(a, b);
            case CANBERRA -> sum(a, b, (x, y) -> x == 0 && y == 0 ? 0 : Math.abs(x - y) / (Math.abs(x) + Math.abs(y)));
            case BRAY_CURTIS -> isZero(a) && isZero(b) ? 0 : brayCurtis(a, b);
        };
    }

    /** One minus the smaller over the larger parts, positive parts first, then negative ones. */
    private static double jaccard(float[] a, float[] b) {
        double smaller = 0;
        double larger = 0;
        for (int sign : new int[] {1, -1}) {
            smaller += sum(a, b, (x, y) -> Math.min(Math.max(sign * x, 0), Math.max(sign * y, 0)));
            larger += sum(a, b, (x, y) -> Math.max(Math.max(sign * x, 0), Math.max(sign * y, 0)));
        }
        return larger == 0 ? 0 : 1 - smaller / larger;
    }

    private static double brayCurtis(float[] a, float[] b) {
        return sum(a, b, (x, y) -> Math.abs(x - y)) / sum(a, b, (x, y) -> Math.abs(x + y));
    }

    private static double chebyshev(float[] a, float[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
        }
        return largest;
    }

    private static double dot(float[] a, float[] b) {
        return sum(a, b, (x, y) -> x * y);
    }

    private static boolean isZero(float[] a) {
        return dot(a, a) == 0;
    }

    private interface Term {
        double of(double x, double y);
    }

    private static double sum(float[] a, float[] b, Term term) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += term.of(a[i], b[i]);
        }
        return sum;
    }
}
