package io.vecstore.bench.ann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.Metric;
import io.vecstore.bench.data.BenchException;
import io.vecstore.bench.data.DataOptions;
import io.vecstore.bench.data.FilterSpec;
import io.vecstore.bench.peer.SystemSetting;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class AnnOptionsTest {

    private static AnnOptions parse(String arguments) {
        AnnOptions options = new AnnOptions();
        new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments.split(" ", -1));
        options.check();
        return options;
    }

    @Test
    void parse_onlyADataset_hasTheDefaults() {
        AnnOptions options = parse("--dataset synthetic:1000:64");

        assertThat(options.metric()).isEqualTo(Metric.COSINE);
        assertThat(options.threads()).isEqualTo(1);
        assertThat(options.repeat()).isEqualTo(5);
        assertThat(options.filterSpecs()).containsExactly(FilterSpec.NO_FILTER);
        assertThat(options.systems())
                .extracting(SystemSetting::name)
                .containsExactly(
                        "vecstore",
                        "lucene-float",
                        "lucene-int8",
                        "lucene-bbq",
                        "jvector-nvq",
                        "jvector-float",
                        "flat");
    }

    @Test
    void parse_files_takesAllThree() throws IOException {
        AnnOptions options = parse("--base b.fvecs --queries q.fvecs --truth t.ivecs --metric dot_product");

        DataOptions.Files files = options.data().files(Path.of("unused"));
        assertThat(files).isEqualTo(new DataOptions.Files(Path.of("b.fvecs"), Path.of("q.fvecs")));
        assertThat(options.data().truth()).contains(Path.of("t.ivecs"));
        assertThat(options.metric()).isEqualTo(Metric.DOT_PRODUCT);
        assertThat(options.data().name()).isEqualTo("b.fvecs");
    }

    @Test
    void parse_lists_areSplitAtCommas() {
        AnnOptions options = parse("--dataset uniform:1000:64 --ef 10,200 --filter 1,0.5,0.01"
                + " --filter-correlation positive --peers jvector-nvq,flat");

        assertThat(options.efs(new SystemSetting("jvector-nvq"))).containsExactly(10, 200);
        assertThat(options.efs(new SystemSetting("flat"))).containsExactly((Integer) null);
        assertThat(options.filterSpecs())
                .containsExactly(
                        FilterSpec.NO_FILTER,
                        new FilterSpec(0.5, FilterSpec.Correlation.POSITIVE),
                        new FilterSpec(0.01, FilterSpec.Correlation.POSITIVE));
        assertThat(options.systems())
                .extracting(SystemSetting::name)
                .containsExactly("vecstore", "jvector-nvq", "flat");
    }

    @Test
    void systems_withoutPeers_isOursAlone() {
        assertThat(parse("--dataset uniform:1000:64 --peers none").systems())
                .containsExactly(new SystemSetting("vecstore"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--metric cosine",
                "--dataset synthetic:1000:64 --base b.fvecs --queries q.fvecs",
                "--base b.fvecs",
                "--dataset synthetic:1000:64 --ef ten",
                "--dataset synthetic:1000:64 --metric hexagonal"
            })
    void parse_wrongCombination_isRefused(String arguments) {
        assertThatThrownBy(() -> parse(arguments)).isInstanceOf(ParameterException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--ef 0", "--threads 0", "--repeat -1", "--max-queries 0", "--cpu-seconds 0"})
    void check_numberOutOfRange_namesOptionAndValue(String argument) {
        assertThatThrownBy(() -> parse("--dataset synthetic:1000:64 " + argument))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining(argument.substring(0, argument.indexOf(' ')));
    }
}
