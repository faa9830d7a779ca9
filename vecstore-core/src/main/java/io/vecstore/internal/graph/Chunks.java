package io.vecstore.internal.graph;

import io.vecstore.internal.simd.Memory;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Records of one length, numbered from 0, in chunks of native memory of a power of two of them each. Immutable, though
 * what lies in the memory may change; whoever holds it also keeps the memory alive.
 */
final class Chunks {

    private final long stride;
    private final int shift;
    private final int mask;
    private final MemorySegment[] segments;
    private final long[] addresses;

    private Chunks(long stride, int shift, MemorySegment[] segments, long[] addresses) {
        this.stride = stride;
        this.shift = shift;
        this.mask = (1 << shift) - 1;
        this.segments = segments;
        this.addresses = addresses;
    }

    /** No records yet, to be extended by chunks of {@code 1 << shift}. */
    static Chunks growing(long stride, int shift) {
        return new Chunks(stride, shift, new MemorySegment[0], new long[0]);
    }

    /** The records that lie in one segment. */
    static Chunks of(long stride, MemorySegment segment) {
        return growing(stride, Integer.SIZE - 2).with(segment);
    }

    Chunks with(MemorySegment chunk) {
        MemorySegment[] grown = Arrays.copyOf(segments, segments.length + 1);
        grown[segments.length] = chunk;
        long[] grownAddresses = Arrays.copyOf(addresses, grown.length);
        grownAddresses[segments.length] = Memory.address(chunk, 0, chunk.byteSize());
        return new Chunks(stride, shift, grown, grownAddresses);
    }

    /** How many records there is memory for. */
    int capacity() {
        return segments.length << shift;
    }

    /** Bytes of a chunk. */
    long chunkBytes() {
        return stride << shift;
    }

    long stride() {
        return stride;
    }

    /** The first record that lies in a later chunk than {@code index}. */
    int chunkEnd(int index) {
        return (int) Math.min(Integer.MAX_VALUE, ((index >>> shift) + 1L) << shift);
    }

    /** The segment that holds a record. */
    MemorySegment segment(int index) {
        return segments[index >>> shift];
    }

    /** Where a record begins within {@link #segment}. */
    long offset(int index) {
        return (index & mask) * stride;
    }

    /** Where a record begins, as {@link Memory#address} has it. */
    long address(int index) {
        return addresses[index >>> shift] + (index & mask) * stride;
    }

    /** Takes over a record of other chunks with records of the same length. */
    void copy(int index, Chunks other, int otherIndex) {
        MemorySegment.copy(other.segment(otherIndex), other.offset(otherIndex), segment(index), offset(index), stride);
    }
}
