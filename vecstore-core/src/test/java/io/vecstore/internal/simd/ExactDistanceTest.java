package io.vecstore.internal.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vecstore.Metric;
import io.vecstore.internal.io.Layouts;
import io.vecstore.testkit.ReferenceDistance;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every metric through the chosen kernels, against {@link ReferenceDistance}. The build runs it once per kernel choice. */
@Tag("kernels")
class ExactDistanceTest {

    private static final long SEED = Long.getLong("vecstore.seed", 20261125);
    private static final int DIMENSION = 2;
    private static final long STRIDE = 12; // wider than a row
    private static final float[] SPECIAL = {0, -0.0f, 1, -1, 0.5f, Float.MIN_VALUE, 1e-20f};

    @Test
    void distance_knownVectors_followsTheFormulaOfTheMetric() {
        float[] a = {3, 4, 0, 1};
        float[] b = {4, 3, 0, 1};
        assertThat(distance(Metric.COSINE, a, b)).isEqualTo(1 - 25 / 26f, within(1e-6f));
        assertThat(distance(Metric.DOT_PRODUCT, a, b)).isEqualTo(-25);
        assertThat(distance(Metric.EUCLIDEAN, a, b)).isEqualTo((float) Math.sqrt(2));
        assertThat(distance(Metric.MANHATTAN, a, b)).isEqualTo(2);
        assertThat(distance(Metric.HAMMING, a, b)).isEqualTo(0.5f);
        assertThat(distance(Metric.JACCARD, a, b)).isEqualTo(1 - 7 / 9f, within(1e-6f));
        assertThat(distance(Metric.CHEBYSHEV, a, b)).isEqualTo(1);
        assertThat(distance(Metric.CANBERRA, a, b)).isEqualTo(2 / 7f, within(1e-6f));
        assertThat(distance(Metric.BRAY_CURTIS, a, b)).isEqualTo(2 / 16f);
    }

    @Test
    void distance_zeroVectors_isAsDocumented() {
        float[] zero = new float[40];
        float[] ones = new float[40];
        Arrays.fill(ones, 1);
        float[] minusOnes = new float[40];
        Arrays.fill(minusOnes, -1);
        for (Metric metric : Metric.values()) {
            assertThat(distance(metric, zero, zero)).as("%s", metric).isEqualTo(metric == Metric.COSINE ? 1 : 0);
        }
        assertThat(distance(Metric.COSINE, zero, ones)).isEqualTo(1);
        assertThat(distance(Metric.HAMMING, zero, ones)).isEqualTo(1);
        assertThat(distance(Metric.JACCARD, zero, ones)).isEqualTo(1);
        assertThat(distance(Metric.JACCARD, minusOnes, ones)).isEqualTo(1);
        assertThat(distance(Metric.CANBERRA, zero, ones)).isEqualTo(40);
        assertThat(distance(Metric.BRAY_CURTIS, zero, ones)).isEqualTo(1);
        assertThat(distance(Metric.BRAY_CURTIS, minusOnes, ones)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(Metric.BRAY_CURTIS.score(Float.POSITIVE_INFINITY)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void distance_everyDimension_equalsTheReference(Metric metric) {
        System.out.println("ExactDistanceTest " + metric + " seed " + SEED);
        Random random = new Random(SEED);
        int[] dimensions = IntStream.concat(
                        IntStream.rangeClosed(1, 130), IntStream.of(255, 256, 257, 384, 768, 1021, 1024, 1536))
                .toArray();
        for (int dimension : dimensions) {
            float[] a = vector(random, dimension);
            float[] b = vector(random, dimension);
            for (int i = 0; i < dimension; i += 3) {
                b[i] = a[i];
            }
            double expected = ReferenceDistance.distance(metric, a, b);
            double tolerance = 1e-6 * Math.max(1, Math.max(dimension, Math.abs(expected)));
            assertThat((double) distance(metric, a, b))
                    .as("dimension %d, seed %d", dimension, SEED)
                    .isEqualTo(expected, within(tolerance));
        }
    }

    /** The range of float is left on the way; the result is that of the formula. */
    @ParameterizedTest
    @EnumSource(Metric.class)
    void distance_hugeAndTinyComponents_isTheReferencesOrInfinite(Metric metric) {
        Random random = new Random(SEED);
        for (float scale : new float[] {3e38f, 1e30f, 1e-30f, 1e-42f}) {
            for (int dimension = 1; dimension < 70; dimension++) {
                float[] a = vector(random, dimension);
                float[] b = vector(random, dimension);
                for (int i = 0; i < dimension; i++) {
                    a[i] *= scale;
                    b[i] *= scale;
                }
                double expected = ReferenceDistance.distance(metric, a, b);
                float actual = distance(metric, a, b);
                String where = metric + " of dimension " + dimension + " at " + scale + ", seed " + SEED;
                assertThat(actual).as(where).isNotNaN();
                if (metric == Metric.EUCLIDEAN) { // whose squares may leave the range of float at either end
                    continue;
                }
                if (Float.isInfinite(actual)) {
                    assertThat(Math.abs(expected)).as(where).isGreaterThan(Float.MAX_VALUE * 0.99);
                } else {
                    assertThat((double) actual)
                            .as(where)
                            .isEqualTo(
                                    expected, within(1e-5 * Math.abs(expected) + dimension * (double) Float.MIN_VALUE));
                }
            }
        }
    }

    @Test
    void rangeAndList_ofAMatrix_equalSingleDistances() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment query = arena.allocateFrom(Layouts.FLOAT, 1, -2);
            MemorySegment rows = arena.allocateFrom(Layouts.FLOAT, 9, 0, 1, 9, 2, 3, 9, -4, 5, 9, 6, -7, 9);
            int[] ordinals = {3, 0, 1};
            float[] list = new float[3];
            float[] range = new float[2];
            for (Metric metric : Metric.values()) {
                ExactDistance exact = new ExactDistance(metric, query, 0, DIMENSION);
                exact.list(rows, 4, STRIDE, ordinals, 3, list);
                for (int i = 0; i < 3; i++) {
                    assertThat(list[i]).isEqualTo(exact.distance(rows, 4 + ordinals[i] * STRIDE));
                }
                exact.range(rows, 4, STRIDE, 1, 2, range);
                assertThat(range[0]).isEqualTo(exact.distance(rows, 4 + STRIDE));
                assertThat(range[1]).isEqualTo(exact.distance(rows, 4 + 2 * STRIDE));
            }
        }
    }

    /** Within -1 and 1, with zeros and other values that meet often. */
    private static float[] vector(Random random, int dimension) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = random.nextInt(3) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextFloat() * 2 - 1;
        }
        return vector;
    }

    private static float distance(Metric metric, float[] query, float[] row) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment rows = arena.allocateFrom(Layouts.FLOAT, row);
            return new ExactDistance(metric, arena.allocateFrom(Layouts.FLOAT, query), 0, query.length)
                    .distance(rows, 0);
        }
    }
}
