package io.vecstore.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.Metric;
import io.vecstore.Quantizer;
import io.vecstore.internal.io.Layouts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntrinsicDimensionTest {

    private static final long SEED = 20261125;
    private static final int DIMENSION = 64;

    /** Uniform in a cube of few dimensions, rotated into many: of 4,000 vectors the 160 nearest are near its border. */
    @ParameterizedTest
    @CsvSource({"2, 1.5, 3.2", "6, 4, 8", "12, 7, 15"})
    void estimate_ofACubeInASpaceOfMoreDimensions_isAboutThatOfTheCube(int cube, float least, float most) {
        Random random = new Random(SEED);
        double[][] axes = new double[cube][DIMENSION];
        for (double[] axis : axes) {
            IntStream.range(0, DIMENSION).forEach(i -> axis[i] = random.nextGaussian());
        }
        float estimate = estimate(4_000, target -> {
            for (double[] axis : axes) {
                double along = random.nextDouble();
                IntStream.range(0, DIMENSION).forEach(i -> target[i] += (float) (along * axis[i]));
            }
        });
        assertThat(estimate).isBetween(least, most);
    }

    @Test
    void estimate_ofFewVectors_isUnknown() {
        Random random = new Random(SEED);
        float estimate = estimate(600, target -> target[0] = random.nextFloat());
        assertThat(estimate).isEqualTo(IntrinsicDimension.UNKNOWN);
    }

    @Test
    void estimate_ofCopies_isUnknown() {
        assertThat(estimate(1_000, target -> target[0] = 1)).isEqualTo(IntrinsicDimension.UNKNOWN);
    }

    private interface Fill {
        void fill(float[] zeros);
    }

    private static float estimate(int count, Fill fill) {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate((long) count * DIMENSION * Float.BYTES, 64);
            for (int i = 0; i < count; i++) {
                float[] vector = new float[DIMENSION];
                fill.fill(vector);
                MemorySegment.copy(vector, 0, memory, Layouts.FLOAT, (long) i * DIMENSION * Float.BYTES, vector.length);
            }
            GraphParameters parameters =
                    new GraphParameters(Metric.EUCLIDEAN, DIMENSION, 16, 40, new Quantizer.Inlined(4));
            GraphInput input = new GraphInput(
                    null, new Rows(memory), IntStream.range(0, count).toArray());
            return new GraphMerger(parameters, List.of(input), 1, () -> false)
                    .merge(arena)
                    .guide()
                    .intrinsicDimension();
        }
    }

    private record Rows(MemorySegment memory) implements VectorSource {
        @Override
        public boolean isPresent(int row) {
            return true;
        }

        @Override
        public MemorySegment segment(int row) {
            return memory;
        }

        @Override
        public long offset(int row) {
            return (long) row * DIMENSION * Float.BYTES;
        }
    }
}
