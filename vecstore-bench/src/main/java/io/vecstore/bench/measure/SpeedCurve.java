package io.vecstore.bench.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Queries per second over recall of one system, from a few measured points. Between two neighboring points the
 * logarithm of the speed is linear in the recall. Points that another one beats in both are left out.
 */
public final class SpeedCurve {

    /** One measured setting. */
    public record Point(double recall, double qps) {}

    /**
     * The speed at a recall.
     *
     * @param atLeast whether even the fastest point has more recall than was asked for, so that the system might be
     *     faster with a setting that was not measured
     */
    public record Speed(double qps, boolean atLeast) {}

    private final List<Point> frontier;
    private final boolean complete;

    /** @param complete whether there are no other settings than these, as for an exact scan */
    public SpeedCurve(List<Point> points, boolean complete) {
        this.complete = complete;
        this.frontier = frontier(points);
    }

    /** Ascending in recall, descending in speed. */
    private static List<Point> frontier(List<Point> points) {
        List<Point> byRecall = new ArrayList<>(points);
        byRecall.sort(Comparator.comparingDouble(Point::recall)
                .thenComparingDouble(Point::qps)
                .reversed());
        List<Point> frontier = new ArrayList<>();
        double fastest = 0;
        for (Point point : byRecall) {
            if (point.qps() > fastest) {
                frontier.addFirst(point);
                fastest = point.qps();
            }
        }
        return frontier;
    }

    /** The speed at {@code recall}; empty where no point reaches it. */
    public Optional<Speed> at(double recall) {
        for (int i = 0; i < frontier.size(); i++) {
            Point above = frontier.get(i);
            if (above.recall() >= recall) {
                boolean exactly = complete || above.recall() == recall;
                return Optional.of(
                        i == 0
                                ? new Speed(above.qps(), !exactly)
                                : new Speed(between(frontier.get(i - 1), above, recall), false));
            }
        }
        return Optional.empty();
    }

    private static double between(Point below, Point above, double recall) {
        double share = (recall - below.recall()) / (above.recall() - below.recall());
        return Math.exp((1 - share) * Math.log(below.qps()) + share * Math.log(above.qps()));
    }
}
