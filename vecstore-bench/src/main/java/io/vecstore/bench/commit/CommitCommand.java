package io.vecstore.bench.commit;

import io.vecstore.bench.data.BenchException;
import io.vecstore.bench.measure.DiskUsage;
import io.vecstore.bench.measure.JsonLines;
import io.vecstore.bench.rows.SampleRow;
import io.vecstore.bench.rows.SampleRows;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Synced commits of one row by several writers, against SQLite. */
@Command(
        name = "commit",
        description = "Compares synced commits of one row each, by several writers, with SQLite (write-ahead log,"
                + " synchronous FULL, through one shared connection and through one for each writer).")
public final class CommitCommand implements Callable<Integer> {

    private static final int ROWS = 20_000;
    private static final int SEED = 42;

    @Option(names = "--writers", defaultValue = "8", description = "Threads that commit; ${DEFAULT-VALUE} by default.")
    private int writers;

    @Option(
            names = "--seconds",
            defaultValue = "3",
            description = "Length of each measurement; ${DEFAULT-VALUE} by default.")
    private double seconds;

    @Option(
            names = "--repeat",
            defaultValue = "5",
            description = "Measurements of each store, of which the median is reported; ${DEFAULT-VALUE} by default.")
    private int repeat;

    @Option(
            names = "--dimension",
            defaultValue = "384",
            description = "Of the vector of each row; ${DEFAULT-VALUE} by default.")
    private int dimension;

    @Option(
            names = "--folder",
            description = "Where the stores are made, and removed afterwards; a new temporary folder by default."
                    + " What is measured is the medium below it.")
    private @Nullable Path folder;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results there too, a JSON object a line.")
    private @Nullable Path json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (writers < 1 || repeat < 1 || dimension < 2 || !(seconds > 0)) {
            throw new BenchException("--writers " + writers + ", --repeat " + repeat + ", --dimension " + dimension
                    + ", --seconds " + seconds + ": at least 1, 1, 2 and more than 0 are needed");
        }
        Path parent = folder == null ? Path.of(System.getProperty("java.io.tmpdir")) : folder;
        Path work = Files.createTempDirectory(Files.createDirectories(parent), "vecstore-bench-");
        try {
            SampleRows made = new SampleRows(ROWS, dimension, SEED);
            List<SampleRow> rows = IntStream.range(0, ROWS).mapToObj(made::row).toList();
            measure(work, rows);
        } finally {
            DiskUsage.delete(work);
        }
        return 0;
    }

    private void measure(Path work, List<SampleRow> rows) throws Exception {
        try (CommitStore ours = new VecstoreCommits(Files.createDirectory(work.resolve("vecstore")));
                CommitStore shared = new SqliteCommits(Files.createDirectory(work.resolve("shared")), 1);
                CommitStore own = new SqliteCommits(Files.createDirectory(work.resolve("own")), writers)) {
            Map<String, CommitRun> runs = new LinkedHashMap<>();
            runs.put("vecstore", new CommitRun(ours, rows, writers));
            runs.put("sqlite, shared connection", new CommitRun(shared, rows, writers));
            runs.put("sqlite, own connections", new CommitRun(own, rows, writers));
            for (int round = 0; round <= repeat; round++) {
                for (CommitRun run : runs.values()) {
                    run.round(seconds, round > 0);
                }
            }
            report(runs);
        }
    }

    private void report(Map<String, CommitRun> runs) {
        PrintWriter out = spec.commandLine().getOut();
        List<Map<String, Object>> lines = new ArrayList<>();
        double ours = runs.values().iterator().next().perSecond();
        out.printf(Locale.ROOT, "%-28s %12s %14s %16s%n", "store", "commits/s", "per CPU second", "vecstore is");
        runs.forEach((name, run) -> {
            out.printf(
                    Locale.ROOT,
                    "%-28s %12.0f %14.0f %15.2fx%n",
                    name,
                    run.perSecond(),
                    run.perCpuSecond(),
                    ours / run.perSecond());
            lines.add(Map.of(
                    "system",
                    name,
                    "writers",
                    writers,
                    "commitsPerSecond",
                    run.perSecond(),
                    "commitsPerCpuSecond",
                    run.perCpuSecond()));
        });
        out.flush();
        if (json != null) {
            JsonLines.writeFile(json, lines);
        }
    }
}
