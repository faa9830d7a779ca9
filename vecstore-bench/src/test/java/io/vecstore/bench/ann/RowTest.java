package io.vecstore.bench.ann;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vecstore.bench.data.FilterSpec;
import io.vecstore.bench.measure.JsonLines;
import io.vecstore.bench.measure.SpeedCurve.Speed;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RowTest {

    @TempDir
    private Path folder;

    private static Row row(String system, Integer ef, double buildCpuSeconds, List<Reply.Measured> samples) {
        return new Row(
                new Row.Setting(system, ef, new FilterSpec(0.1, FilterSpec.Correlation.POSITIVE)),
                new Row.IndexCosts(
                        new Reply.Built(buildCpuSeconds, 3, 4_000_000, 5_000_000L),
                        new Reply.Opened(6.5),
                        new Reply.Resident(null)),
                samples);
    }

    private static Reply.Measured sample(double recall, double cpuSeconds) {
        return new Reply.Measured(recall, 1_000, cpuSeconds, 2 * cpuSeconds, 7.5, 0.25);
    }

    @Test
    void writeFile_rows_haveTheAgreedFieldsOneObjectALine() throws Exception {
        AnnOptions options = new AnnOptions();
        new CommandLine(options).parseArgs("--dataset", "synthetic:1000:64");
        Row row = row("vecstore", 40, 2, List.of(sample(0.9, 1), sample(0.9, 0.5), sample(0.9, 0.1)));
        Path file = folder.resolve("rows.jsonl");

        JsonLines.writeFile(file, List.of(row.toJson(options), row.toJson(options)));

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        JsonNode json = new ObjectMapper().readTree(lines.getFirst());
        assertThat(json.get("system").textValue()).isEqualTo("vecstore");
        assertThat(json.get("metric").textValue()).isEqualTo("cosine");
        assertThat(json.get("ef").intValue()).isEqualTo(40);
        assertThat(json.get("filter").doubleValue()).isEqualTo(0.1);
        assertThat(json.get("filterCorrelation").textValue()).isEqualTo("positive");
        assertThat(json.get("recall@10").doubleValue()).isEqualTo(0.9);
        assertThat(json.get("cpuQps").doubleValue()).as("median").isEqualTo(2_000);
        assertThat(json.get("processCpuQps").doubleValue()).isEqualTo(1_000);
        assertThat(json.get("p50Micros").doubleValue()).isEqualTo(7.5);
        assertThat(json.get("buildCpuSeconds").doubleValue()).isEqualTo(2);
        assertThat(json.get("diskBytes").longValue()).isEqualTo(4_000_000);
        assertThat(json.get("peakMemoryBytes").longValue()).isEqualTo(5_000_000);
        assertThat(json.get("residentBytes").isNull()).isTrue();
        assertThat(json.get("openMillis").doubleValue()).isEqualTo(6.5);
    }

    @Test
    void print_oursAndAPeer_comparesAtEqualRecall() {
        StringWriter text = new StringWriter();
        List<Row> rows = List.of(
                row("vecstore", 10, 2, List.of(sample(0.90, 0.1))),
                row("vecstore", 20, 2, List.of(sample(0.96, 0.2))),
                row("lucene-float", 10, 8, List.of(sample(0.85, 0.2))),
                row("lucene-float", 20, 8, List.of(sample(0.95, 0.8))));

        new Report(new PrintWriter(text), rows).print();

        assertThat(text.toString())
                .contains("filter 0.1:positive")
                // At .90: 10,000 against the geometric mean of 5,000 and 1,250; at .95 10,000 * .5^(5/6) against 1,250.
                .containsPattern("vecstore / lucene-float +4\\.00 +4\\.49 +- +0\\.25");
    }

    @Test
    void ratio_bounds_areMarked() {
        Optional<Speed> exact = Optional.of(new Speed(300, false));
        Optional<Speed> bound = Optional.of(new Speed(100, true));

        assertThat(Report.ratio(exact, exact)).isEqualTo("1.00");
        assertThat(Report.ratio(bound, exact)).isEqualTo(">0.33");
        assertThat(Report.ratio(exact, bound)).isEqualTo("<3.00");
        assertThat(Report.ratio(bound, bound)).isEqualTo("~1.00");
        assertThat(Report.ratio(Optional.empty(), exact)).isEqualTo("-");
    }
}
