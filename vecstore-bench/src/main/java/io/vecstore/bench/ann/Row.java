package io.vecstore.bench.ann;

import io.vecstore.bench.data.FilterSpec;
import io.vecstore.bench.measure.Statistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One line of results: a system in one setting.
 *
 * @param setting what was measured
 * @param index what its index cost
 * @param samples one for each repetition; each figure is their median
 */
record Row(Setting setting, IndexCosts index, List<Reply.Measured> samples) {

    /**
     * What was measured.
     *
     * @param ef null for a system that has none
     */
    record Setting(String system, @Nullable Integer ef, FilterSpec filter) {}

    /** What building and opening cost. */
    record IndexCosts(Reply.Built built, Reply.Opened opened, Reply.Resident resident) {}

    Row {
        samples = List.copyOf(samples);
    }

    double recall() {
        return median(Reply.Measured::recall);
    }

    /** Queries per CPU second of the threads that searched. */
    double cpuQps() {
        return median(sample -> sample.queries() / sample.threadCpuSeconds());
    }

    double p50Micros() {
        return median(Reply.Measured::p50Micros);
    }

    private double median(ToDoubleFunction<Reply.Measured> figure) {
        return Statistics.median(samples.stream()
                .map(sample -> (Double) figure.applyAsDouble(sample))
                .toList());
    }

    /** The row as a line of the JSON file. */
    Map<String, @Nullable Object> toJson(AnnOptions options) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("system", setting.system());
        json.put("dataset", options.data().name());
        json.put("metric", options.metric().name().toLowerCase(Locale.ROOT));
        json.put("threads", options.threads());
        json.put("ef", setting.ef());
        json.put("filter", setting.filter().selectivity());
        json.put("filterCorrelation", setting.filter().correlation().name().toLowerCase(Locale.ROOT));
        json.put("recall@10", recall());
        json.put("cpuQps", cpuQps());
        json.put("processCpuQps", median(sample -> sample.queries() / sample.processCpuSeconds()));
        json.put("p50Micros", p50Micros());
        json.put("filterMicros", median(Reply.Measured::filterMicros));
        json.put("buildCpuSeconds", index.built().cpuSeconds());
        json.put("buildSeconds", index.built().seconds());
        json.put("diskBytes", index.built().diskBytes());
        json.put("peakMemoryBytes", index.built().peakBytes());
        json.put("residentBytes", index.resident().bytes());
        json.put("openMillis", index.opened().millis());
        return json;
    }
}
