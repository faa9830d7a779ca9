package io.vecstore.bench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {

    private static final int ROWS = 2_000;

    @TempDir
    private Path folder;

    private Vectors base;
    private Vectors queries;

    @BeforeEach
    void write() throws IOException {
        SyntheticData data = new SyntheticData(new SyntheticSpec(SyntheticSpec.Kind.SYNTHETIC, ROWS, 16, 3));
        data.writeBase(folder.resolve("base"));
        data.writeQueries(folder.resolve("queries"));
        base = Vectors.open(folder.resolve("base"));
        queries = Vectors.open(folder.resolve("queries"));
    }

    @ParameterizedTest
    @EnumSource
    void filter_aTenth_letsATenthPass(FilterSpec.Correlation correlation) {
        Labels labels = Labels.of(base);

        IntPredicate rows = labels.rows(labels.filter(new FilterSpec(0.1, correlation), queries.floats(0)));

        assertThat(IntStream.range(0, ROWS).filter(rows).count()).isEqualTo(ROWS / 10);
    }

    @Test
    void filter_correlated_holdsMoreOrFewerOfTheNeighbors() {
        assertThat(shareOfNeighbors(FilterSpec.Correlation.POSITIVE)).isGreaterThan(0.2);
        assertThat(shareOfNeighbors(FilterSpec.Correlation.NONE)).isBetween(0.07, 0.13);
        assertThat(shareOfNeighbors(FilterSpec.Correlation.NEGATIVE)).isLessThan(0.05);
    }

    /** Of the ten nearest rows without filter, the share that a filter of a tenth lets pass. */
    private double shareOfNeighbors(FilterSpec.Correlation correlation) {
        Labels labels = Labels.of(base);
        Workload workload = Workload.of(queries, new FilterSpec(0.1, correlation), labels);
        int[][] nearest = ExactSearch.nearest(base, queries, Metric.COSINE, 10, ExactSearch.Allowed.ALL);
        return IntStream.range(0, nearest.length)
                        .mapToLong(query -> IntStream.of(nearest[query])
                                .filter(labels.rows(workload.filters().get(query)))
                                .count())
                        .average()
                        .orElseThrow()
                / 10;
    }

    @Test
    void truth_filtered_isTheNearestOfThoseThatPass() {
        Labels labels = Labels.of(base);
        FilterSpec spec = new FilterSpec(0.05, FilterSpec.Correlation.POSITIVE);
        Workload workload = Workload.of(queries, spec, labels);

        int[][] truth = workload.truth(base, queries, labels, Metric.EUCLIDEAN, 10);

        float[] query = queries.floats(7);
        int[] expected = IntStream.range(0, ROWS)
                .filter(labels.rows(workload.filters().get(7)))
                .boxed()
                .sorted(Comparator.comparingDouble(row -> squaredDistance(query, base.floats(row))))
                .limit(10)
                .mapToInt(row -> row)
                .toArray();
        assertThat(truth[7]).containsExactly(expected);
    }

    private static double squaredDistance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - (double) b[i]) * (a[i] - (double) b[i]);
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1.1, 0.0001, Double.NaN})
    void filterSpec_outOfRange_saysWhatIsAllowed(double selectivity) {
        assertThatThrownBy(() -> new FilterSpec(selectivity, FilterSpec.Correlation.NONE))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("0.001 to 1");
    }

    @Test
    void filterSpec_asText_readsBack() {
        FilterSpec spec = new FilterSpec(0.01, FilterSpec.Correlation.NEGATIVE);

        assertThat(FilterSpec.parse(spec.toString())).isEqualTo(spec);
        assertThat(FilterSpec.parse(FilterSpec.NO_FILTER.toString())).isEqualTo(FilterSpec.NO_FILTER);
    }
}
