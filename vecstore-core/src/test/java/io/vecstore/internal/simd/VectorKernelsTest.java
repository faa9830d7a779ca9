package io.vecstore.internal.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vecstore.internal.io.Layouts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The chosen kernels equal the scalar definition. The build runs this class once per kernel choice;
 * {@code vecstore.expected.kernels} is a pattern of what must have been chosen.
 */
@Tag("kernels")
class VectorKernelsTest {

    private static final long SEED = 20261120;
    private static final int[] DIMENSIONS = IntStream.concat(
                    IntStream.rangeClosed(0, 130), IntStream.of(255, 256, 257, 384, 768, 1021, 1024, 1536))
            .toArray();

    private final VectorKernels scalar = new ScalarKernels();
    private final VectorKernels chosen = Kernels.best();

    private interface Kernel {
        float apply(VectorKernels kernels, MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension);
    }

    @Test
    void best_underTheFlagsOfThisRun_isWhatTheBuildExpects() {
        String expected = System.getProperty("vecstore.expected.kernels", "simd-[0-9]+");
        assertThat(chosen.description()).matches(expected);
        assertThat(Memory.UNCHECKED).isEqualTo(!expected.contains("checked"));
    }

    @Test
    void dot_everyDimension_equalsTheScalarDefinition() {
        assertEqual(VectorKernels::dot, 1);
    }

    @Test
    void squaredDistance_everyDimension_equalsTheScalarDefinition() {
        assertEqual(VectorKernels::squaredDistance, 4);
    }

    @Test
    void cosine_everyDimension_equalsTheScalarDefinition() {
        assertEqual(VectorKernels::cosine, 1);
    }

    @Test
    void manhattan_everyDimension_equalsTheScalarDefinition() {
        assertEqual(VectorKernels::manhattan, 2);
    }

    @Test
    void chebyshev_everyDimension_equalsTheScalarDefinition() {
        assertEqual(VectorKernels::chebyshev, 0);
    }

    @Test
    void differing_everyDimension_equalsTheScalarDefinition() {
        assertEqual(VectorKernels::differing, 0);
    }

    @Test
    void canberra_everyDimension_equalsTheScalarDefinition() {
        assertEqual(VectorKernels::canberra, 1);
    }

    @Test
    void brayCurtis_everyDimension_equalsTheScalarDefinition() {
        assertEqual(VectorKernels::brayCurtis, 2);
    }

    @Test
    void jaccard_everyDimension_equalsTheScalarDefinition() {
        assertEqual(VectorKernels::jaccard, 1);
    }

    @Test
    void norm_knownVector_isItsLength() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment vector = floats(arena, 3, -4);
            assertThat(chosen.norm(vector, 0, 2)).isEqualTo(5);
        }
    }

    @Test
    void cosine_zeroVector_isZero() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment zero = arena.allocate(64 * Float.BYTES);
            MemorySegment ones = floats(arena, new float[64]);
            ones.fill((byte) 0x3f);
            assertThat(chosen.cosine(zero, 0, ones, 0, 64)).isZero();
            assertThat(chosen.cosine(zero, 0, zero, 0, 64)).isZero();
            assertThat(chosen.cosine(ones, 0, ones, 0, 64)).isEqualTo(1, within(1e-6f));
        }
    }

    @Test
    void dot_pastTheEndOfASegment_isRefused() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment vector = arena.allocate(64);
            assertThatThrownBy(() -> chosen.dot(vector, 4, vector, 0, 16))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    private void assertEqual(Kernel kernel, float magnitude) {
        Random random = new Random(SEED);
        try (Arena arena = Arena.ofConfined()) {
            for (int dimension : DIMENSIONS) {
                // offsets that are multiples of nothing: rows of a mapped file have any alignment
                MemorySegment a = random(arena, random, dimension, 3);
                MemorySegment b = random(arena, random, dimension, 5);
                float expected = kernel.apply(scalar, a, 3, b, 5, dimension);
                float tolerance = 1e-6f * magnitude * Math.max(1, dimension);
                assertThat(kernel.apply(chosen, a, 3, b, 5, dimension))
                        .as("dimension %d, seed %d", dimension, SEED)
                        .isEqualTo(expected, within(tolerance));
            }
        }
    }

    private static MemorySegment random(Arena arena, Random random, int dimension, long offset) {
        MemorySegment vector = arena.allocate(offset + (long) dimension * Float.BYTES);
        for (int i = 0; i < dimension; i++) {
            float value = random.nextInt(4) == 0 ? random.nextInt(3) - 1 : random.nextFloat() * 2 - 1;
            vector.set(Layouts.FLOAT, offset + (long) i * Float.BYTES, value);
        }
        return vector;
    }

    private static MemorySegment floats(Arena arena, float... values) {
        return arena.allocateFrom(Layouts.FLOAT, values);
    }
}
