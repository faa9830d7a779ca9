package io.vecstore.internal.simd;

import java.lang.foreign.MemorySegment;

/**
 * Arithmetic over quantized vectors: bytes, and codes of 1, 2 or 4 bits a component of {@value #SLOTS} vectors at once.
 * Dimensions are multiples of 64; addresses come from {@link Memory#address}.
 *
 * <p>A group holds the codes of {@value #SLOTS} vectors transposed, so that one load brings the same components of many
 * of them. With 1 and 2 bits it is made of planes (low bits first), a plane of one 32-bit word for every 32 components
 * and slot: word {@code w} of slot {@code s} at {@code 4 * (32 w + s)}, component {@code 32 w + i} in its bit i. With 4
 * bits it is made of 16-bit words of four components each: word {@code w} of slot {@code s} at {@code 2 * (32 w + s)},
 * lowest bits first.
 */
public sealed interface CodeKernels permits ScalarCodeKernels, SimdCodeKernels {

    /** How many vectors are scored at once. */
    int SLOTS = 32;

    /** The unnormalised Hadamard transform of {@code length} components, a power of two from 64 on, in place. */
    void hadamard(float[] x, int from, int length);

    /** {@code sum a_i b_i} over bytes within -127 and 127. */
    int dot8(MemorySegment a, long aAddress, MemorySegment b, long bAddress, int dimension);

    /** The largest magnitude of the components of a coarse query: sums of six products with bytes fit into 16 bits. */
    int COARSE_MAX = 42;

    /**
     * {@code dots_j = sum a_i q_i} over the bytes at {@code addresses_j}, within -127 and 127, for j from {@code from} to
     * {@code to - 1}.
     *
     * @param query within {@value #COARSE_MAX} of 0; as many bytes are read
     */
    void coarseDots(MemorySegment a, long[] addresses, int from, int to, short[] query, int[] dots);

    /** {@code target_i = scale * bytes_i}. */
    void widen(MemorySegment bytes, long address, float scale, float[] target, int dimension);

    /**
     * Quantizes a residual to {@code bits} bits a component: {@code code = clamp(floor(r / step + 2^(bits-1)))}, which
     * stands for {@code x = code - (2^bits - 1) / 2}.
     *
     * @param sums receives {@code <x, residual>}, {@code <x, owner>}
     */
    void quantize(
            float[] residual, float inverseStep, int bits, float[] owner, int[] codes, float[] sums, int dimension);

    /** Puts codes into a slot of a group. */
    void store(int[] codes, int bits, MemorySegment group, long address, int slot, int dimension);

    /** For every slot of a group of 1- or 2-bit codes {@code sum code_i q_i}; q as {@link QueryPlanes} keeps it. */
    void planeSums(MemorySegment group, long address, int bits, int[] planes, int words, int[] sums);

    /** For every slot of a group of 4-bit codes {@code sum code_i q_i}; q_i within -31 and 31, in both halves of an int. */
    void nibbleSums(MemorySegment group, long address, int[] query, int dimension, int[] sums);

    /**
     * {@code sum code_i q_i} over the 4-bit codes of one vector, four components in a 16-bit word, lowest bits first.
     *
     * @param query within -127 and 127: component {@code 4 i + j} at {@code j * nibbleColumn(dimension) + i}
     */
    int nibbleDot(MemorySegment codes, long address, short[] query, int dimension);

    /** From one column of a {@link #nibbleDot} query to the next: whole vectors, what is left over is 0. */
    static int nibbleColumn(int dimension) {
        return (dimension / 4 + SLOTS - 1) / SLOTS * SLOTS;
    }

    /**
     * Turns sums into estimates: {@code estimate = base + A + B * (scale * sum - offset)}, with A and B of each slot at
     * {@code factors} and {@code factors + 128}.
     *
     * @return a bit for each slot whose estimate is below {@code threshold}
     */
    int estimate(
            int[] sums,
            float scale,
            float offset,
            MemorySegment block,
            long factors,
            float base,
            float threshold,
            float[] estimates);
}
