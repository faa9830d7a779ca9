package io.vecstore.internal.simd;

import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** The definition of every kernel over codes. */
public final class ScalarCodeKernels implements CodeKernels {

    private static final int WORD = 32;

    @Override
    public void hadamard(float[] x, int from, int length) {
        for (int half = 1; half < length; half *= 2) {
            for (int i = 0; i < length; i++) {
                if ((i & half) == 0) {
                    float a = x[from + i];
                    float b = x[from + i + half];
                    x[from + i] = a + b;
                    x[from + i + half] = a - b;
                }
            }
        }
    }

    @Override
    public int dot8(MemorySegment a, long aAddress, MemorySegment b, long bAddress, int dimension) {
        int sum = 0;
        for (int i = 0; i < dimension; i++) {
            sum += Memory.view(a).get(Layouts.BYTE, aAddress + i)
                    * Memory.view(b).get(Layouts.BYTE, bAddress + i);
        }
        return sum;
    }

    @Override
    public void coarseDots(MemorySegment a, long[] addresses, int from, int to, short[] query, int[] dots) {
        for (int row = from; row < to; row++) {
            int sum = 0;
            for (int i = 0; i < query.length; i++) {
                sum += Memory.view(a).get(Layouts.BYTE, addresses[row] + i) * query[i];
            }
            dots[row] = sum;
        }
    }

    @Override
    public void widen(MemorySegment bytes, long address, float scale, float[] target, int dimension) {
        for (int i = 0; i < dimension; i++) {
            target[i] = scale * Memory.view(bytes).get(Layouts.BYTE, address + i);
        }
    }

    @Override
    public void quantize(
            float[] residual, float inverseStep, int bits, float[] owner, int[] codes, float[] sums, int dimension) {
        int levels = 1 << bits;
        float center = (levels - 1) / 2f;
        float withResidual = 0;
        float withOwner = 0;
        for (int i = 0; i < dimension; i++) {
            codes[i] = Math.clamp((int) Math.floor(residual[i] * inverseStep + levels / 2f), 0, levels - 1);
            withResidual += (codes[i] - center) * residual[i];
            withOwner += (codes[i] - center) * owner[i];
        }
        sums[0] = withResidual;
        sums[1] = withOwner;
    }

    @Override
    public void store(int[] codes, int bits, MemorySegment group, long address, int slot, int dimension) {
        if (bits == 4) {
            storeNibbles(codes, group, address + (long) slot * Short.BYTES, dimension);
            return;
        }
        long plane = address + (long) slot * Integer.BYTES;
        for (int bit = 0; bit < bits; bit++) {
            for (int i = 0; i < dimension; i += WORD, plane += (long) SLOTS * Integer.BYTES) {
                Memory.setInt(group, plane, word(codes, i, bit));
            }
        }
    }

    private static int word(int[] codes, int from, int bit) {
        int word = 0;
        for (int i = 0; i < WORD; i++) {
            word |= ((codes[from + i] >>> bit) & 1) << i;
        }
        return word;
    }

    static void storeNibbles(int[] codes, MemorySegment group, long address, int dimension) {
        long at = address;
        for (int i = 0; i < dimension; i += 4, at += (long) SLOTS * Short.BYTES) {
            int word = codes[i] | (codes[i + 1] << 4) | (codes[i + 2] << 8) | (codes[i + 3] << 12);
            Memory.view(group).set(Layouts.SHORT, at, (short) word);
        }
    }

    @Override
    public void planeSums(MemorySegment group, long address, int bits, int[] planes, int words, int[] sums) {
        Arrays.fill(sums, 0, SLOTS, 0);
        for (int bit = 0; bit < bits; bit++) {
            for (int word = 0; word < words; word++) {
                long at = address + ((long) bit * words + word) * SLOTS * Integer.BYTES;
                for (int slot = 0; slot < SLOTS; slot++) {
                    int codes = Memory.getInt(group, at + (long) slot * Integer.BYTES);
                    sums[slot] += planeSum(codes, planes, word * QueryPlanes.PLANES) << bit;
                }
            }
        }
    }

    private static int planeSum(int codes, int[] planes, int at) {
        return Integer.bitCount(codes & planes[at])
                + 2 * Integer.bitCount(codes & planes[at + 1])
                + 4 * Integer.bitCount(codes & planes[at + 2])
                - 8 * Integer.bitCount(codes & planes[at + 3]);
    }

    @Override
    public void nibbleSums(MemorySegment group, long address, int[] query, int dimension, int[] sums) {
        Arrays.fill(sums, 0, SLOTS, 0);
        for (int i = 0; i < dimension; i++) {
            for (int slot = 0; slot < SLOTS; slot++) {
                long at = address + (i / 4 * (long) SLOTS + slot) * Short.BYTES;
                int code = (Memory.view(group).get(Layouts.SHORT, at) >>> (i % 4 * 4)) & 15;
                sums[slot] += code * (short) query[i];
            }
        }
    }

    @Override
    public int nibbleDot(MemorySegment codes, long address, short[] query, int dimension) {
        int column = CodeKernels.nibbleColumn(dimension);
        int sum = 0;
        for (int i = 0; i < dimension; i++) {
            int word = Memory.view(codes).get(Layouts.SHORT, address + i / 4 * (long) Short.BYTES);
            sum += ((word >>> (i % 4 * 4)) & 15) * query[i % 4 * column + i / 4];
        }
        return sum;
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
        int below = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            float a = Memory.getFloat(block, factors + (long) slot * Float.BYTES);
            float b = Memory.getFloat(block, factors + (long) (SLOTS + slot) * Float.BYTES);
            estimates[slot] = base + a + b * (scale * sums[slot] - offset);
            below |= estimates[slot] < threshold ? 1 << slot : 0;
        }
        return below;
    }
}
