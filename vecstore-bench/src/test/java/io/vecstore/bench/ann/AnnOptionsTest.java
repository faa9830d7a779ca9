package io.vecstore.bench.ann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.Metric;
import io.vecstore.bench.data.BenchException;
import io.vecstore.bench.data.DataOptions;
import io.vecstore.bench.data.FilterSpec;
import io.vecstore.bench.peer.SystemSetting;
import io.vecstore.bench.peer.VecstoreIndex;
import io.vecstore.error.InvalidRequestException;
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
                        "vecstore-fast",
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

        assertThat(options.efs(SystemSetting.peer("jvector-nvq"))).containsExactly(10, 200);
        assertThat(options.efs(SystemSetting.peer("flat"))).containsExactly((Integer) null);
        assertThat(options.filterSpecs())
                .containsExactly(
                        FilterSpec.NO_FILTER,
                        new FilterSpec(0.5, FilterSpec.Correlation.POSITIVE),
                        new FilterSpec(0.01, FilterSpec.Correlation.POSITIVE));
        assertThat(options.systems())
                .extracting(SystemSetting::name)
                .containsExactly("vecstore-fast", "jvector-nvq", "flat");
    }

    @Test
    void systems_withoutPeers_isOursAlone() {
        assertThat(parse("--dataset uniform:1000:64 --peers none").systems())
                .containsExactly(SystemSetting.vecstore(VecstoreIndex.DEFAULT));
    }

    @Test
    void systems_severalSettings_areEveryCombination() {
        assertThat(parse("--dataset uniform:1000:64 --peers none --bits 1,0 --m 8,16 --ef-construction 200")
                        .systems())
                .extracting(SystemSetting::name)
                .containsExactly(
                        "vecstore-fast-1bit-m8-efc200",
                        "vecstore-fast-1bit-efc200",
                        "vecstore-fast-m8-efc200",
                        "vecstore-fast-efc200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--bits 3", "--m 1", "--ef-construction 0"})
    void systems_settingThatTheStoreRefuses_isRefused(String argument) {
        AnnOptions options = parse("--dataset uniform:1000:64 " + argument);

        assertThatThrownBy(options::systems).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void systems_modes_areSystemsOfTheirOwn() {
        assertThat(parse("--dataset uniform:1000:64 --peers none --modes compact,binary,product,none")
                        .systems())
                .extracting(SystemSetting::name)
                .containsExactly("vecstore-compact", "vecstore-binary", "vecstore-product", "vecstore-none");
        AnnOptions mixed = parse("--dataset uniform:1000:64 --modes binary --bits 2");
        assertThatThrownBy(mixed::systems).isInstanceOf(BenchException.class).hasMessageContaining("--bits 2");
    }

    @Test
    void systems_unknownMode_namesIt() {
        AnnOptions options = parse("--dataset uniform:1000:64 --modes slow");

        assertThatThrownBy(options::systems).isInstanceOf(BenchException.class).hasMessageContaining("\"slow\"");
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
