package io.vecstore.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.error.InvalidRequestException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FusionTest {
    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
    void weightedMinMax_alphaOutside_isRefused(double alpha) {
        assertThatThrownBy(() -> new Fusion.WeightedMinMax(alpha))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(String.valueOf(alpha));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1_000_001, Double.NaN})
    void reciprocalRank_weightOutside_isRefused(double weight) {
        assertThatThrownBy(() -> new Fusion.ReciprocalRank(60, Map.of(Source.LEXICAL, weight)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("LEXICAL")
                .hasMessageContaining(String.valueOf(weight));
    }

    @Test
    void reciprocalRank_rankConstantBelowOne_isRefused() {
        assertThatThrownBy(() -> new Fusion.ReciprocalRank(0, Map.of())).hasMessageContaining("at least 1, not 0");
    }

    @Test
    void defaults_areThoseDocumented() {
        assertThat(Fusion.standard()).isEqualTo(new Fusion.WeightedMinMax(0.6));
        assertThat(Fusion.reciprocalRank()).isEqualTo(new Fusion.ReciprocalRank(60, Map.of()));
    }
}
