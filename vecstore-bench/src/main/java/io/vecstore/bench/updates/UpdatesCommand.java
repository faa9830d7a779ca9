package io.vecstore.bench.updates;

import io.vecstore.Metric;
import io.vecstore.bench.data.BenchException;
import io.vecstore.bench.data.DataOptions;
import io.vecstore.bench.data.ExactSearch;
import io.vecstore.bench.data.Vectors;
import io.vecstore.bench.measure.DiskUsage;
import io.vecstore.bench.measure.JsonLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What replacing vectors again and again does to recall and size, against a store of the same content made afresh. */
@Command(
        name = "updates",
        description = "Replaces a share of the vectors, round after round, and compares recall and size with a store of"
                + " the same content made afresh. A tenth replaced five times is the default; a million updates of a"
                + " thousand ids are --dataset synthetic:2000:128 --live 1000 --share 1 --rounds 1000.")
public final class UpdatesCommand implements Callable<Integer> {

    private static final int TOP_K = 10;

    @ArgGroup(multiplicity = "1")
    private DataOptions data = new DataOptions();

    @Option(names = "--metric", defaultValue = "COSINE", description = "${COMPLETION-CANDIDATES}; cosine by default.")
    private Metric metric = Metric.COSINE;

    @Option(
            names = "--live",
            description = "How many ids there are; the vectors behind the first so many replace them."
                    + " Two thirds of the base by default.")
    private int live;

    @Option(
            names = "--share",
            defaultValue = "0.1",
            description = "Of the ids, replaced in each round; ${DEFAULT-VALUE} by default.")
    private double share;

    @Option(names = "--rounds", defaultValue = "5", description = "How many; ${DEFAULT-VALUE} by default.")
    private int rounds;

    @Option(names = "--batch", defaultValue = "100", description = "Updates in a commit; ${DEFAULT-VALUE} by default.")
    private int batch;

    @Option(
            names = "--ef",
            defaultValue = "50",
            description = "Size of the candidate list; ${DEFAULT-VALUE}, as the preset balanced has it, by default.")
    private int ef;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results there too, a JSON object a line.")
    private @Nullable Path json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || batch < 1 || ef < 1) {
            throw new BenchException(
                    "--rounds " + rounds + ", --batch " + batch + ", --ef " + ef + ": at least 1 is needed");
        }
        Path work = Files.createTempDirectory("vecstore-bench-");
        try {
            DataOptions.Files files = data.files(work);
            Result result = run(work, Vectors.open(files.base()), Vectors.open(files.queries()));
            print(result);
            if (json != null) {
                JsonLines.writeFile(json, List.of(result.toJson(data.name())));
            }
        } finally {
            DiskUsage.delete(work);
        }
        return 0;
    }

    private Result run(Path work, Vectors base, Vectors queries) throws IOException {
        UpdatePlan plan = new UpdatePlan(base.size(), live == 0 ? base.size() * 2 / 3 : live, share);
        int[] ids = IntStream.range(0, plan.live()).toArray();
        long updates = 0;
        long largest = 0;
        try (UpdatedStore updated = new UpdatedStore(work.resolve("updated"), metric);
                UpdatedStore fresh = new UpdatedStore(work.resolve("fresh"), metric)) {
            updated.upsert(base, ids, plan::row, batch);
            updated.flush();
            for (int round = 0; round < rounds; round++) {
                int[] changed = plan.round();
                updated.upsert(base, changed, plan::row, batch);
                updates += changed.length;
                largest = Math.max(largest, updated.bytes());
            }
            updated.flush();
            fresh.upsert(base, ids, plan::row, batch);
            fresh.flush();
            fresh.compact();
            int[][] truth = ExactSearch.nearest(current(work, base, plan), queries, metric, TOP_K, _ -> _ -> true);
            return new Result(
                    updates,
                    new Side(updated.recall(queries, truth, ef), updated.bytes()),
                    new Side(fresh.recall(queries, truth, ef), fresh.bytes()),
                    largest,
                    (long) plan.live() * base.dimension() * Float.BYTES);
        }
    }

    /** The vectors that the ids have now, as rows. */
    private static Vectors current(Path work, Vectors base, UpdatePlan plan) throws IOException {
        Path file = work.resolve("current.fvecs");
        Vectors.writeFloats(file, plan.live(), id -> base.floats(plan.row(id)));
        return Vectors.open(file);
    }

    /** One of the two stores. */
    private record Side(double recall, long bytes) {}

    /** What came out. */
    private record Result(long updates, Side updated, Side fresh, long largestBytes, long rawBytes) {

        Map<String, Object> toJson(String dataset) {
            return Map.of(
                    "system",
                    "vecstore",
                    "dataset",
                    dataset,
                    "updates",
                    updates,
                    "recall@10",
                    updated.recall(),
                    "freshRecall@10",
                    fresh.recall(),
                    "diskBytes",
                    updated.bytes(),
                    "freshDiskBytes",
                    fresh.bytes(),
                    "largestDiskBytes",
                    largestBytes,
                    "rawBytes",
                    rawBytes);
        }
    }

    private void print(Result result) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%-24s %10s %10s %12s%n", "", "recall@10", "disk MB", "of fresh");
        row(out, "made afresh", result.fresh(), result);
        row(out, "after " + result.updates() + " updates", result.updated(), result);
        out.printf(
                Locale.ROOT,
                "largest on the way: %.1f MB, %.2f of fresh; the vectors alone: %.1f MB%n",
                result.largestBytes() / 1e6,
                result.largestBytes() / (double) result.fresh().bytes(),
                result.rawBytes() / 1e6);
        out.flush();
    }

    private static void row(PrintWriter out, String title, Side side, Result result) {
        out.printf(
                Locale.ROOT,
                "%-24s %10.4f %10.1f %12.2f%n",
                title,
                side.recall(),
                side.bytes() / 1e6,
                side.bytes() / (double) result.fresh().bytes());
    }
}
