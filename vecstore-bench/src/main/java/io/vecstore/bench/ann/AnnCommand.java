package io.vecstore.bench.ann;

import io.vecstore.bench.measure.DiskUsage;
import io.vecstore.bench.measure.JsonLines;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Nearest neighbor search against other libraries: recall, speed, build, size, memory, open time. */
@Command(
        name = "ann",
        description = "Compares nearest neighbor search with other libraries in one run: recall@10, queries per CPU"
                + " second, build CPU seconds, disk, memory, open time.")
public final class AnnCommand implements Callable<Integer> {

    @Mixin
    private final AnnOptions options = new AnnOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        options.check();
        options.systems();
        PrintWriter out = spec.commandLine().getOut();
        Path work = Files.createTempDirectory("vecstore-bench-");
        try {
            Dataset dataset = Dataset.prepare(options, work);
            List<Row> rows;
            try (AnnRun run =
                    new AnnRun(options, dataset, work, spec.commandLine().getErr())) {
                rows = run.run();
            }
            new Report(out, rows).print();
            options.json()
                    .ifPresent(file -> JsonLines.writeFile(
                            file, rows.stream().map(row -> row.toJson(options)).toList()));
        } finally {
            DiskUsage.delete(work);
        }
        return 0;
    }
}
