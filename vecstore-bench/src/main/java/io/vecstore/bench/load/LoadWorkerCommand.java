package io.vecstore.bench.load;

import io.vecstore.bench.measure.ChildJvm;
import io.vecstore.bench.measure.CpuTime;
import io.vecstore.bench.measure.DiskUsage;
import io.vecstore.bench.measure.JsonLines;
import io.vecstore.bench.measure.ResidentMemory;
import io.vecstore.bench.rows.SampleRow;
import io.vecstore.bench.rows.SampleRows;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The process in which one store is filled; {@code load} starts it and reads the line that it prints. */
@Command(name = "load-worker", hidden = true, description = "Fills one store; started by load.")
public final class LoadWorkerCommand implements Callable<Integer> {

    private static final int SEED = 42;

    @Parameters(description = "What to do, as JSON.")
    private String task = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        LoadTask parsed = JsonLines.read(task, LoadTask.class);
        ChildJvm.answer(spec.commandLine().getOut(), load(parsed));
        return 0;
    }

    static LoadTask.Loaded load(LoadTask task) throws Exception {
        SampleRows rows = new SampleRows(task.records(), task.dimension(), SEED);
        Files.createDirectories(task.folder());
        long start = System.nanoTime();
        long cpuBefore = CpuTime.process();
        long making = 0;
        try (Loader loader = task.open()) {
            for (int first = 0; first < task.records(); first += Loader.BATCH) {
                long makingBefore = CpuTime.thread();
                List<SampleRow> batch = IntStream.range(first, Math.min(first + Loader.BATCH, task.records()))
                        .mapToObj(rows::row)
                        .toList();
                making += CpuTime.thread() - makingBefore;
                loader.add(batch);
            }
        }
        return new LoadTask.Loaded(
                CpuTime.seconds(CpuTime.process() - cpuBefore - making),
                CpuTime.seconds(making),
                CpuTime.seconds(System.nanoTime() - start),
                DiskUsage.bytes(task.folder()),
                ResidentMemory.peak().isPresent() ? (Long) ResidentMemory.peak().getAsLong() : null);
    }
}
