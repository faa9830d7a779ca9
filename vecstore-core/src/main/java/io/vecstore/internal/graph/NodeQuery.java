package io.vecstore.internal.graph;

import io.vecstore.internal.io.Layouts;
import io.vecstore.internal.simd.CodeKernels;
import io.vecstore.internal.simd.Kernels;
import io.vecstore.internal.simd.Memory;
import io.vecstore.internal.simd.QueryPlanes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A mapped vector in the forms that blocks are compared with: int8 for a node itself, planes for its neighbors. */
final class NodeQuery {

    static final CodeKernels KERNELS = Kernels.codes();
    private static final int LINE_BYTES = 64;
    private static final int MAX_BYTE = 127;

    private final GraphLayout layout;
    private final float[] mapped;
    private final MemorySegment bytes;
    private final long bytesAddress;
    private final QueryPlanes planes;
    private final QueryPlanes routingPlanes;
    private final int[] sums = new int[GraphLayout.SLOTS];
    private float squaredNorm;
    private float scale;

    NodeQuery(GraphLayout layout) {
        this.layout = layout;
        this.mapped = new float[layout.dimension()];
        this.bytes = Arena.ofAuto().allocate(layout.dimension(), LINE_BYTES);
        this.bytesAddress = Memory.address(bytes, 0, layout.dimension());
        this.planes = new QueryPlanes(layout.dimension(), layout.bits());
        this.routingPlanes = layout.bits() == 1 ? planes : new QueryPlanes(layout.dimension(), 1);
    }

    /** Where the mapped vector is put before {@link #prepare}. */
    float[] mapped() {
        return mapped;
    }

    /** Makes all forms from {@link #mapped}. */
    void prepare() {
        float max = 0;
        for (float component : mapped) {
            max = Math.max(max, Math.abs(component));
        }
        scale = max == 0 ? 1 : max / MAX_BYTE;
        float inverse = 1 / scale;
        long sum = 0;
        for (int i = 0; i < mapped.length; i++) {
            int value = (int) (mapped[i] * inverse + 128.5f) - 128;
            sum += (long) value * value;
            Memory.view(bytes).set(Layouts.BYTE, bytesAddress + i, (byte) value);
        }
        squaredNorm = scale * scale * sum;
        planes.set(mapped);
        if (routingPlanes != planes) {
            routingPlanes.set(mapped);
        }
    }

    /** Takes a node's own vector as the query. */
    void load(Blocks blocks, int node) {
        KERNELS.widen(blocks.segment(node), blocks.address(node), blocks.scale(node), mapped, layout.dimension());
        prepare();
    }

    /** Writes the int8 form into the block of a node. */
    void store(Blocks blocks, int node) {
        long at = blocks.address(node);
        MemorySegment target = blocks.segment(node);
        MemorySegment.copy(Memory.view(bytes), bytesAddress, Memory.view(target), at, layout.dimension());
        Memory.setFloat(target, at + layout.squaredNorm(), squaredNorm);
        Memory.setFloat(target, at + layout.scale(), scale);
    }

    float squaredNorm() {
        return squaredNorm;
    }

    /** The squared distance to a node, from int8. */
    float distance(MemorySegment block, long address) {
        int dot = KERNELS.dot8(bytes, bytesAddress, block, address, layout.dimension());
        float norm = Memory.getFloat(block, address + layout.squaredNorm());
        float other = Memory.getFloat(block, address + layout.scale());
        return Math.max(0, squaredNorm + norm - 2 * scale * other * dot);
    }

    /**
     * Estimates the squared distances to the neighbors in one group of a node's slots.
     *
     * @param base the squared distance to the node itself
     * @return a bit for each slot whose estimate is below {@code threshold}
     */
    int estimate(MemorySegment block, long address, int group, float base, float threshold, float[] estimates) {
        long codes = address + layout.codes(group);
        if (layout.bits() == 4) {
            KERNELS.nibbleSums(block, codes, planes.values(), layout.dimension(), sums);
        } else {
            KERNELS.planeSums(block, codes, layout.bits(), planes.values(), layout.dimension() / 32, sums);
        }
        long factors = address + layout.factors(group);
        return KERNELS.estimate(sums, planes.scale(), planes.offset(), block, factors, base, threshold, estimates);
    }

    /** Likewise for a group of a {@link RoutingTable}. */
    int estimateRouting(MemorySegment block, long address, long factors, float threshold, float[] estimates) {
        KERNELS.planeSums(block, address, 1, routingPlanes.values(), layout.dimension() / 32, sums);
        return KERNELS.estimate(
                sums, routingPlanes.scale(), routingPlanes.offset(), block, factors, squaredNorm, threshold, estimates);
    }
}
