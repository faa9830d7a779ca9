package io.vecstore.bench.ann;

import io.vecstore.bench.data.FilterSpec;
import io.vecstore.bench.peer.SystemSetting;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Measures all systems in one run. Each has a process of its own, so that neither compiled code nor heap is shared, but
 * only one works at a time: in each round every system answers all queries in every setting, so that whatever disturbs
 * the machine disturbs all alike.
 */
final class AnnRun implements AutoCloseable {

    private final AnnOptions options;
    private final Dataset dataset;
    private final Path work;
    private final PrintWriter progress;
    private final Map<SystemSetting, Reply.Built> built = new HashMap<>();
    private final Map<SystemSetting, Reply.Opened> opened = new HashMap<>();
    private final Map<SystemSetting, WorkerProcess> workers = new LinkedHashMap<>();
    private final Map<Row.Setting, List<Reply.Measured>> samples = new LinkedHashMap<>();

    AnnRun(AnnOptions options, Dataset dataset, Path work, PrintWriter progress) {
        this.options = options;
        this.dataset = dataset;
        this.work = work;
        this.progress = progress;
    }

    List<Row> run() throws IOException {
        List<SystemSetting> systems = options.systems();
        for (SystemSetting system : systems) {
            build(system);
        }
        for (SystemSetting system : systems) {
            open(system);
        }
        for (int round = 1; round <= options.repeat(); round++) {
            progress.println("round " + round + " of " + options.repeat());
            round();
        }
        return rows();
    }

    private void build(SystemSetting system) throws IOException {
        progress.println("building " + system.name());
        try (WorkerProcess worker = start(system)) {
            built.put(system, worker.ask(Order.of(Order.Action.BUILD), Reply.Built.class));
        }
    }

    private void open(SystemSetting system) throws IOException {
        progress.println("warming up " + system.name());
        WorkerProcess worker = start(system);
        workers.put(system, worker);
        opened.put(system, worker.ask(Order.of(Order.Action.OPEN), Reply.Opened.class));
        double spent = 0;
        do {
            for (Row.Setting setting : settings(system)) {
                spent += measure(system, setting).threadCpuSeconds();
            }
        } while (spent < options.warmUpSeconds());
    }

    private WorkerProcess start(SystemSetting system) throws IOException {
        return new WorkerProcess(
                new WorkerSpec(
                        system,
                        work.resolve(system.name()),
                        dataset.base().toAbsolutePath(),
                        dataset.queries().toAbsolutePath(),
                        options.metric(),
                        options.threads()),
                options.heap());
    }

    private void round() throws IOException {
        for (SystemSetting system : workers.keySet()) {
            for (Row.Setting setting : settings(system)) {
                samples.computeIfAbsent(setting, _ -> new ArrayList<>()).add(measure(system, setting));
            }
        }
    }

    private List<Row.Setting> settings(SystemSetting system) {
        List<Row.Setting> settings = new ArrayList<>();
        for (FilterSpec filter : options.filterSpecs()) {
            options.efs(system).forEach(ef -> settings.add(new Row.Setting(system.name(), ef, filter)));
        }
        return settings;
    }

    private Reply.Measured measure(SystemSetting system, Row.Setting setting) throws IOException {
        Path truth = Objects.requireNonNull(dataset.truths().get(setting.filter()));
        return worker(system)
                .ask(
                        Order.run(new Order.Run(
                                Objects.requireNonNullElse(setting.ef(), 0),
                                setting.filter().toString(),
                                truth.toAbsolutePath(),
                                options.cpuSeconds())),
                        Reply.Measured.class);
    }

    private WorkerProcess worker(SystemSetting system) {
        return Objects.requireNonNull(workers.get(system), "no worker for " + system.name());
    }

    private List<Row> rows() throws IOException {
        Map<String, Row.IndexCosts> costs = new HashMap<>();
        for (SystemSetting system : workers.keySet()) {
            costs.put(
                    system.name(),
                    new Row.IndexCosts(
                            Objects.requireNonNull(built.get(system)),
                            Objects.requireNonNull(opened.get(system)),
                            worker(system).ask(Order.of(Order.Action.MEMORY), Reply.Resident.class)));
        }
        List<Row> rows = new ArrayList<>();
        samples.forEach((setting, measured) ->
                rows.add(new Row(setting, Objects.requireNonNull(costs.get(setting.system())), measured)));
        return rows;
    }

    @Override
    public void close() throws IOException {
        for (WorkerProcess worker : workers.values()) {
            worker.close();
        }
    }
}
