package io.vecstore.bench.ann;

import io.vecstore.bench.data.BenchException;
import io.vecstore.bench.data.FilterSpec;
import io.vecstore.bench.data.Labels;
import io.vecstore.bench.data.Vectors;
import io.vecstore.bench.data.Workload;
import io.vecstore.bench.measure.CpuTime;
import io.vecstore.bench.measure.DiskUsage;
import io.vecstore.bench.measure.ResidentMemory;
import io.vecstore.bench.peer.AnnSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Does what a worker process is told: builds or opens one system, and searches it. For one thread. */
final class Worker implements AutoCloseable {

    private final WorkerSpec spec;
    private final Vectors queries;
    private final AnnSystem.Source source;
    private final Map<String, Workload> workloads = new HashMap<>();
    private OptionalLong residentBefore = OptionalLong.empty();
    private AnnSystem.@Nullable Index index;
    private @Nullable QueryRunner runner;

    Worker(WorkerSpec spec) throws IOException {
        this.spec = spec;
        this.queries = spec.openQueries();
        Vectors base = spec.openBase();
        this.source = new AnnSystem.Source(base, Labels.of(base), spec.metric(), spec.threads());
    }

    Reply obey(Order order) throws Exception {
        return switch (order.action()) {
            case BUILD -> build();
            case OPEN -> open();
            case RUN -> run(Objects.requireNonNull(order.run(), "RUN comes with its details"));
            case MEMORY -> memory();
        };
    }

    private Reply build() throws Exception {
        Files.createDirectories(spec.folder());
        long start = System.nanoTime();
        long cpuBefore = CpuTime.process();
        spec.system().system().build(source, spec.folder());
        return new Reply.Built(
                CpuTime.seconds(CpuTime.process() - cpuBefore),
                CpuTime.seconds(System.nanoTime() - start),
                DiskUsage.bytes(spec.folder()),
                orNull(ResidentMemory.peak()));
    }

    private Reply open() throws Exception {
        residentBefore = ResidentMemory.inUse();
        long start = System.nanoTime();
        AnnSystem.Index opened = spec.system().system().open(source, spec.folder());
        List<AnnSystem.Searcher> searchers = new ArrayList<>();
        for (int thread = 0; thread < spec.threads(); thread++) {
            searchers.add(opened.searcher());
        }
        Reply reply = new Reply.Opened((System.nanoTime() - start) / 1e6);
        index = opened;
        runner = new QueryRunner(searchers);
        return reply;
    }

    private Reply run(Order.Run run) throws Exception {
        if (runner == null) {
            throw new BenchException("the index has to be opened before it is searched");
        }
        Workload workload = workloads.computeIfAbsent(
                run.filter(), filter -> Workload.of(queries, FilterSpec.parse(filter), source.labels()));
        return runner.run(workload, Vectors.open(run.truth()), run.ef(), run.cpuSeconds());
    }

    private Reply memory() {
        OptionalLong now = ResidentMemory.inUse();
        return new Reply.Resident(
                now.isPresent() && residentBefore.isPresent()
                        ? (Long) (now.getAsLong() - residentBefore.getAsLong())
                        : null);
    }

    private static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? (Long) value.getAsLong() : null;
    }

    @Override
    public void close() throws IOException {
        if (runner != null) {
            runner.close();
        }
        if (index != null) {
            index.close();
        }
    }
}
