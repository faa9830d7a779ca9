package io.vecstore.internal.graph;

import io.vecstore.internal.simd.CodeKernels;

/**
 * Where the parts of a node's block lie. All blocks of a graph have one size:
 *
 * <pre>
 * codes of its neighbors, group after group of {@value CodeKernels#SLOTS} slots ({@link CodeKernels})
 * two float32 factors a slot: of each group first the A of all slots, then the B
 * the neighbors' numbers, int32 a slot, -1 where the slot is free
 * degree int32, of each group a bit for each slot whose neighbor is occluded ({@link NeighborSelection}); up to the next multiple of 64 unused
 * </pre>
 *
 * @param dimension of the rotated vectors, a multiple of 64
 * @param bits of a neighbor's code for each component: 1, 2 or 4
 * @param groups how many groups of slots
 */
record GraphLayout(int dimension, int bits, int groups) {

    static final int SLOTS = CodeKernels.SLOTS;
    /** From the A of a slot to its B, and the length of the numbers of a group. */
    static final int COLUMN_BYTES = SLOTS * Integer.BYTES;

    private static final int LINE_BYTES = 64;

    int slots() {
        return groups * SLOTS;
    }

    int groupBytes() {
        return dimension * bits * Integer.BYTES;
    }

    long codes(int group) {
        return (long) group * groupBytes();
    }

    long factors(int group) {
        return codes(groups) + (long) group * 2 * COLUMN_BYTES;
    }

    long ids(int group) {
        return factors(groups) + (long) group * COLUMN_BYTES;
    }

    long degree() {
        return ids(groups);
    }

    long occluded(int group) {
        return degree() + Integer.BYTES + (long) group * Integer.BYTES;
    }

    /** Bytes of a node's own vector, which lies apart. */
    long vectorBytes() {
        return new ByteCodec(dimension).codeBytes();
    }

    /** Bytes of a block, a multiple of a cache line. */
    long stride() {
        return (occluded(groups) + LINE_BYTES - 1) / LINE_BYTES * LINE_BYTES;
    }
}
