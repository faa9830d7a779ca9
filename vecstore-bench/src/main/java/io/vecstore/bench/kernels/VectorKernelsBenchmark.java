package io.vecstore.bench.kernels;

import io.vecstore.internal.simd.Kernels;
import io.vecstore.internal.simd.VectorKernels;
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
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The float32 kernels on rows that fit the cache: one query against {@value #ROWS} rows, nanoseconds a row. After
 * {@code ./bench --help} has built the module:
 *
 * <pre>java -cp vecstore-bench/target/bench.jar org.openjdk.jmh.Main VectorKernelsBenchmark</pre>
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
public class VectorKernelsBenchmark {

    static final int ROWS = 64;

    private static final VectorKernels KERNELS = Kernels.best();
    private static final long ALIGNMENT = 64;

    @Param({"128", "384", "768"})
    int dimension;

    private final Arena arena = Arena.ofConfined();
    private MemorySegment query = MemorySegment.NULL;
    private MemorySegment rows = MemorySegment.NULL;

    /** Fills the rows with numbers between -1 and 1. */
    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(42);
        query = random(random, dimension);
        rows = random(random, ROWS * dimension);
    }

    private MemorySegment random(SplittableRandom random, int count) {
        MemorySegment segment = arena.allocate((long) count * Float.BYTES, ALIGNMENT);
        for (int i = 0; i < count; i++) {
            segment.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextDouble(-1, 1));
        }
        return segment;
    }

    /** Frees the memory. */
    @TearDown
    public void free() {
        arena.close();
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public float dot() {
        float sum = 0;
        for (int row = 0; row < ROWS; row++) {
            sum += KERNELS.dot(query, 0, rows, offset(row), dimension);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public float squaredDistance() {
        float sum = 0;
        for (int row = 0; row < ROWS; row++) {
            sum += KERNELS.squaredDistance(query, 0, rows, offset(row), dimension);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public float cosine() {
        float sum = 0;
        for (int row = 0; row < ROWS; row++) {
            sum += KERNELS.cosine(query, 0, rows, offset(row), dimension);
        }
        return sum;
    }

    private long offset(int row) {
        return (long) row * dimension * Float.BYTES;
    }
}
