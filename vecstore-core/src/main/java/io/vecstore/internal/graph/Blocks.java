package io.vecstore.internal.graph;

import io.vecstore.internal.io.LargeMemory;
import io.vecstore.internal.simd.CodeKernels;
import io.vecstore.internal.simd.Kernels;
import io.vecstore.internal.simd.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The nodes 0 to {@code limit - 1} of a graph with inlined codes: their blocks, and apart from these, one after the
 * other, their own vectors in the form of {@link ByteCodec}. Immutable, though what lies in the memory may change.
 */
final class Blocks {

    private static final CodeKernels KERNELS = Kernels.codes();

    private final GraphLayout layout;
    private final Chunks nodes;
    private final Chunks vectors;
    private final int limit;

    private Blocks(GraphLayout layout, Chunks nodes, Chunks vectors, int limit) {
        this.layout = layout;
        this.nodes = nodes;
        this.vectors = vectors;
        this.limit = limit;
    }

    /** No nodes yet, to be extended by chunks of {@code 1 << shift}. */
    static Blocks growing(GraphLayout layout, int shift) {
        return new Blocks(
                layout, Chunks.growing(layout.stride(), shift), Chunks.growing(layout.vectorBytes(), shift), 0);
    }

    /** {@code count} nodes whose blocks and vectors lie in a segment each, which are exactly as long as they are. */
    static Blocks of(GraphLayout layout, MemorySegment nodes, MemorySegment vectors, int count) {
        assert nodes.byteSize() == count * layout.stride() && vectors.byteSize() == count * layout.vectorBytes();
        return new Blocks(layout, Chunks.of(layout.stride(), nodes), Chunks.of(layout.vectorBytes(), vectors), count);
    }

    /** Nodes below {@code newLimit}, with memory from {@code arena} for those that are new. */
    Blocks grow(int newLimit, Arena arena) {
        Chunks grownNodes = nodes;
        Chunks grownVectors = vectors;
        while (grownNodes.capacity() < newLimit) {
            grownNodes = grownNodes.with(LargeMemory.allocate(grownNodes.chunkBytes(), arena));
            grownVectors = grownVectors.with(LargeMemory.allocate(grownVectors.chunkBytes(), arena));
        }
        return new Blocks(layout, grownNodes, grownVectors, newLimit);
    }

    GraphLayout layout() {
        return layout;
    }

    int limit() {
        return limit;
    }

    Chunks nodes() {
        return nodes;
    }

    /** The nodes' own vectors. */
    Chunks vectors() {
        return vectors;
    }

    /** The segment that holds a node's block. */
    MemorySegment segment(int node) {
        return nodes.segment(node);
    }

    /** Where a node's block begins, as {@link Memory#address} has it. */
    long address(int node) {
        return nodes.address(node);
    }

    /** Takes over a node of other blocks of the same layout. */
    void copy(int node, Blocks other, int otherNode) {
        nodes.copy(node, other.nodes, otherNode);
        vectors.copy(node, other.vectors, otherNode);
    }

    float squaredNorm(int node) {
        return Memory.getFloat(vectors.segment(node), vectors.address(node) + layout.dimension());
    }

    float scale(int node) {
        return Memory.getFloat(vectors.segment(node), vectors.address(node) + layout.dimension() + Float.BYTES);
    }

    int degree(int node) {
        return Memory.getInt(segment(node), address(node) + layout.degree());
    }

    /** The neighbor in a slot, -1 if the slot is free. */
    int neighbor(int node, int slot) {
        return Memory.getInt(segment(node), address(node) + idOffset(slot));
    }

    void setDegree(int node, int degree) {
        Memory.setInt(segment(node), address(node) + layout.degree(), degree);
    }

    void setNeighbor(int node, int slot, int neighbor) {
        Memory.setInt(segment(node), address(node) + idOffset(slot), neighbor);
    }

    /** Whether the neighbor in a slot is nearer to another neighbor than to the node. */
    boolean isOccluded(int node, int slot) {
        long at = address(node) + layout.occluded(slot / GraphLayout.SLOTS);
        return ((Memory.getInt(segment(node), at) >>> (slot % GraphLayout.SLOTS)) & 1) != 0;
    }

    /** A bit for each slot of a group whose neighbor is occluded. */
    int occluded(int node, int group) {
        return Memory.getInt(segment(node), address(node) + layout.occluded(group));
    }

    void setOccluded(int node, int slot, boolean occluded) {
        long at = address(node) + layout.occluded(slot / GraphLayout.SLOTS);
        int mask = 1 << (slot % GraphLayout.SLOTS);
        int before = Memory.getInt(segment(node), at);
        Memory.setInt(segment(node), at, occluded ? before | mask : before & ~mask);
    }

    void setFactors(int node, int slot, float a, float b) {
        long at = address(node)
                + layout.factors(slot / GraphLayout.SLOTS)
                + (long) slot % GraphLayout.SLOTS * Float.BYTES;
        Memory.setFloat(segment(node), at, a);
        Memory.setFloat(segment(node), at + GraphLayout.COLUMN_BYTES, b);
    }

    /** Writes the components of a node's vector into {@code target}. */
    void widen(int node, float[] target) {
        KERNELS.widen(vectors.segment(node), vectors.address(node), scale(node), target, layout.dimension());
    }

    /** The squared distance of two nodes' int8 vectors. */
    float distance(int node, int other) {
        int dot = KERNELS.dot8(
                vectors.segment(node),
                vectors.address(node),
                vectors.segment(other),
                vectors.address(other),
                layout.dimension());
        float cross = 2 * scale(node) * scale(other) * dot;
        return Math.max(0, squaredNorm(node) + squaredNorm(other) - cross);
    }

    private long idOffset(int slot) {
        return layout.ids(slot / GraphLayout.SLOTS) + (long) slot % GraphLayout.SLOTS * Integer.BYTES;
    }
}
