package io.vecstore.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vecstore.bench.measure.SpeedCurve.Point;
import io.vecstore.bench.measure.SpeedCurve.Speed;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeedCurveTest {

    private final SpeedCurve curve =
            new SpeedCurve(List.of(new Point(0.98, 1_000), new Point(0.90, 4_000), new Point(0.95, 500)), false);

    @Test
    void at_halfwayBetweenPoints_isTheGeometricMean() {
        assertThat(curve.at(0.94)).hasValueSatisfying(speed -> {
            assertThat(speed.qps()).isCloseTo(2_000, within(1e-6));
            assertThat(speed.atLeast()).isFalse();
        });
    }

    @Test
    void at_pointThatAnotherBeatsInBoth_doesNotCount() {
        assertThat(curve.at(0.95).orElseThrow().qps()).isGreaterThan(1_000);
    }

    @Test
    void at_belowTheFirstPoint_isABound() {
        assertThat(curve.at(0.80)).contains(new Speed(4_000, true));
    }

    @Test
    void at_exactlyAPoint_isThatPoint() {
        assertThat(curve.at(0.90)).contains(new Speed(4_000, false));
    }

    @Test
    void at_aboveTheLastPoint_isEmpty() {
        assertThat(curve.at(0.99)).isEmpty();
    }

    @Test
    void at_systemOfOneSetting_isNoBound() {
        assertThat(new SpeedCurve(List.of(new Point(1, 170)), true).at(0.9)).contains(new Speed(170, false));
    }

    @Test
    void at_noPoints_isEmpty() {
        assertThat(new SpeedCurve(List.of(), false).at(0.9)).isEmpty();
    }
}
