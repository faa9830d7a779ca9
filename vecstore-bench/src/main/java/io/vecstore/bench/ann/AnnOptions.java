package io.vecstore.bench.ann;

import io.vecstore.Metric;
import io.vecstore.bench.data.BenchException;
import io.vecstore.bench.data.DataOptions;
import io.vecstore.bench.data.FilterSpec;
import io.vecstore.bench.peer.IndexSettings;
import io.vecstore.bench.peer.SystemSetting;
import io.vecstore.bench.peer.Systems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code ann}. */
final class AnnOptions {

    @ArgGroup(multiplicity = "1")
    private DataOptions data = new DataOptions();

    @Option(
            names = "--metric",
            defaultValue = "COSINE",
            description = "How vectors are compared: ${COMPLETION-CANDIDATES}; cosine by default.")
    private Metric metric = Metric.COSINE;

    @Option(
            names = "--peers",
            split = ",",
            defaultValue = "lucene,jvector,flat",
            description = "What to compare with: lucene, jvector, flat (our exact scan), or one of their settings;"
                    + " ${DEFAULT-VALUE} by default, none for nothing.")
    private List<String> peers = List.of();

    @Option(
            names = "--ef",
            split = ",",
            defaultValue = "10,20,40,60,80,120,160,240,320,480",
            description = "Sizes of the candidate list; ${DEFAULT-VALUE} by default.")
    private List<Integer> efs = List.of();

    @Mixin
    private IndexSettings index = new IndexSettings();

    @Option(
            names = "--filter",
            split = ",",
            description = "Search with filters that let these shares of the rows pass; 1 is none.")
    private List<Double> filters = List.of(1.0);

    @Option(
            names = "--filter-correlation",
            defaultValue = "NONE",
            description = "Whether rows near the query pass the filter more often: ${COMPLETION-CANDIDATES};"
                    + " none by default.")
    private FilterSpec.Correlation correlation = FilterSpec.Correlation.NONE;

    @Option(
            names = "--threads",
            defaultValue = "1",
            description = "Threads that build, and that search; ${DEFAULT-VALUE} by default.")
    private int threads;

    @Option(
            names = "--repeat",
            defaultValue = "5",
            description = "Counted measurements of each setting, of which the median is reported;"
                    + " ${DEFAULT-VALUE} by default.")
    private int repeat;

    @Option(
            names = "--cpu-seconds",
            defaultValue = "0.3",
            description = "How long each measurement lasts at least; ${DEFAULT-VALUE} by default.")
    private double cpuSeconds;

    @Option(
            names = "--warm-up",
            defaultValue = "4",
            description =
                    "CPU seconds of searching before any that count, for each system; ${DEFAULT-VALUE} by default.")
    private double warmUpSeconds;

    @Option(names = "--max-queries", description = "Use only so many of the queries.")
    private int maxQueries = Integer.MAX_VALUE;

    @Option(
            names = "--heap",
            defaultValue = "4g",
            description = "The largest heap of each measured process; ${DEFAULT-VALUE} by default.")
    private String heap = "";

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results there too, a JSON object a line.")
    private @Nullable Path json;

    /** @throws BenchException if a number is out of range */
    void check() {
        require("--threads", threads);
        require("--repeat", repeat);
        require("--max-queries", maxQueries);
        efs.forEach(ef -> require("--ef", ef));
        if (!(cpuSeconds > 0) || !(warmUpSeconds >= 0)) {
            throw new BenchException(
                    "--cpu-seconds " + cpuSeconds + " has to be above 0, --warm-up " + warmUpSeconds + " not below");
        }
    }

    private static void require(String option, int value) {
        if (value < 1) {
            throw new BenchException(option + " is " + value + ", at least 1 is needed");
        }
    }

    /** Ours first, then the peers, each once. */
    List<SystemSetting> systems() {
        Set<SystemSetting> systems = new LinkedHashSet<>();
        index.all().forEach(setting -> systems.add(SystemSetting.vecstore(setting)));
        for (String peer : peers) {
            if (!peer.equals("none")) {
                Systems.ofPeer(peer).forEach(name -> systems.add(SystemSetting.peer(name)));
            }
        }
        for (SystemSetting setting : systems) {
            if (!setting.system().metrics().contains(metric)) {
                throw new BenchException(setting.name() + " does not know the metric " + metric
                        + ": leave it out with --peers, or choose one of "
                        + setting.system().metrics());
            }
        }
        return List.copyOf(systems);
    }

    /** What to search with; an exact scan has one setting only. */
    List<@Nullable Integer> efs(SystemSetting setting) {
        if (setting.system().hasEf()) {
            return new ArrayList<>(efs);
        }
        List<@Nullable Integer> once = new ArrayList<>();
        once.add(null);
        return once;
    }

    List<FilterSpec> filterSpecs() {
        return filters.stream()
                .map(share -> share == 1 ? FilterSpec.NO_FILTER : new FilterSpec(share, correlation))
                .distinct()
                .toList();
    }

    DataOptions data() {
        return data;
    }

    Metric metric() {
        return metric;
    }

    int threads() {
        return threads;
    }

    int repeat() {
        return repeat;
    }

    double cpuSeconds() {
        return cpuSeconds;
    }

    double warmUpSeconds() {
        return warmUpSeconds;
    }

    int maxQueries() {
        return maxQueries;
    }

    String heap() {
        return heap;
    }

    Optional<Path> json() {
        return Optional.ofNullable(json);
    }
}
