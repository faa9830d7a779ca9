package io.vecstore.embeddings.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TokenPoolingTest {
    @Test
    void normalize_partOfAnArray_leavesTheRest() {
        float[] values = {3, 4, 3, 4, 3, 4};

        assertThat(TokenPooling.normalize(values, 2, 2)).isTrue();
        assertThat(values).containsExactly(3, 4, 0.6f, 0.8f, 3, 4);
    }

    @Test
    void normalize_zeroOrNotFinite_isRefused() {
        assertThat(TokenPooling.normalize(new float[3], 0, 3)).isFalse();
        assertThat(TokenPooling.normalize(new float[] {1, Float.NaN}, 0, 2)).isFalse();
        assertThat(TokenPooling.normalize(new float[] {1, Float.POSITIVE_INFINITY}, 0, 2))
                .isFalse();
    }

    @Test
    void normalize_tinyAndHugeVectors_stayAccurate() {
        float[] tiny = {3e-30f, 4e-30f};
        float[] huge = {3e30f, 4e30f};

        assertThat(TokenPooling.normalize(tiny, 0, 2)).isTrue();
        assertThat(TokenPooling.normalize(huge, 0, 2)).isTrue();
        assertThat(tiny).containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
        assertThat(huge).containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
    }
}
