package io.vecstore.internal.graph;

import io.vecstore.internal.simd.Memory;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The blocks of nodes 0 to {@code limit - 1}, in chunks of native memory of a power of two of them each. Immutable,
 * though what lies in the memory may change; whoever holds it also keeps the memory alive.
 */
final class Blocks {

    private final GraphLayout layout;
    private final long stride;
    private final int shift;
    private final int mask;
    private final MemorySegment[] segments;
    private final long[] addresses;
    private final int limit;

    private Blocks(GraphLayout layout, int shift, MemorySegment[] segments, long[] addresses, int limit) {
        this.layout = layout;
        this.stride = layout.stride();
        this.shift = shift;
        this.mask = (1 << shift) - 1;
        this.segments = segments;
        this.addresses = addresses;
        this.limit = limit;
    }

    /** No blocks yet, to be extended by chunks of {@code 1 << shift}. */
    static Blocks growing(GraphLayout layout, int shift) {
        return new Blocks(layout, shift, new MemorySegment[0], new long[0], 0);
    }

    /** {@code count} blocks that lie in one segment, which is exactly as long as they are. */
    static Blocks of(GraphLayout layout, MemorySegment segment, int count) {
        assert segment.byteSize() == count * layout.stride();
        long address = Memory.address(segment, 0, segment.byteSize());
        return new Blocks(layout, Integer.SIZE - 2, new MemorySegment[] {segment}, new long[] {address}, count);
    }

    GraphLayout layout() {
        return layout;
    }

    int limit() {
        return limit;
    }

    /** How many nodes there is memory for. */
    int capacity() {
        return segments.length << shift;
    }

    /** Bytes of a chunk. */
    long chunkBytes() {
        return stride << shift;
    }

    Blocks withChunk(MemorySegment chunk) {
        MemorySegment[] grown = Arrays.copyOf(segments, segments.length + 1);
        grown[segments.length] = chunk;
        long[] grownAddresses = Arrays.copyOf(addresses, grown.length);
        grownAddresses[segments.length] = Memory.address(chunk, 0, chunk.byteSize());
        return new Blocks(layout, shift, grown, grownAddresses, limit);
    }

    Blocks withLimit(int other) {
        return new Blocks(layout, shift, segments, addresses, other);
    }

    /** The segment that holds the block. */
    MemorySegment segment(int node) {
        return segments[node >>> shift];
    }

    /** Where the block begins, as {@link Memory#address} has it. */
    long address(int node) {
        return addresses[node >>> shift] + (node & mask) * stride;
    }

    /** Takes over a block of other blocks of the same layout. */
    void copy(int node, Blocks other, int otherNode) {
        MemorySegment.copy(other.chunk(otherNode), other.offset(otherNode), chunk(node), offset(node), stride);
    }

    /** The segment that holds the block, for {@link MemorySegment#copy}. */
    MemorySegment chunk(int node) {
        return segments[node >>> shift];
    }

    /** Where the block begins within {@link #chunk}. */
    long offset(int node) {
        return (node & mask) * stride;
    }

    float squaredNorm(int node) {
        return Memory.getFloat(segment(node), address(node) + layout.squaredNorm());
    }

    float scale(int node) {
        return Memory.getFloat(segment(node), address(node) + layout.scale());
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

    /** The squared distance of two nodes' int8 vectors. */
    float distance(int node, int other) {
        int dot = NodeQuery.KERNELS.dot8(
                segment(node), address(node), segment(other), address(other), layout.dimension());
        float cross = 2 * scale(node) * scale(other) * dot;
        return Math.max(0, squaredNorm(node) + squaredNorm(other) - cross);
    }

    private long idOffset(int slot) {
        return layout.ids(slot / GraphLayout.SLOTS) + (long) slot % GraphLayout.SLOTS * Integer.BYTES;
    }
}
