package io.vecstore.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.error.InvalidRequestException;
import org.junit.jupiter.api.Test;

class RankedListTest {
    @Test
    void of_unordered_ranksByScoreThenKey() {
        var list = RankedList.of(Source.DENSE, new long[] {9, 3, 1L << 40, 4}, new float[] {0.0f, 0.5f, 0.9f, -0.0f});

        assertThat(list).hasToString("DENSE [1099511627776, 3, 4, 9] [0.9, 0.5, -0.0, 0.0]");
        assertThat(list.key(1)).isEqualTo(1L << 40);
        assertThat(list.score(2)).isEqualTo(0.5f);
    }

    @Test
    void of_laterChangeOfArrays_isNotSeen() {
        long[] keys = {1};
        var list = RankedList.of(Source.DENSE, keys, new float[] {1});
        keys[0] = 2;

        assertThat(list.key(1)).isEqualTo(1);
    }

    @Test
    void of_unusableCandidates_areRefused() {
        assertThatThrownBy(() -> RankedList.of(Source.DENSE, new long[2], new float[1]))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("DENSE has 2 keys, but 1 scores");
        assertThatThrownBy(() -> RankedList.of(Source.LEXICAL, new long[] {7, 7}, new float[2]))
                .hasMessageContaining("key 7 is twice");
        for (float score : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> RankedList.of(Source.LEXICAL, new long[] {7}, new float[] {score}))
                    .hasMessageContaining("key 7")
                    .hasMessageContaining(String.valueOf(score));
        }
    }
}
