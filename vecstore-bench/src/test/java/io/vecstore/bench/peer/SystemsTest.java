package io.vecstore.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.IndexOptions;
import io.vecstore.Metric;
import io.vecstore.bench.data.BenchException;
import io.vecstore.bench.data.FilterSpec;
import io.vecstore.bench.data.Labels;
import io.vecstore.bench.data.SyntheticData;
import io.vecstore.bench.data.SyntheticSpec;
import io.vecstore.bench.data.Vectors;
import io.vecstore.bench.data.Workload;
import io.vecstore.bench.measure.Statistics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SystemsTest {

    private static final int EF = 200;
    private static final int QUERIES = 50;
    private static final int ROWS = 1_000;
    /** With fewer the store scans. */
    private static final int ROWS_OF_A_GRAPH = IndexOptions.DEFAULT_MIN_VECTORS;

    @TempDir
    private Path folder;

    static Stream<SystemSetting> all() {
        return Stream.concat(
                IntStream.of(0, 1).mapToObj(bits -> SystemSetting.vecstore(new VecstoreIndex("fast", bits, 16, 96))),
                Stream.of("lucene", "jvector", "flat")
                        .flatMap(peer -> Systems.ofPeer(peer).stream())
                        .map(SystemSetting::peer));
    }

    @ParameterizedTest
    @MethodSource("all")
    void search_afterBuildAndOpen_findsTheNeighbors(SystemSetting setting) throws Exception {
        AnnSystem system = setting.system();
        AnnSystem.Source source = source(setting.isOurs() ? ROWS_OF_A_GRAPH : ROWS);
        Path index = Files.createDirectory(folder.resolve("index"));

        system.build(source, index);

        try (AnnSystem.Index opened = system.open(source, index)) {
            AnnSystem.Searcher searcher = opened.searcher();
            assertThat(recall(searcher, source, FilterSpec.NO_FILTER)).isGreaterThan(0.9);
            for (FilterSpec.Correlation correlation : FilterSpec.Correlation.values()) {
                FilterSpec filter = new FilterSpec(0.1, correlation);
                assertThat(recall(searcher, source, filter)).as("%s", filter).isGreaterThan(0.9);
            }
        }
    }

    private AnnSystem.Source source(int rows) throws Exception {
        SyntheticData data = new SyntheticData(new SyntheticSpec(SyntheticSpec.Kind.SYNTHETIC, rows, 32, 11));
        data.writeBase(folder.resolve("base"));
        data.writeQueries(folder.resolve("queries"));
        Vectors base = Vectors.open(folder.resolve("base"));
        return new AnnSystem.Source(base, Labels.of(base), Metric.COSINE, 2);
    }

    private double recall(AnnSystem.Searcher searcher, AnnSystem.Source source, FilterSpec filter) throws Exception {
        Vectors queries = Vectors.open(folder.resolve("queries"));
        Workload workload = Workload.of(queries, filter, source.labels());
        int[][] truth = workload.truth(source.base(), queries, source.labels(), source.metric(), 10);
        double sum = 0;
        int[] found = new int[10];
        for (int query = 0; query < QUERIES; query++) {
            float[] vector = workload.queries().get(query);
            int count = filter.isFilter()
                    ? searcher.search(vector, EF, workload.filters().get(query), found)
                    : searcher.search(vector, EF, found);
            sum += Statistics.recall(found, count, truth[query], 10);
        }
        return sum / QUERIES;
    }

    @Test
    void named_unknown_listsTheKnown() {
        assertThatThrownBy(() -> Systems.ofPeer("faiss"))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("faiss")
                .hasMessageContaining("lucene-bbq");
    }
}
