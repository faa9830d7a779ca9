package io.vecstore.bench.store;

import io.vecstore.bench.data.BenchException;
import io.vecstore.bench.measure.ChildJvm;
import io.vecstore.bench.measure.DiskUsage;
import io.vecstore.bench.measure.JsonLines;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Opening after a crash, searches during a compaction, idle collections. */
@Command(
        name = "store",
        description = "Measures how long opening after a crash takes, what a compaction does to searches meanwhile, and"
                + " what heap and file handles an idle collection takes.")
public final class StoreCommand implements Callable<Integer> {

    private static final int BYTES_PER_MEGABYTE = 1_000_000;
    private static final int CRASH_DIMENSION = 384;
    private static final int MAX_LOG_MEGABYTES = 120;

    @Option(
            names = "--log-megabytes",
            defaultValue = "100",
            description = "Of the log that is there after the crash, at most " + MAX_LOG_MEGABYTES
                    + ", for the store flushes a longer one; ${DEFAULT-VALUE} by default.")
    private int logMegabytes;

    @Option(
            names = "--records",
            defaultValue = "50000",
            description = "That are compacted, with text; ${DEFAULT-VALUE} by default.")
    private int records;

    @Option(
            names = "--dimension",
            defaultValue = "128",
            description = "Of their vectors and those of the idle collections; ${DEFAULT-VALUE} by default.")
    private int dimension;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "Of quiet searches, after as many that do not count; ${DEFAULT-VALUE} by default.")
    private double seconds;

    @Option(names = "--collections", defaultValue = "1000", description = "That idle; ${DEFAULT-VALUE} by default.")
    private int collections;

    @Option(
            names = "--heap",
            defaultValue = "2g",
            description = "The largest heap of each measured process; ${DEFAULT-VALUE} by default.")
    private String heap = "";

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results there too, a JSON object a line.")
    private @Nullable Path json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        requireUsable();
        Path work = Files.createTempDirectory("vecstore-bench-");
        List<Figure> figures = new ArrayList<>();
        try {
            for (StoreTask task : tasks(work)) {
                spec.commandLine().getErr().println(task.kind().name().toLowerCase(Locale.ROOT));
                figures.addAll(List.of(ChildJvm.ask(heap, "store-worker", task, Figure[].class)));
            }
        } finally {
            DiskUsage.delete(work);
        }
        report(figures);
        return 0;
    }

    private void requireUsable() {
        if (logMegabytes < 1 || logMegabytes > MAX_LOG_MEGABYTES) {
            throw new BenchException(
                    "--log-megabytes " + logMegabytes + ": 1 to " + MAX_LOG_MEGABYTES + " are possible");
        }
        if (records < 100 || dimension < 2 || collections < 1 || !(seconds > 0)) {
            throw new BenchException("--records " + records + ", --dimension " + dimension + ", --collections "
                    + collections + ", --seconds " + seconds + ": at least 100, 2, 1 and more than 0 are needed");
        }
    }

    private List<StoreTask> tasks(Path work) {
        Path crashed = work.resolve("crashed");
        Path many = work.resolve("many");
        return List.of(
                new StoreTask(
                        StoreTask.Kind.CRASH, crashed, logMegabytes * BYTES_PER_MEGABYTE, CRASH_DIMENSION, seconds),
                new StoreTask(StoreTask.Kind.OPEN_AFTER_CRASH, crashed, 0, CRASH_DIMENSION, seconds),
                new StoreTask(StoreTask.Kind.COMPACT, work.resolve("compacted"), records, dimension, seconds),
                new StoreTask(StoreTask.Kind.MAKE_COLLECTIONS, many, collections, dimension, seconds),
                new StoreTask(StoreTask.Kind.OPEN_COLLECTIONS, many, collections, dimension, seconds));
    }

    private void report(List<Figure> figures) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%-38s %12s %-3s %s%n", "what", "measured", "", "goal");
        figures.forEach(figure -> out.printf(
                Locale.ROOT, "%-38s %12.3f %-3s %s%n", figure.name(), figure.value(), figure.unit(), figure.goal()));
        out.flush();
        if (json != null) {
            JsonLines.writeFile(json, figures);
        }
    }
}
