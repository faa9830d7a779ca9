package io.vecstore.bench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticDataTest {

    @Test
    void parse_withoutSeed_takesTheDefault() {
        assertThat(SyntheticSpec.parse("uniform:1000:64"))
                .isEqualTo(new SyntheticSpec(SyntheticSpec.Kind.UNIFORM, 1000, 64, SyntheticSpec.DEFAULT_SEED));
        assertThat(SyntheticSpec.parse("synthetic:100:2:7").seed()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "synthetic", "synthetic:10", "x:1000:64", "synthetic:99:64", "ood:1000:1", "ood:a:b"})
    void parse_anythingElse_saysWhatIsAllowed(String text) {
        assertThatThrownBy(() -> SyntheticSpec.parse(text))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("synthetic:N:DIM");
    }

    @ParameterizedTest
    @EnumSource
    void base_anyKind_isUnitAndReproducible(SyntheticSpec.Kind kind) {
        SyntheticSpec spec = new SyntheticSpec(kind, 100, 48, 5);

        float[] row = new SyntheticData(spec).base(17);

        assertThat(dot(row, row)).isCloseTo(1, within(1e-5));
        assertThat(new SyntheticData(spec).base(17)).containsExactly(row);
        assertThat(new SyntheticData(spec).base(18)).isNotEqualTo(row);
        assertThat(new SyntheticData(new SyntheticSpec(kind, 100, 48, 6)).base(17))
                .isNotEqualTo(row);
    }

    @Test
    void base_neighboringRows_shareNoNumbers() {
        SyntheticData data = new SyntheticData(new SyntheticSpec(SyntheticSpec.Kind.UNIFORM, 100, 512, 5));

        float[] row = data.base(10);
        float[] shifted = new float[512];
        System.arraycopy(data.base(11), 0, shifted, 1, 511);

        assertThat(Math.abs(dot(row, data.base(11)))).isLessThan(0.2);
        assertThat(Math.abs(dot(row, shifted))).isLessThan(0.2);
    }

    @Test
    void query_outOfDistribution_liesMostlyOutsideOfTheSubspaceOfTheBase() {
        SyntheticSpec in = new SyntheticSpec(SyntheticSpec.Kind.SYNTHETIC, 400, 256, 5);
        SyntheticSpec out = new SyntheticSpec(SyntheticSpec.Kind.OOD, 400, 256, 5);

        assertThat(meanNearest(new SyntheticData(out))).isLessThan(0.7 * meanNearest(new SyntheticData(in)));
    }

    /** The mean over 20 queries of the largest cosine to 400 base vectors. */
    private static double meanNearest(SyntheticData data) {
        double sum = 0;
        for (int query = 0; query < 20; query++) {
            double best = -1;
            for (int row = 0; row < 400; row++) {
                best = Math.max(best, dot(data.query(query), data.base(row)));
            }
            sum += best;
        }
        return sum / 20;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
