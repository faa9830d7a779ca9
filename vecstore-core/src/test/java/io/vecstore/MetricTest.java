package io.vecstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricTest {

    @Test
    void score_ofKnownDistances_followsTheFormula() {
        assertThat(Metric.COSINE.score(0)).isEqualTo(1);
        assertThat(Metric.COSINE.score(1)).isEqualTo(0.5f);
        assertThat(Metric.COSINE.score(2)).isZero();
        assertThat(Metric.DOT_PRODUCT.score(-3.5f)).isEqualTo(3.5f);
        assertThat(Metric.DOT_PRODUCT.score(0)).isEqualTo(0.0f);
        for (Metric metric : List.of(Metric.HAMMING, Metric.JACCARD)) {
            assertThat(metric.score(0)).isEqualTo(1);
            assertThat(metric.score(0.25f)).isEqualTo(0.75f);
            assertThat(metric.score(1)).isZero();
        }
        for (Metric metric : EnumSet.range(Metric.EUCLIDEAN, Metric.BRAY_CURTIS)) {
            assertThat(metric.score(0)).isEqualTo(1);
            if (metric != Metric.HAMMING && metric != Metric.JACCARD) {
                assertThat(metric.score(3)).as("%s", metric).isEqualTo(0.25f);
                assertThat(metric.score(Float.POSITIVE_INFINITY)).isZero();
            }
        }
    }

    @Test
    void score_smallerDistance_isHigherForEveryMetric() {
        for (Metric metric : Metric.values()) {
            for (float distance = 0; distance < 2; distance += 0.125f) {
                assertThat(metric.score(distance))
                        .as("%s at %s", metric, distance)
                        .isGreaterThan(metric.score(distance + 0.125f));
            }
        }
    }

    @Test
    void distance_ofAScore_isWhereTheScoreCameFrom() {
        for (Metric metric : Metric.values()) {
            for (float distance : new float[] {0, 0.25f, 0.75f}) {
                assertThat(metric.distance(metric.score(distance)))
                        .as(metric.name())
                        .isCloseTo(distance, within(1e-6f));
            }
        }
    }
}
