package io.vecstore.bench.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vecstore.bench.data.BenchException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class UpdatesTest {

    @TempDir
    private Path folder;

    @Test
    void round_aQuarter_givesAQuarterOfTheIdsOtherRows() {
        UpdatePlan plan = new UpdatePlan(120, 100, 0.25);

        int[] changed = plan.round();

        assertThat(changed).hasSize(25).doesNotHaveDuplicates();
        Set<Integer> ids = new HashSet<>(IntStream.of(changed).boxed().toList());
        for (int id = 0; id < 100; id++) {
            if (ids.contains(id)) {
                assertThat(plan.row(id)).isBetween(100, 119);
            } else {
                assertThat(plan.row(id)).isEqualTo(id);
            }
        }
        assertThat(plan.round()).isNotEqualTo(changed);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.1", "100, 0.1", "10, 0", "10, 1.5"})
    void plan_outOfRange_saysWhatIsAllowed(int live, double share) {
        assertThatThrownBy(() -> new UpdatePlan(100, live, share))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("--live " + live);
    }

    @Test
    void call_smallSet_reportsBothStores() throws Exception {
        Path json = folder.resolve("updates.jsonl");
        StringWriter out = new StringWriter();

        int code = new CommandLine(new UpdatesCommand())
                .setOut(new PrintWriter(out))
                .execute("--dataset", "synthetic:300:8", "--rounds", "3", "--share", "0.5", "--json", json.toString());

        assertThat(code).isZero();
        assertThat(out.toString()).contains("after 300 updates").contains("made afresh");
        JsonNode line = new ObjectMapper().readTree(Files.readString(json));
        assertThat(line.get("updates").longValue()).isEqualTo(300);
        assertThat(line.get("recall@10").doubleValue()).isGreaterThan(0.9);
        assertThat(line.get("freshRecall@10").doubleValue()).isGreaterThan(0.9);
        assertThat(line.get("rawBytes").longValue()).isEqualTo(200 * 8 * 4);
        assertThat(line.get("diskBytes").longValue()).isGreaterThan(200 * 8 * 4);
    }
}
