package io.vecstore.internal.graph;

import io.vecstore.internal.simd.CodeKernels;
import io.vecstore.internal.simd.Kernels;
import io.vecstore.internal.simd.QueryPlanes;
import java.lang.foreign.MemorySegment;

/** A mapped vector in the forms that blocks are compared with: int8 for a node itself, planes for its neighbors. */
final class NodeQuery {

    private static final CodeKernels KERNELS = Kernels.codes();

    private final GraphLayout layout;
    private final float[] mapped;
    private final ByteCodec.ByteScorer bytes;
    private final QueryPlanes planes;
    private final QueryPlanes routingPlanes;
    private final int[] sums = new int[GraphLayout.SLOTS];

    NodeQuery(GraphLayout layout) {
        this.layout = layout;
        this.mapped = new float[layout.dimension()];
        this.bytes = new ByteCodec(layout.dimension()).scorer();
        this.planes = new QueryPlanes(layout.dimension(), layout.bits());
        this.routingPlanes = layout.bits() == 1 ? planes : new QueryPlanes(layout.dimension(), 1);
    }

    /** Where the mapped vector is put before {@link #prepare}. */
    float[] mapped() {
        return mapped;
    }

    /** Makes all forms from {@link #mapped}. */
    void prepare() {
        bytes.prepare(mapped);
        planes.set(mapped);
        if (routingPlanes != planes) {
            routingPlanes.set(mapped);
        }
    }

    /** Takes a node's own vector as the query. */
    void load(Blocks blocks, int node) {
        blocks.widen(node, mapped);
        prepare();
    }

    /** Makes the query the vector of a node. */
    void store(Blocks blocks, int node) {
        bytes.store(blocks.vectors().segment(node), blocks.vectors().offset(node));
    }

    /** The squared distance to a node, from int8. */
    float distance(Blocks blocks, int node) {
        return bytes.distanceAt(blocks.vectors().segment(node), blocks.vectors().address(node));
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
                sums,
                routingPlanes.scale(),
                routingPlanes.offset(),
                block,
                factors,
                bytes.squaredNorm(),
                threshold,
                estimates);
    }
}
