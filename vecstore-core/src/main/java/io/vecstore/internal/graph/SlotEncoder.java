package io.vecstore.internal.graph;

import io.vecstore.internal.simd.CodeKernels;
import io.vecstore.internal.simd.Kernels;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Writes the code of a neighbor into a slot of its owner's block. The code is of the difference of the two, so that it
 * gets finer the nearer they are (SymphonyQG, Gou et al., SIGMOD 2025, after RaBitQ, Gao and Long, SIGMOD 2024).
 *
 * <p>With owner c, neighbor o, r = o - c, x the vector that the code of r stands for, f = |r|^2 / &lt;x, r&gt;, a query q
 * is estimated to lie at {@code |q - o|^2 = |q - c|^2 + A + B <x, q>}, where {@code A = |r|^2 + 2 f <x, c>} and
 * {@code B = -2 f}. One thread at a time.
 */
final class SlotEncoder {

    private static final CodeKernels KERNELS = Kernels.codes();
    /** No estimate with this A is ever below a threshold. */
    private static final float NEVER = 1e30f;
    /** Steps of the codes relative to the standard deviation of a component: least error for a normal distribution. */
    private static final float STEP_2_BITS = 1.0f;

    private static final float STEP_4_BITS = 0.335f;

    private final int dimension;
    private final float[] owner;
    private final float[] other;
    private final float[] residual;
    private final int[] codes;
    private final float[] sums = new float[2];
    private float factorA;
    private float factorB;

    SlotEncoder(int dimension) {
        this.dimension = dimension;
        this.owner = new float[dimension];
        this.other = new float[dimension];
        this.residual = new float[dimension];
        this.codes = new int[dimension];
    }

    /** Reads the vector of the owner whose slots are to be written. */
    void owner(Blocks blocks, int node) {
        blocks.widen(node, owner);
    }

    /** The origin as the owner. */
    void ownerAtOrigin() {
        Arrays.fill(owner, 0);
    }

    /** Reads the vector of the neighbor that is to be encoded. */
    void neighbor(Blocks blocks, int node) {
        blocks.widen(node, other);
    }

    /** Encodes the neighbor, whose squared distance to the owner is known, into a slot; its number comes last. */
    void write(Blocks blocks, int node, int slot, int neighbor, float squaredDistance) {
        GraphLayout layout = blocks.layout();
        encode(layout.bits(), squaredDistance);
        long group = blocks.address(node) + layout.codes(slot / GraphLayout.SLOTS);
        KERNELS.store(codes, layout.bits(), blocks.segment(node), group, slot % GraphLayout.SLOTS, dimension);
        blocks.setFactors(node, slot, factorA, factorB);
        blocks.setNeighbor(node, slot, neighbor);
    }

    /** Encodes the neighbor with one bit a component into a group outside of a block; see {@link #a} and {@link #b}. */
    void writeRouting(MemorySegment group, long address, int slot, float squaredDistance) {
        encode(1, squaredDistance);
        KERNELS.store(codes, 1, group, address, slot, dimension);
    }

    float a() {
        return factorA;
    }

    float b() {
        return factorB;
    }

    static void clear(Blocks blocks, int node, int slot) {
        blocks.setNeighbor(node, slot, -1);
        blocks.setFactors(node, slot, NEVER, 0);
    }

    private void encode(int bits, float squaredDistance) {
        for (int i = 0; i < dimension; i++) {
            residual[i] = other[i] - owner[i];
        }
        double deviation = Math.sqrt(squaredDistance / dimension);
        double step = deviation * (bits == 4 ? STEP_4_BITS : STEP_2_BITS);
        KERNELS.quantize(residual, step > 0 ? (float) (1 / step) : 0, bits, owner, codes, sums, dimension);
        float f = sums[0] > 0 ? squaredDistance / sums[0] : 0;
        factorA = squaredDistance + 2 * f * sums[1];
        factorB = -2 * f;
    }
}
