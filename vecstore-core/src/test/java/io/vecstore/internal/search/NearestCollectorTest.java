package io.vecstore.internal.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NearestCollectorTest {

    private static GraphEffort effort(int least, float reach) {
        return new GraphEffort(2, 100, least, reach, 16, false);
    }

    @Test
    void limit_onceEnoughHaveMatched_isSoManyTimesTheDistanceOfTheKthBest() {
        NearestCollector nearest = new NearestCollector(effort(3, 1.5f), ordinal -> ordinal % 2 == 0);
        nearest.expanded(2, 4);
        nearest.expanded(4, 2);
        nearest.expanded(5, 1);
        nearest.expanded(7, 1);
        assertThat(nearest.limit()).isEqualTo(Float.MAX_VALUE);
        nearest.expanded(6, 8);
        assertThat(nearest.matching()).isEqualTo(3);
        assertThat(nearest.limit()).isEqualTo(6);
        nearest.expanded(8, 1);
        assertThat(nearest.limit()).isEqualTo(3);
    }

    @Test
    void limit_withoutReach_isNone() {
        NearestCollector nearest = new NearestCollector(effort(2, Float.MAX_VALUE), ordinal -> true);
        nearest.expanded(2, 0);
        nearest.expanded(4, 0);
        assertThat(nearest.limit()).isEqualTo(Float.MAX_VALUE);
    }
}
