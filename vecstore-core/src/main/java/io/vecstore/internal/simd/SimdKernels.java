package io.vecstore.internal.simd;

import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels of {@link ScalarKernels} through the Vector API. Each has a main loop over two vectors with an
 * accumulator apiece, a tail and a reduction. Only {@link Kernels} makes one, after it has found the module.
 */
public final class SimdKernels implements VectorKernels {

    private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOATS;
    private static final int LANES = SPECIES.length();
    private static final long STEP = SPECIES.vectorByteSize();

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
        return sum0.add(sum1).reduceLanes(VectorOperators.ADD) + tail;
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
        return ScalarKernels.cosine(sum(ab) + abTail, sum(aa) + aaTail, sum(bb) + bbTail);
    }

    @Override
    public String description() {
        return "simd-" + SPECIES.vectorBitSize() + (Memory.UNCHECKED ? "" : " checked");
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
