package io.vecstore.bench.kernels;

import io.vecstore.internal.simd.CodeKernels;
import io.vecstore.internal.simd.Kernels;
import io.vecstore.internal.simd.Memory;
import io.vecstore.internal.simd.QueryPlanes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The kernels over codes, on memory that fits the cache: nanoseconds for a group of {@value CodeKernels#SLOTS} codes, or
 * for one vector of int8 or 4-bit codes. After {@code ./bench --help} has built the module:
 *
 * <pre>java -cp vecstore-bench/target/bench.jar org.openjdk.jmh.Main CodeKernelsBenchmark</pre>
 *
 * <p>with a JDK 25; add {@code -jvmArgsAppend -Dvecstore.simd=256} (128, 512, scalar) for another width.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
public class CodeKernelsBenchmark {

    private static final CodeKernels KERNELS = Kernels.codes();

    @Param({"128", "384", "768"})
    int dimension;

    private final Arena arena = Arena.ofConfined();
    private final int[] sums = new int[CodeKernels.SLOTS];
    private final float[] rotated = new float[1024];
    private MemorySegment codes = MemorySegment.NULL;
    private MemorySegment query = MemorySegment.NULL;
    private long codesAddress;
    private long queryAddress;
    private QueryPlanes planes = new QueryPlanes(64, 1);
    private QueryPlanes nibbles = new QueryPlanes(64, 4);
    private short[] shorts = new short[0];
    private short[] coarse = new short[0];
    private long[] addresses = new long[0];

    /** Fills codes and query at random. */
    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(42);
        codes = bytes(random, dimension * 4L * Integer.BYTES);
        query = bytes(random, dimension);
        codesAddress = Memory.address(codes, 0, codes.byteSize());
        queryAddress = Memory.address(query, 0, query.byteSize());
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) random.nextDouble(-1, 1);
        }
        planes = new QueryPlanes(dimension, 2);
        planes.set(vector);
        nibbles = new QueryPlanes(dimension, 4);
        nibbles.set(vector);
        shorts = new short[4 * CodeKernels.nibbleColumn(dimension)];
        for (int i = 0; i < shorts.length; i++) {
            shorts[i] = (short) random.nextInt(-127, 128);
        }
        addresses = new long[] {codesAddress};
        coarse = new short[dimension];
        for (int i = 0; i < dimension; i++) {
            coarse[i] = (short) random.nextInt(-CodeKernels.COARSE_MAX, CodeKernels.COARSE_MAX + 1);
        }
    }

    private MemorySegment bytes(SplittableRandom random, long count) {
        MemorySegment segment = arena.allocate(count, 64);
        for (long i = 0; i < count; i++) {
            segment.set(ValueLayout.JAVA_BYTE, i, (byte) random.nextInt(-127, 128));
        }
        return segment;
    }

    /** Frees the memory. */
    @TearDown
    public void free() {
        arena.close();
    }

    @Benchmark
    public int[] groupOf1Bit() {
        KERNELS.planeSums(codes, codesAddress, 1, planes.values(), dimension / 32, sums);
        return sums;
    }

    @Benchmark
    public int[] groupOf2Bits() {
        KERNELS.planeSums(codes, codesAddress, 2, planes.values(), dimension / 32, sums);
        return sums;
    }

    @Benchmark
    public int[] groupOf4Bits() {
        KERNELS.nibbleSums(codes, codesAddress, nibbles.values(), dimension, sums);
        return sums;
    }

    @Benchmark
    public int[] vectorOfBytesByACoarseQuery() {
        KERNELS.coarseDots(codes, addresses, 0, 1, coarse, sums);
        return sums;
    }

    @Benchmark
    public int vectorOfBytes() {
        return KERNELS.dot8(query, queryAddress, codes, codesAddress, dimension);
    }

    @Benchmark
    public int vectorOf4Bits() {
        return KERNELS.nibbleDot(codes, codesAddress, shorts, dimension);
    }

    @Benchmark
    public float[] hadamard() {
        KERNELS.hadamard(rotated, 0, Integer.highestOneBit(dimension));
        return rotated;
    }
}
