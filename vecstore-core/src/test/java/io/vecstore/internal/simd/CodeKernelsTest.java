package io.vecstore.internal.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vecstore.internal.io.Layouts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chosen kernels over codes equal the scalar definition; run once per kernel choice, as VectorKernelsTest is. */
@Tag("kernels")
class CodeKernelsTest {

    private static final long SEED = 20261125;
    private static final int[] DIMENSIONS = {64, 128, 192, 384, 448, 768, 1024, 1536};

    private final CodeKernels scalar = new ScalarCodeKernels();
    private final CodeKernels chosen = Kernels.codes();
    private final Random random = new Random(SEED);

    @Test
    void codes_underTheFlagsOfThisRun_areAsWideAsTheOtherKernels() {
        assertThat(chosen instanceof SimdCodeKernels)
                .isEqualTo(Kernels.best().description().startsWith("simd-"));
    }

    @Test
    void hadamard_everyLength_equalsTheScalarDefinition() {
        for (int length = 64; length <= 1024; length *= 2) {
            float[] expected = gaussian(length + 10);
            float[] actual = expected.clone();
            scalar.hadamard(expected, 10, length);
            chosen.hadamard(actual, 10, length);
            assertThat(actual).containsExactly(expected, within(1e-3f));
        }
    }

    @Test
    void hadamard_twice_isTheIdentityTimesTheLength() {
        float[] vector = gaussian(256);
        float[] twice = vector.clone();
        chosen.hadamard(twice, 0, 256);
        chosen.hadamard(twice, 0, 256);
        for (int i = 0; i < 256; i++) {
            assertThat(twice[i] / 256).isCloseTo(vector[i], within(1e-4f));
        }
    }

    @Test
    void dot8_extremeAndRandomBytes_equalsTheScalarDefinition() {
        for (int dimension : DIMENSIONS) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment a = bytes(arena, dimension, 127);
                MemorySegment b = bytes(arena, dimension, -127);
                assertThat(dot8(chosen, a, b, dimension)).isEqualTo(-127 * 127 * dimension);
                MemorySegment c = randomBytes(arena, dimension);
                MemorySegment d = randomBytes(arena, dimension);
                assertThat(dot8(chosen, c, d, dimension)).isEqualTo(dot8(scalar, c, d, dimension));
            }
        }
    }

    @Test
    void coarseDots_extremeAndRandomBytes_equalTheScalarDefinition() {
        for (int dimension : DIMENSIONS) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment rows = arena.allocate(3L * dimension);
                rows.asSlice(0, dimension).copyFrom(bytes(arena, dimension, -127));
                rows.asSlice(dimension, 2L * dimension).copyFrom(randomBytes(arena, 2 * dimension));
                short[] extreme = new short[dimension];
                Arrays.fill(extreme, (short) CodeKernels.COARSE_MAX);
                assertThat(coarseDots(chosen, rows, extreme)[1]).isEqualTo(-127 * CodeKernels.COARSE_MAX * dimension);
                short[] query = new short[dimension];
                for (int i = 0; i < dimension; i++) {
                    query[i] = (short) random.nextInt(-CodeKernels.COARSE_MAX, CodeKernels.COARSE_MAX + 1);
                }
                assertThat(coarseDots(chosen, rows, query)).containsExactly(coarseDots(scalar, rows, query));
            }
        }
    }

    /** Of the three rows the last, the first, the second, leaving out what lies before {@code from}. */
    private static int[] coarseDots(CodeKernels kernels, MemorySegment rows, short[] query) {
        long first = Memory.address(rows, 0, rows.byteSize());
        int[] dots = {7, 7, 7, 7};
        long[] addresses = {-1, first, first + 2L * query.length, first + query.length};
        kernels.coarseDots(rows, addresses, 1, dots.length, query, dots);
        assertThat(dots[0]).isEqualTo(7);
        return dots;
    }

    @Test
    void widen_everyDimension_equalsTheScalarDefinition() {
        for (int dimension : DIMENSIONS) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment bytes = randomBytes(arena, dimension);
                float[] expected = new float[dimension];
                float[] actual = new float[dimension];
                long address = Memory.address(bytes, 0, dimension);
                scalar.widen(bytes, address, 0.25f, expected, dimension);
                chosen.widen(bytes, address, 0.25f, actual, dimension);
                assertThat(actual).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void quantize_everyDimension_equalsTheScalarDefinition(int bits) {
        for (int dimension : DIMENSIONS) {
            float[] residual = gaussian(dimension);
            float[] owner = gaussian(dimension);
            int[] expected = new int[dimension];
            int[] actual = new int[dimension];
            float[] expectedSums = new float[2];
            float[] actualSums = new float[2];
            scalar.quantize(residual, 2.9f, bits, owner, expected, expectedSums, dimension);
            chosen.quantize(residual, 2.9f, bits, owner, actual, actualSums, dimension);
            assertThat(actual).isEqualTo(expected);
            assertThat(actualSums).containsExactly(expectedSums, within(dimension * 1e-4f));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void sums_ofStoredCodes_equalTheDefinitionForEverySlot(int bits) {
        for (int dimension : DIMENSIONS) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment group = arena.allocate((long) dimension * bits * Integer.BYTES, 64);
                long address = Memory.address(group, 0, group.byteSize());
                int[][] codes = new int[CodeKernels.SLOTS][];
                for (int slot = 0; slot < CodeKernels.SLOTS; slot++) {
                    codes[slot] = random.ints(dimension, 0, 1 << bits).toArray();
                    chosen.store(codes[slot], bits, group, address, slot, dimension);
                }
                QueryPlanes query = new QueryPlanes(dimension, bits);
                query.set(gaussian(dimension));
                int[] expected = sums(scalar, group, address, query);
                int[] actual = sums(chosen, group, address, query);
                assertThat(actual).isEqualTo(expected);
                for (int slot = 0; slot < CodeKernels.SLOTS; slot++) {
                    assertThat(actual[slot]).isEqualTo(definition(codes[slot], query));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void queryPlanes_randomQuery_approximateItsProducts(int bits) {
        int dimension = 384;
        float[] vector = gaussian(dimension);
        QueryPlanes query = new QueryPlanes(dimension, bits);
        query.set(vector);
        int[] codes = random.ints(dimension, 0, 1 << bits).toArray();
        double exact = 0;
        double lengthOfX = 0;
        for (int i = 0; i < dimension; i++) {
            double x = codes[i] - ((1 << bits) - 1) / 2.0;
            exact += x * vector[i];
            lengthOfX += x * x;
        }
        double estimate = query.scale() * definition(codes, query) - query.offset();
        // a component is off by at most half a step, which 4 planes make a fifteenth of the largest component
        double step = bits == 4 ? 1 / 31.0 : 1 / 7.5;
        assertThat(estimate).isCloseTo(exact, within(4 * step * Math.sqrt(lengthOfX)));
    }

    @Test
    void nibbleDot_everyDimension_equalsTheDefinition() {
        for (int dimension : DIMENSIONS) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment codes = arena.allocate(dimension / 2, 64);
                int column = CodeKernels.nibbleColumn(dimension);
                short[] query = new short[4 * column];
                int expected = 0;
                for (int i = 0; i < dimension; i++) {
                    int code = i < 64 ? 15 : random.nextInt(16);
                    int value = i < 64 ? -127 : random.nextInt(-127, 128);
                    long at = i / 4 * 2L;
                    int word = codes.get(Layouts.SHORT, at) | (code << (i % 4 * 4));
                    codes.set(Layouts.SHORT, at, (short) word);
                    query[i % 4 * column + i / 4] = (short) value;
                    expected += code * value;
                }
                long address = Memory.address(codes, 0, codes.byteSize());
                assertThat(scalar.nibbleDot(codes, address, query, dimension)).isEqualTo(expected);
                assertThat(chosen.nibbleDot(codes, address, query, dimension)).isEqualTo(expected);
            }
        }
    }

    @Test
    void estimate_randomFactors_equalsTheScalarDefinitionAndMarksWhatIsBelow() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment factors = arena.allocate(2L * CodeKernels.SLOTS * Float.BYTES, 64);
            for (int i = 0; i < 2 * CodeKernels.SLOTS; i++) {
                factors.set(Layouts.FLOAT, (long) i * Float.BYTES, (float) random.nextGaussian());
            }
            int[] sums = random.ints(CodeKernels.SLOTS, -500, 500).toArray();
            long address = Memory.address(factors, 0, factors.byteSize());
            float[] expected = new float[CodeKernels.SLOTS];
            float[] actual = new float[CodeKernels.SLOTS];
            int expectedBelow = scalar.estimate(sums, 0.01f, 0.5f, factors, address, 1.5f, 1, expected);
            int below = chosen.estimate(sums, 0.01f, 0.5f, factors, address, 1.5f, 1, actual);
            assertThat(actual).containsExactly(expected, within(1e-4f));
            assertThat(below).isEqualTo(expectedBelow).isNotZero().isNotEqualTo(-1);
        }
    }

    private static int dot8(CodeKernels kernels, MemorySegment a, MemorySegment b, int dimension) {
        return kernels.dot8(a, Memory.address(a, 0, dimension), b, Memory.address(b, 0, dimension), dimension);
    }

    private static int[] sums(CodeKernels kernels, MemorySegment group, long address, QueryPlanes query) {
        int[] sums = new int[CodeKernels.SLOTS];
        if (query.bits() == 4) {
            kernels.nibbleSums(group, address, query.values(), query.dimension(), sums);
        } else {
            kernels.planeSums(group, address, query.bits(), query.values(), query.dimension() / 32, sums);
        }
        return sums;
    }

    /** {@code sum code_i q_i} with q_i put together from the planes. */
    private static int definition(int[] codes, QueryPlanes query) {
        int sum = 0;
        for (int i = 0; i < codes.length; i++) {
            sum += codes[i] * component(query, i);
        }
        return sum;
    }

    private static int component(QueryPlanes query, int i) {
        if (query.bits() == 4) {
            return (short) query.values()[i];
        }
        int value = 0;
        for (int plane = 0; plane < QueryPlanes.PLANES; plane++) {
            int bit = (query.values()[i / 32 * QueryPlanes.PLANES + plane] >>> (i % 32)) & 1;
            value += bit * (plane == QueryPlanes.PLANES - 1 ? -8 : 1 << plane);
        }
        return value;
    }

    private float[] gaussian(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private MemorySegment randomBytes(Arena arena, int dimension) {
        MemorySegment bytes = arena.allocate(dimension, 64);
        for (int i = 0; i < dimension; i++) {
            bytes.set(Layouts.BYTE, i, (byte) random.nextInt(-127, 128));
        }
        return bytes;
    }

    private static MemorySegment bytes(Arena arena, int dimension, int value) {
        return arena.allocate(dimension, 64).fill((byte) value);
    }
}
