package io.vecstore.internal.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vecstore.Metric;
import io.vecstore.internal.io.Layouts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class ExactDistanceTest {

    private static final int DIMENSION = 2;
    private static final long STRIDE = 12; // wider than a row

    @Test
    void distance_knownVectors_followsTheFormulaOfTheMetric() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment query = arena.allocateFrom(Layouts.FLOAT, 3, 4);
            MemorySegment row = arena.allocateFrom(Layouts.FLOAT, 4, 3);
            assertThat(distance(Metric.COSINE, query, row)).isEqualTo(1 - 0.96f, within(1e-6f));
            assertThat(distance(Metric.DOT_PRODUCT, query, row)).isEqualTo(-24);
            assertThat(distance(Metric.EUCLIDEAN, query, row)).isEqualTo((float) Math.sqrt(2));
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

    private static float distance(Metric metric, MemorySegment query, MemorySegment row) {
        return new ExactDistance(metric, query, 0, DIMENSION).distance(row, 0);
    }
}
