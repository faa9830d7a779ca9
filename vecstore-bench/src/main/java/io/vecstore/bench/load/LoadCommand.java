package io.vecstore.bench.load;

import io.vecstore.bench.data.BenchException;
import io.vecstore.bench.measure.ChildJvm;
import io.vecstore.bench.measure.DiskUsage;
import io.vecstore.bench.measure.JsonLines;
import io.vecstore.bench.measure.Statistics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Bulk load of records with vector, text and fields, against Lucene. */
@Command(
        name = "load",
        description = "Compares bulk load without sync, graph and postings included, with Lucene: records of a vector,"
                + " 500 characters of text and five fields; rows per CPU second of the whole process without making"
                + " the rows.")
public final class LoadCommand implements Callable<Integer> {

    private static final List<String> SYSTEMS = List.of("vecstore", "lucene");

    @Option(names = "--records", defaultValue = "200000", description = "How many; ${DEFAULT-VALUE} by default.")
    private int records;

    @Option(names = "--dimension", defaultValue = "384", description = "Of the vectors; ${DEFAULT-VALUE} by default.")
    private int dimension;

    @Option(
            names = "--repeat",
            defaultValue = "3",
            description =
                    "Loads of each system, in turns, of which the median is reported; ${DEFAULT-VALUE} by default.")
    private int repeat;

    @Option(
            names = "--buffer-megabytes",
            defaultValue = "512",
            description = "What each may keep in memory before it writes to disk; ${DEFAULT-VALUE} by default.")
    private int bufferMegabytes;

    @Option(
            names = "--heap",
            defaultValue = "4g",
            description = "The largest heap of each measured process; ${DEFAULT-VALUE} by default.")
    private String heap = "";

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results there too, a JSON object a line.")
    private @Nullable Path json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (records < 1 || dimension < 2 || repeat < 1 || bufferMegabytes < 1) {
            throw new BenchException("--records " + records + ", --dimension " + dimension + ", --repeat " + repeat
                    + ", --buffer-megabytes " + bufferMegabytes + ": at least 1, 2, 1 and 1 are needed");
        }
        Path work = Files.createTempDirectory("vecstore-bench-");
        Map<String, List<LoadTask.Loaded>> loads = new LinkedHashMap<>();
        try {
            for (int round = 1; round <= repeat; round++) {
                for (String system : SYSTEMS) {
                    spec.commandLine().getErr().println("round " + round + ": " + system);
                    loads.computeIfAbsent(system, _ -> new ArrayList<>()).add(load(system, work.resolve(system)));
                    DiskUsage.delete(work.resolve(system));
                }
            }
        } finally {
            DiskUsage.delete(work);
        }
        report(loads);
        return 0;
    }

    private LoadTask.Loaded load(String system, Path folder) throws IOException, InterruptedException {
        LoadTask task = new LoadTask(system, folder, records, dimension, bufferMegabytes);
        return ChildJvm.ask(heap, "load-worker", task, LoadTask.Loaded.class);
    }

    private void report(Map<String, List<LoadTask.Loaded>> loads) {
        PrintWriter out = spec.commandLine().getOut();
        List<Map<String, Object>> lines = new ArrayList<>();
        double ours = rowsPerCpuSecond(loads.getOrDefault(SYSTEMS.getFirst(), List.of()));
        out.printf(
                Locale.ROOT,
                "%-10s %16s %10s %10s %10s %10s %12s%n",
                "store",
                "rows/CPU second",
                "CPU s",
                "clock s",
                "disk MB",
                "peak MB",
                "vecstore is");
        loads.forEach((system, runs) -> {
            double rows = rowsPerCpuSecond(runs);
            double cpu = median(runs, LoadTask.Loaded::cpuSeconds);
            double seconds = median(runs, LoadTask.Loaded::seconds);
            double disk = median(runs, LoadTask.Loaded::diskBytes);
            double peak = median(runs, run -> run.peakBytes() == null ? Double.NaN : run.peakBytes());
            out.printf(
                    Locale.ROOT,
                    "%-10s %16.0f %10.1f %10.1f %10.1f %10.1f %11.2fx%n",
                    system,
                    rows,
                    cpu,
                    seconds,
                    disk / 1e6,
                    peak / 1e6,
                    ours / rows);
            lines.add(Map.of(
                    "system",
                    system,
                    "records",
                    records,
                    "rowsPerCpuSecond",
                    rows,
                    "cpuSeconds",
                    cpu,
                    "seconds",
                    seconds,
                    "diskBytes",
                    (long) disk,
                    "peakMemoryBytes",
                    (long) peak));
        });
        out.flush();
        if (json != null) {
            JsonLines.writeFile(json, lines);
        }
    }

    private double rowsPerCpuSecond(List<LoadTask.Loaded> runs) {
        return records / median(runs, LoadTask.Loaded::cpuSeconds);
    }

    private static double median(List<LoadTask.Loaded> runs, ToDoubleFunction<LoadTask.Loaded> figure) {
        return Statistics.median(
                runs.stream().map(run -> (Double) figure.applyAsDouble(run)).toList());
    }
}
