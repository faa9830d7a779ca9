package io.vecstore.internal.simd;

import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels of {@link ScalarKernels} through the Vector API. Each has a main loop over two vectors with an
 * accumulator apiece (over one vector where there are several sums), a tail and a reduction. Only {@link Kernels} makes
 * one, after it has found the module.
 *
 * <p>Sums are kept in float. The rare pair whose sums leave the range of float, where quotients and differences would be
 * NaN or wrong, is given to the definition, which sums in double.
 */
public final class SimdKernels implements VectorKernels {

    private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOATS;
    private static final int LANES = SPECIES.length();
    private static final long STEP = SPECIES.vectorByteSize();
    private static final ScalarKernels DEFINITION = new ScalarKernels();
    /** Below this a sum of squares may have lost small squares to underflow. */
    private static final double SMALLEST_SQUARES = 0x1p-100;

    SimdKernels() {}

    @Override
    public float dot(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension) {
        long x = Memory.address(a, aOffset, (long) dimension * Float.BYTES);
        long y = Memory.address(b, bOffset, (long) dimension * Float.BYTES);
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = sum0;
        int i = 0;
        for (; i <= dimension - 2 * LANES; i += 2 * LANES, x += 2 * STEP, y += 2 * STEP) {
            sum0 = load(a, x).fma(load(b, y), sum0);
            sum1 = load(a, x + STEP).fma(load(b, y + STEP), sum1);
        }
        float tail = 0;
        for (; i < dimension; i++, x += Float.BYTES, y += Float.BYTES) {
            tail = Math.fma(get(a, x), get(b, y), tail);
        }
        float sum = sum0.add(sum1).reduceLanes(VectorOperators.ADD) + tail;
        return Float.isFinite(sum) ? sum : DEFINITION.dot(a, aOffset, b, bOffset, dimension);
    }

    @Override
    public float squaredDistance(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension) {
        long x = Memory.address(a, aOffset, (long) dimension * Float.BYTES);
        long y = Memory.address(b, bOffset, (long) dimension * Float.BYTES);
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = sum0;
        int i = 0;
        for (; i <= dimension - 2 * LANES; i += 2 * LANES, x += 2 * STEP, y += 2 * STEP) {
            FloatVector difference0 = load(a, x).sub(load(b, y));
            FloatVector difference1 = load(a, x + STEP).sub(load(b, y + STEP));
            sum0 = difference0.fma(difference0, sum0);
            sum1 = difference1.fma(difference1, sum1);
        }
        float tail = 0;
        for (; i < dimension; i++, x += Float.BYTES, y += Float.BYTES) {
            float difference = get(a, x) - get(b, y);
            tail = Math.fma(difference, difference, tail);
        }
        return sum0.add(sum1).reduceLanes(VectorOperators.ADD) + tail;
    }

    @Override
    public float cosine(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension) {
        long x = Memory.address(a, aOffset, (long) dimension * Float.BYTES);
        long y = Memory.address(b, bOffset, (long) dimension * Float.BYTES);
        FloatVector ab = FloatVector.zero(SPECIES);
        FloatVector aa = ab;
        FloatVector bb = ab;
        int i = 0;
        for (; i <= dimension - LANES; i += LANES, x += STEP, y += STEP) {
            FloatVector left = load(a, x);
            FloatVector right = load(b, y);
            ab = left.fma(right, ab);
            aa = left.fma(left, aa);
            bb = right.fma(right, bb);
        }
        double abTail = 0;
        double aaTail = 0;
        double bbTail = 0;
        for (; i < dimension; i++, x += Float.BYTES, y += Float.BYTES) {
            double left = get(a, x);
            double right = get(b, y);
            abTail += left * right;
            aaTail += left * left;
            bbTail += right * right;
        }
        double aaSum = sum(aa) + aaTail;
        double bbSum = sum(bb) + bbTail;
        return isPrecise(aaSum) && isPrecise(bbSum)
                ? ScalarKernels.cosine(sum(ab) + abTail, aaSum, bbSum)
                : DEFINITION.cosine(a, aOffset, b, bOffset, dimension);
    }

    @Override
    public float manhattan(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension) {
        long x = Memory.address(a, aOffset, (long) dimension * Float.BYTES);
        long y = Memory.address(b, bOffset, (long) dimension * Float.BYTES);
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = sum0;
        int i = 0;
        for (; i <= dimension - 2 * LANES; i += 2 * LANES, x += 2 * STEP, y += 2 * STEP) {
            sum0 = sum0.add(load(a, x).sub(load(b, y)).abs());
            sum1 = sum1.add(load(a, x + STEP).sub(load(b, y + STEP)).abs());
        }
        float tail = 0;
        for (; i < dimension; i++, x += Float.BYTES, y += Float.BYTES) {
            tail += Math.abs(get(a, x) - get(b, y));
        }
        return sum0.add(sum1).reduceLanes(VectorOperators.ADD) + tail;
    }

    @Override
    public float chebyshev(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension) {
        long x = Memory.address(a, aOffset, (long) dimension * Float.BYTES);
        long y = Memory.address(b, bOffset, (long) dimension * Float.BYTES);
        FloatVector largest0 = FloatVector.zero(SPECIES);
        FloatVector largest1 = largest0;
        int i = 0;
        for (; i <= dimension - 2 * LANES; i += 2 * LANES, x += 2 * STEP, y += 2 * STEP) {
            largest0 = larger(largest0, load(a, x).sub(load(b, y)).abs());
            largest1 = larger(largest1, load(a, x + STEP).sub(load(b, y + STEP)).abs());
        }
        float tail = 0;
        for (; i < dimension; i++, x += Float.BYTES, y += Float.BYTES) {
            tail = Math.max(tail, Math.abs(get(a, x) - get(b, y)));
        }
        return Math.max(larger(largest0, largest1).reduceLanes(VectorOperators.MAX), tail);
    }

    @Override
    public int differing(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension) {
        long x = Memory.address(a, aOffset, (long) dimension * Float.BYTES);
        long y = Memory.address(b, bOffset, (long) dimension * Float.BYTES);
        int count0 = 0;
        int count1 = 0;
        int i = 0;
        for (; i <= dimension - 2 * LANES; i += 2 * LANES, x += 2 * STEP, y += 2 * STEP) {
            count0 += load(a, x).compare(VectorOperators.NE, load(b, y)).trueCount();
            count1 += load(a, x + STEP)
                    .compare(VectorOperators.NE, load(b, y + STEP))
                    .trueCount();
        }
        int tail = 0;
        for (; i < dimension; i++, x += Float.BYTES, y += Float.BYTES) {
            tail += get(a, x) == get(b, y) ? 0 : 1;
        }
        return count0 + count1 + tail;
    }

    @Override
    public float canberra(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension) {
        long x = Memory.address(a, aOffset, (long) dimension * Float.BYTES);
        long y = Memory.address(b, bOffset, (long) dimension * Float.BYTES);
        FloatVector sum = FloatVector.zero(SPECIES);
        FloatVector magnitudes = sum;
        int i = 0;
        for (; i <= dimension - LANES; i += LANES, x += STEP, y += STEP) {
            FloatVector left = load(a, x);
            FloatVector right = load(b, y);
            FloatVector magnitude = left.abs().add(right.abs());
            magnitudes = magnitudes.add(magnitude);
            // the least positive float in place of 0 makes 0 / 0 to 0
            sum = sum.add(left.sub(right).abs().div(magnitude.max(Float.MIN_VALUE)));
        }
        double tail = 0;
        double tailMagnitudes = 0;
        for (; i < dimension; i++, x += Float.BYTES, y += Float.BYTES) {
            float left = get(a, x);
            float right = get(b, y);
            float magnitude = Math.abs(left) + Math.abs(right);
            tailMagnitudes += magnitude;
            tail += Math.abs(left - right) / Math.max(magnitude, Float.MIN_VALUE);
        }
        return Double.isFinite(sum(magnitudes) + tailMagnitudes)
                ? (float) (sum(sum) + tail)
                : DEFINITION.canberra(a, aOffset, b, bOffset, dimension);
    }

    @Override
    public float brayCurtis(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension) {
        long x = Memory.address(a, aOffset, (long) dimension * Float.BYTES);
        long y = Memory.address(b, bOffset, (long) dimension * Float.BYTES);
        FloatVector differences = FloatVector.zero(SPECIES);
        FloatVector sums = differences;
        int i = 0;
        for (; i <= dimension - LANES; i += LANES, x += STEP, y += STEP) {
            FloatVector left = load(a, x);
            FloatVector right = load(b, y);
            differences = differences.add(left.sub(right).abs());
            sums = sums.add(left.add(right).abs());
        }
        double tailDifferences = 0;
        double tailSums = 0;
        for (; i < dimension; i++, x += Float.BYTES, y += Float.BYTES) {
            tailDifferences += Math.abs(get(a, x) - get(b, y));
            tailSums += Math.abs(get(a, x) + get(b, y));
        }
        double difference = sum(differences) + tailDifferences;
        double sum = sum(sums) + tailSums;
        return Double.isFinite(difference + sum)
                ? ScalarKernels.brayCurtis(difference, sum)
                : DEFINITION.brayCurtis(a, aOffset, b, bOffset, dimension);
    }

    @Override
    public float jaccard(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension) {
        long x = Memory.address(a, aOffset, (long) dimension * Float.BYTES);
        long y = Memory.address(b, bOffset, (long) dimension * Float.BYTES);
        FloatVector differences = FloatVector.zero(SPECIES);
        FloatVector magnitudes = differences;
        int i = 0;
        for (; i <= dimension - LANES; i += LANES, x += STEP, y += STEP) {
            FloatVector left = load(a, x);
            FloatVector right = load(b, y);
            differences = differences.add(left.sub(right).abs());
            magnitudes = magnitudes.add(left.abs().add(right.abs()));
        }
        double tailDifferences = 0;
        double tailMagnitudes = 0;
        for (; i < dimension; i++, x += Float.BYTES, y += Float.BYTES) {
            tailDifferences += Math.abs(get(a, x) - get(b, y));
            tailMagnitudes += Math.abs(get(a, x)) + Math.abs(get(b, y));
        }
        double magnitude = sum(magnitudes) + tailMagnitudes;
        return Double.isFinite(magnitude)
                ? ScalarKernels.jaccard(sum(differences) + tailDifferences, magnitude)
                : DEFINITION.jaccard(a, aOffset, b, bOffset, dimension);
    }

    @Override
    public String description() {
        return "simd-" + SPECIES.vectorBitSize() + (Memory.UNCHECKED ? "" : " checked");
    }

    /** The larger of numbers that are neither NaN nor -0, of which {@code FloatVector.max} takes slow care. */
    private static FloatVector larger(FloatVector left, FloatVector right) {
        return left.blend(right, right.compare(VectorOperators.GT, left));
    }

    private static boolean isPrecise(double sumOfSquares) {
        return sumOfSquares > SMALLEST_SQUARES && sumOfSquares < Double.POSITIVE_INFINITY;
    }

    private static double sum(FloatVector vector) {
        return vector.reduceLanes(VectorOperators.ADD);
    }

    private static FloatVector load(MemorySegment segment, long address) {
        return FloatVector.fromMemorySegment(SPECIES, Memory.view(segment), address, Layouts.ORDER);
    }

    private static float get(MemorySegment segment, long address) {
        return Memory.view(segment).get(Layouts.FLOAT, address);
    }
}
