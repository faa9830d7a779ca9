package io.vecstore.internal.simd;

import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels of {@link ScalarCodeKernels} through the Vector API. Only {@link Kernels} makes one.
 *
 * <p>Loops end by {@code !=} where they turn a few times only: the compiler then leaves them as they are. One that ends by
 * {@code <} it splits into three, of which the first and the last keep all checks and are most of the work
 * (CodeKernelsBenchmark: groups of two bits 38 instead of 50 ns at 384 dimensions).
 */
public final class SimdCodeKernels implements CodeKernels {

    private static final VectorSpecies<Float> FLOATS = SimdSpecies.FLOATS;
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());
    private static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, FLOATS.vectorShape());
    /** A quarter of a vector, so that its bytes widen into one; the narrowest shape has room for two. */
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, FLOATS.vectorBitSize() / 4)));

    /** As many bytes as a vector has 16-bit lanes. */
    private static final VectorSpecies<Byte> HALF_BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 2));

    private static final int COARSE_STEP = SHORTS.length();

    private static final int LANES = FLOATS.length();
    private static final int STEP = FLOATS.vectorByteSize();
    private static final int NIBBLE_CHUNK = 64;

    private static final VectorShuffle<Float> SWAP1 = swap(1);
    private static final VectorShuffle<Float> SWAP2 = swap(2);
    private static final VectorShuffle<Float> SWAP4 = swap(4);
    private static final VectorShuffle<Float> SWAP8 = swap(8);
    private static final FloatVector SIGN1 = sign(1);
    private static final FloatVector SIGN2 = sign(2);
    private static final FloatVector SIGN4 = sign(4);
    private static final FloatVector SIGN8 = sign(8);

    SimdCodeKernels() {}

    private static VectorShuffle<Float> swap(int half) {
        return VectorShuffle.fromOp(FLOATS, i -> (i ^ half) % LANES);
    }

    private static FloatVector sign(int half) {
        float[] signs = new float[LANES];
        for (int i = 0; i < LANES; i++) {
            signs[i] = (i & half) == 0 ? 1 : -1;
        }
        return FloatVector.fromArray(FLOATS, signs, 0);
    }

    @Override
    public void hadamard(float[] x, int from, int length) {
        for (int i = from; i != from + length; i += LANES) {
            withinVector(FloatVector.fromArray(FLOATS, x, i)).intoArray(x, i);
        }
        for (int half = LANES; half < length; half *= 2) {
            for (int block = from; block < from + length; block += 2 * half) {
                for (int i = block; i != block + half; i += LANES) {
                    FloatVector a = FloatVector.fromArray(FLOATS, x, i);
                    FloatVector b = FloatVector.fromArray(FLOATS, x, i + half);
                    a.add(b).intoArray(x, i);
                    a.sub(b).intoArray(x, i + half);
                }
            }
        }
    }

    private static FloatVector withinVector(FloatVector vector) {
        FloatVector v = vector;
        v = v.fma(SIGN1, v.rearrange(SWAP1));
        v = v.fma(SIGN2, v.rearrange(SWAP2));
        if (LANES > 4) {
            v = v.fma(SIGN4, v.rearrange(SWAP4));
        }
        if (LANES > 8) {
            v = v.fma(SIGN8, v.rearrange(SWAP8));
        }
        return v;
    }

    /** Splits 16-bit lanes into their even and odd bytes: products of two fit into 16 bits. */
    @Override
    public int dot8(MemorySegment a, long aAddress, MemorySegment b, long bAddress, int dimension) {
        IntVector high = IntVector.zero(INTS);
        IntVector low = high;
        for (int i = 0; i != dimension; i += STEP) {
            ShortVector x = shorts(a, aAddress + i);
            ShortVector y = shorts(b, bAddress + i);
            ShortVector odd = x.lanewise(VectorOperators.ASHR, 8).mul(y.lanewise(VectorOperators.ASHR, 8));
            IntVector pairs = even(x).mul(even(y)).add(odd).reinterpretAsInts();
            high = high.add(pairs.lanewise(VectorOperators.ASHR, 16));
            low = low.add(pairs.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16));
        }
        return high.add(low).reduceLanes(VectorOperators.ADD);
    }

    private static ShortVector even(ShortVector bytes) {
        return bytes.lanewise(VectorOperators.LSHL, 8).lanewise(VectorOperators.ASHR, 8);
    }

    /**
     * Six products of 127 x 42 fit into 16 bits; then they are added up in 32. They are written out: a loop over so few took
     * 10.8 instead of 6.8 ns at 384 dimensions. All of it is one method: two took 20 ns whenever the inner one was compiled
     * first and was then too big to be inlined (CodeKernelsBenchmark).
     */
    @Override
    public void coarseDots(MemorySegment a, long[] addresses, int from, int to, short[] query, int[] dots) {
        int dimension = query.length;
        int whole = dimension - dimension % (6 * COARSE_STEP);
        for (int row = from; row < to; row++) {
            long address = addresses[row];
            IntVector total = IntVector.zero(INTS);
            int i = 0;
            for (; i != whole; i += 6 * COARSE_STEP) {
                ShortVector even = coarse(a, address, query, i)
                        .add(coarse(a, address, query, i + 2 * COARSE_STEP))
                        .add(coarse(a, address, query, i + 4 * COARSE_STEP));
                ShortVector odd = coarse(a, address, query, i + COARSE_STEP)
                        .add(coarse(a, address, query, i + 3 * COARSE_STEP))
                        .add(coarse(a, address, query, i + 5 * COARSE_STEP));
                total = total.add(pairs(even.add(odd)));
            }
            for (; i != dimension; i += 2 * COARSE_STEP) {
                total = total.add(pairs(coarse(a, address, query, i).add(coarse(a, address, query, i + COARSE_STEP))));
            }
            dots[row] = total.reduceLanes(VectorOperators.ADD);
        }
    }

    /** Products of one vector of 16-bit lanes. */
    private static ShortVector coarse(MemorySegment bytes, long address, short[] query, int i) {
        ByteVector narrow = ByteVector.fromMemorySegment(HALF_BYTES, Memory.view(bytes), address + i, Layouts.ORDER);
        ShortVector wide = (ShortVector) narrow.convertShape(VectorOperators.B2S, SHORTS, 0);
        return wide.mul(ShortVector.fromArray(SHORTS, query, i));
    }

    /** The sums of the two halves of each lane. */
    private static IntVector pairs(ShortVector sums) {
        IntVector both = sums.reinterpretAsInts();
        IntVector low = both.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16);
        return both.lanewise(VectorOperators.ASHR, 16).add(low);
    }

    @Override
    public void widen(MemorySegment bytes, long address, float scale, float[] target, int dimension) {
        for (int i = 0; i != dimension; i += BYTES.length()) {
            ByteVector narrow = ByteVector.fromMemorySegment(BYTES, Memory.view(bytes), address + i, Layouts.ORDER);
            floats(narrow, 0).mul(scale).intoArray(target, i);
            if (BYTES.length() > LANES) {
                floats(narrow, 1).mul(scale).intoArray(target, i + LANES);
            }
        }
    }

    private static FloatVector floats(ByteVector bytes, int part) {
        return (FloatVector) bytes.convertShape(VectorOperators.B2F, FLOATS, part);
    }

    @Override
    public void quantize(
            float[] residual, float inverseStep, int bits, float[] owner, int[] codes, float[] sums, int dimension) {
        float half = 1 << (bits - 1);
        float top = 2 * half - 0.5f;
        FloatVector withResidual = FloatVector.zero(FLOATS);
        FloatVector withOwner = withResidual;
        for (int i = 0; i != dimension; i += LANES) {
            FloatVector r = FloatVector.fromArray(FLOATS, residual, i);
            FloatVector level = r.mul(inverseStep).add(half).max(0).min(top);
            IntVector code = (IntVector) level.convertShape(VectorOperators.F2I, INTS, 0);
            code.intoArray(codes, i);
            FloatVector x = ((FloatVector) code.convertShape(VectorOperators.I2F, FLOATS, 0)).sub(half - 0.5f);
            withResidual = x.fma(r, withResidual);
            withOwner = x.fma(FloatVector.fromArray(FLOATS, owner, i), withOwner);
        }
        sums[0] = withResidual.reduceLanes(VectorOperators.ADD);
        sums[1] = withOwner.reduceLanes(VectorOperators.ADD);
    }

    @Override
    public void store(int[] codes, int bits, MemorySegment group, long address, int slot, int dimension) {
        if (bits == 4) {
            ScalarCodeKernels.storeNibbles(codes, group, address + (long) slot * Short.BYTES, dimension);
            return;
        }
        long low = address + (long) slot * Integer.BYTES;
        long high = low + (long) dimension * Integer.BYTES;
        for (int i = 0; i != dimension; i += SLOTS) {
            long words = words(codes, i);
            Memory.setInt(group, low, (int) words);
            low += (long) SLOTS * Integer.BYTES;
            if (bits == 2) {
                Memory.setInt(group, high, (int) (words >>> Integer.SIZE));
                high += (long) SLOTS * Integer.BYTES;
            }
        }
    }

    /** A word of the low plane, above it that of the high one. */
    private static long words(int[] codes, int from) {
        long low = 0;
        long high = 0;
        for (int i = 0; i < SLOTS; i += LANES) {
            IntVector code = IntVector.fromArray(INTS, codes, from + i);
            low |= code.and(1).compare(VectorOperators.NE, 0).toLong() << i;
            high |= code.and(2).compare(VectorOperators.NE, 0).toLong() << i;
        }
        return high << Integer.SIZE | low;
    }

    @Override
    public void planeSums(MemorySegment group, long address, int bits, int[] planes, int words, int[] sums) {
        for (int lane = 0; lane < SLOTS; lane += 2 * LANES) {
            planePair(group, address + (long) lane * Integer.BYTES, planes, words, sums, lane);
        }
        if (bits == 2) {
            long second = address + (long) words * SLOTS * Integer.BYTES;
            for (int lane = 0; lane < SLOTS; lane += 2 * LANES) {
                addPlanePair(group, second + (long) lane * Integer.BYTES, planes, words, sums, lane);
            }
        }
    }

    /** Twice the sums of the second plane on top of those of the first. */
    private static void addPlanePair(MemorySegment group, long address, int[] planes, int words, int[] sums, int lane) {
        IntVector first0 = IntVector.fromArray(INTS, sums, lane);
        IntVector first1 = IntVector.fromArray(INTS, sums, lane + LANES);
        planePair(group, address, planes, words, sums, lane);
        IntVector second0 = IntVector.fromArray(INTS, sums, lane).lanewise(VectorOperators.LSHL, 1);
        IntVector second1 = IntVector.fromArray(INTS, sums, lane + LANES).lanewise(VectorOperators.LSHL, 1);
        first0.add(second0).intoArray(sums, lane);
        first1.add(second1).intoArray(sums, lane + LANES);
    }

    /** Two vectors of slots at a time, one accumulator for each of them and each plane of the query. */
    private static void planePair(MemorySegment group, long address, int[] planes, int words, int[] sums, int lane) {
        IntVector a0 = IntVector.zero(INTS);
        IntVector a1 = a0;
        IntVector a2 = a0;
        IntVector a3 = a0;
        IntVector b0 = a0;
        IntVector b1 = a0;
        IntVector b2 = a0;
        IntVector b3 = a0;
        long at = address;
        for (int i = 0; i != words * QueryPlanes.PLANES; i += QueryPlanes.PLANES, at += (long) SLOTS * Integer.BYTES) {
            IntVector a = ints(group, at);
            IntVector b = ints(group, at + STEP);
            IntVector q0 = IntVector.broadcast(INTS, planes[i]);
            IntVector q1 = IntVector.broadcast(INTS, planes[i + 1]);
            IntVector q2 = IntVector.broadcast(INTS, planes[i + 2]);
            IntVector q3 = IntVector.broadcast(INTS, planes[i + 3]);
            a0 = a0.add(a.and(q0).lanewise(VectorOperators.BIT_COUNT));
            b0 = b0.add(b.and(q0).lanewise(VectorOperators.BIT_COUNT));
            a1 = a1.add(a.and(q1).lanewise(VectorOperators.BIT_COUNT));
            b1 = b1.add(b.and(q1).lanewise(VectorOperators.BIT_COUNT));
            a2 = a2.add(a.and(q2).lanewise(VectorOperators.BIT_COUNT));
            b2 = b2.add(b.and(q2).lanewise(VectorOperators.BIT_COUNT));
            a3 = a3.add(a.and(q3).lanewise(VectorOperators.BIT_COUNT));
            b3 = b3.add(b.and(q3).lanewise(VectorOperators.BIT_COUNT));
        }
        weighted(a0, a1, a2, a3).intoArray(sums, lane);
        weighted(b0, b1, b2, b3).intoArray(sums, lane + LANES);
    }

    private static IntVector weighted(IntVector p0, IntVector p1, IntVector p2, IntVector p3) {
        return p0.add(p1.lanewise(VectorOperators.LSHL, 1))
                .add(p2.lanewise(VectorOperators.LSHL, 2))
                .sub(p3.lanewise(VectorOperators.LSHL, 3));
    }

    /** Sums of 64 components fit into 16 bits (64 x 15 x 31 = 29,760); then they are added up in 32. */
    @Override
    public void nibbleSums(MemorySegment group, long address, int[] query, int dimension, int[] sums) {
        for (int lane = 0; lane < SLOTS; lane += 2 * LANES) {
            IntVector sum0 = IntVector.zero(INTS);
            IntVector sum1 = sum0;
            long at = address + (long) lane * Short.BYTES;
            for (int i = 0; i < dimension; i += NIBBLE_CHUNK, at += NIBBLE_CHUNK / 4 * (long) SLOTS * Short.BYTES) {
                ShortVector chunk = nibbleChunk(group, at, query, i);
                sum0 = sum0.add(chunk.convertShape(VectorOperators.S2I, INTS, 0));
                sum1 = sum1.add(chunk.convertShape(VectorOperators.S2I, INTS, 1));
            }
            sum0.intoArray(sums, lane);
            sum1.intoArray(sums, lane + LANES);
        }
    }

    private static ShortVector nibbleChunk(MemorySegment group, long address, int[] query, int from) {
        ShortVector sum0 = ShortVector.zero(SHORTS);
        ShortVector sum1 = sum0;
        long at = address;
        for (int i = from; i < from + NIBBLE_CHUNK; i += 4, at += (long) SLOTS * Short.BYTES) {
            ShortVector codes = shorts(group, at);
            sum0 = sum0.add(codes.and((short) 15).mul(both(query[i])));
            sum1 = sum1.add(
                    codes.lanewise(VectorOperators.LSHR, 4).and((short) 15).mul(both(query[i + 1])));
            sum0 = sum0.add(
                    codes.lanewise(VectorOperators.LSHR, 8).and((short) 15).mul(both(query[i + 2])));
            sum1 = sum1.add(codes.lanewise(VectorOperators.LSHR, 12).mul(both(query[i + 3])));
        }
        return sum0.add(sum1);
    }

    private static ShortVector both(int halves) {
        return IntVector.broadcast(INTS, halves).reinterpretAsShorts();
    }

    /** Four products of at most 15 x 127 fit into 16 bits; then they are added up in 32. */
    @Override
    public int nibbleDot(MemorySegment codes, long address, short[] query, int dimension) {
        int column = CodeKernels.nibbleColumn(dimension);
        IntVector high = IntVector.zero(INTS);
        IntVector low = high;
        int words = dimension / 4;
        int i = 0;
        for (; i <= words - SHORTS.length(); i += SHORTS.length()) {
            ShortVector word = shorts(codes, address + (long) i * Short.BYTES);
            IntVector pairs = nibbleProducts(word, query, i, column).reinterpretAsInts();
            high = high.add(pairs.lanewise(VectorOperators.ASHR, 16));
            low = low.add(pairs.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16));
        }
        int tail = 0;
        for (; i < words; i++) {
            int word = Memory.view(codes).get(Layouts.SHORT, address + (long) i * Short.BYTES);
            tail += (word & 15) * query[i]
                    + ((word >>> 4) & 15) * query[column + i]
                    + ((word >>> 8) & 15) * query[2 * column + i]
                    + ((word >>> 12) & 15) * query[3 * column + i];
        }
        return high.add(low).reduceLanes(VectorOperators.ADD) + tail;
    }

    private static ShortVector nibbleProducts(ShortVector word, short[] query, int at, int column) {
        ShortVector first = word.and((short) 15).mul(ShortVector.fromArray(SHORTS, query, at));
        ShortVector second = word.lanewise(VectorOperators.LSHR, 4)
                .and((short) 15)
                .mul(ShortVector.fromArray(SHORTS, query, column + at));
        ShortVector third = word.lanewise(VectorOperators.LSHR, 8)
                .and((short) 15)
                .mul(ShortVector.fromArray(SHORTS, query, 2 * column + at));
        ShortVector fourth =
                word.lanewise(VectorOperators.LSHR, 12).mul(ShortVector.fromArray(SHORTS, query, 3 * column + at));
        return first.add(second).add(third).add(fourth);
    }

    @Override
    public int estimate(
            int[] sums,
            float scale,
            float offset,
            MemorySegment block,
            long factors,
            float base,
            float threshold,
            float[] estimates) {
        long below = 0;
        for (int lane = 0; lane < SLOTS; lane += LANES) {
            long at = factors + (long) lane * Float.BYTES;
            FloatVector sum =
                    (FloatVector) IntVector.fromArray(INTS, sums, lane).convertShape(VectorOperators.I2F, FLOATS, 0);
            FloatVector a = floats(block, at);
            FloatVector b = floats(block, at + (long) SLOTS * Float.BYTES);
            FloatVector estimate = sum.mul(scale).sub(offset).fma(b, a).add(base);
            estimate.intoArray(estimates, lane);
            below |= estimate.compare(VectorOperators.LT, threshold).toLong() << lane;
        }
        return (int) below;
    }

    private static FloatVector floats(MemorySegment segment, long address) {
        return FloatVector.fromMemorySegment(FLOATS, Memory.view(segment), address, Layouts.ORDER);
    }

    private static IntVector ints(MemorySegment segment, long address) {
        return IntVector.fromMemorySegment(INTS, Memory.view(segment), address, Layouts.ORDER);
    }

    private static ShortVector shorts(MemorySegment segment, long address) {
        return ShortVector.fromMemorySegment(SHORTS, Memory.view(segment), address, Layouts.ORDER);
    }
}
