package io.vecstore.bench.ann;

import io.vecstore.bench.data.FilterSpec;
import io.vecstore.bench.measure.SpeedCurve;
import io.vecstore.bench.peer.SystemSetting;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows as a table for people, and our speed relative to each peer's at equal recall. */
final class Report {

    private static final double[] RECALLS = {0.90, 0.95, 0.99};

    private final PrintWriter out;
    private final List<Row> rows;

    Report(PrintWriter out, List<Row> rows) {
        this.out = out;
        this.rows = List.copyOf(rows);
    }

    void print() {
        line(String.format(
                Locale.ROOT,
                "%-24s %5s %-14s %9s %10s %9s %9s %9s %9s %9s %9s",
                "system",
                "ef",
                "filter",
                "recall@10",
                "cpuQps",
                "p50 us",
                "build s",
                "disk MB",
                "peak MB",
                "resid MB",
                "open ms"));
        rows.forEach(this::print);
        Map<FilterSpec, List<Row>> byFilter = rows.stream()
                .collect(Collectors.groupingBy(row -> row.setting().filter(), LinkedHashMap::new, Collectors.toList()));
        byFilter.forEach(this::printRatios);
        out.flush();
    }

    private void print(Row row) {
        Row.IndexCosts index = row.index();
        line(String.format(
                Locale.ROOT,
                "%-24s %5s %-14s %9.4f %10.1f %9.1f %9.2f %9s %9s %9s %9.1f",
                row.setting().system(),
                row.setting().ef() == null ? "-" : row.setting().ef(),
                row.setting().filter().isFilter() ? row.setting().filter() : "-",
                row.recall(),
                row.cpuQps(),
                row.p50Micros(),
                index.built().cpuSeconds(),
                megabytes(index.built().diskBytes()),
                megabytes(index.built().peakBytes()),
                megabytes(index.resident().bytes()),
                index.opened().millis()));
    }

    private static String megabytes(@Nullable Long bytes) {
        return bytes == null ? "-" : String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }

    private void printRatios(FilterSpec filter, List<Row> filtered) {
        Map<String, List<Row>> bySystem = filtered.stream()
                .collect(Collectors.groupingBy(row -> row.setting().system(), LinkedHashMap::new, Collectors.toList()));
        out.println();
        out.println("queries per CPU second relative to each peer at recall@10"
                + (filter.isFilter() ? ", filter " + filter : "")
                + " (> and < are bounds: the faster setting of one side was not measured; - is not reached)");
        line(String.format(
                Locale.ROOT, "%-48s %9.2f %9.2f %9.2f %9s", "", RECALLS[0], RECALLS[1], RECALLS[2], "build"));
        bySystem.forEach((ours, ourRows) -> bySystem.forEach((peer, peerRows) -> {
            if (SystemSetting.isOurs(ours) && !SystemSetting.isOurs(peer)) {
                printRatio(ours + " / " + peer, ourRows, peerRows);
            }
        }));
    }

    private void printRatio(String title, List<Row> ours, List<Row> peer) {
        SpeedCurve our = curve(ours);
        SpeedCurve their = curve(peer);
        line(String.format(
                Locale.ROOT,
                "%-48s %9s %9s %9s %9.2f",
                title,
                ratio(our.at(RECALLS[0]), their.at(RECALLS[0])),
                ratio(our.at(RECALLS[1]), their.at(RECALLS[1])),
                ratio(our.at(RECALLS[2]), their.at(RECALLS[2])),
                ours.getFirst().index().built().cpuSeconds()
                        / peer.getFirst().index().built().cpuSeconds()));
    }

    private static SpeedCurve curve(List<Row> rows) {
        return new SpeedCurve(
                rows.stream()
                        .map(row -> new SpeedCurve.Point(row.recall(), row.cpuQps()))
                        .toList(),
                rows.stream().allMatch(row -> row.setting().ef() == null));
    }

    static String ratio(Optional<SpeedCurve.Speed> ours, Optional<SpeedCurve.Speed> theirs) {
        if (ours.isEmpty() || theirs.isEmpty()) {
            return "-";
        }
        boolean more = ours.get().atLeast();
        boolean less = theirs.get().atLeast();
        String bound = more && less ? "~" : more ? ">" : less ? "<" : "";
        return bound
                + String.format(
                        Locale.ROOT, "%.2f", ours.get().qps() / theirs.get().qps());
    }

    private void line(String text) {
        out.println(text.stripTrailing());
    }
}
