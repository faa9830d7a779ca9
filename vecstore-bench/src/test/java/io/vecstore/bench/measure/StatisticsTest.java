package io.vecstore.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void median_oddAndEven_isTheMiddle() {
        assertThat(Statistics.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Statistics.median(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(3);
        assertThat(Statistics.median(List.of())).isNaN();
    }

    @Test
    void percentile_ofAShare_isNotExceededByThatShare() {
        List<Double> hundred =
                IntStream.rangeClosed(1, 100).mapToObj(value -> 101.0 - value).toList();

        assertThat(Statistics.percentile(hundred, 0.99)).isEqualTo(99);
        assertThat(Statistics.percentile(hundred, 0.5)).isEqualTo(50);
        assertThat(Statistics.percentile(hundred, 1)).isEqualTo(100);
        assertThat(Statistics.percentile(List.of(7.0), 0)).isEqualTo(7);
        assertThat(Statistics.percentile(List.of(), 0.5)).isNaN();
    }

    @Test
    void median_ofTheFirstFew_ignoresTheRest() {
        assertThat(Statistics.median(new long[] {30, 10, 20, 99, 99}, 3)).isEqualTo(20);
    }

    @Test
    void recall_countsTrueNeighborsAmongTheFirstTen() {
        int[] truth = {1, 2, 3, 4, 5};

        assertThat(Statistics.recall(new int[] {1, 2, 9, 8}, 4, truth, 4)).isEqualTo(0.5);
        assertThat(Statistics.recall(new int[] {5}, 1, truth, 4)).as("beyond k").isZero();
        assertThat(Statistics.recall(new int[] {1, 1, 1, 1}, 4, truth, 4))
                .as("a row counts once")
                .isEqualTo(0.25);
        assertThat(Statistics.recall(new int[] {1, 2, 3, 4}, 2, truth, 4))
                .as("only what was found")
                .isEqualTo(0.5);
        assertThat(Statistics.recall(new int[] {2, 1}, 2, new int[] {1, 2}, 10))
                .as("fewer than k there")
                .isEqualTo(1);
        assertThat(Statistics.recall(new int[0], 0, new int[0], 10)).isEqualTo(1);
    }
}
