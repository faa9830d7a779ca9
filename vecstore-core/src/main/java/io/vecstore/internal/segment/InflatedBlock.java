package io.vecstore.internal.segment;

import io.vecstore.internal.io.BinaryReader;
import java.lang.foreign.MemorySegment;

/** The values of one block of a {@link BlockStore}, inflated. Immutable: threads share it. */
final class InflatedBlock {

    /** What an entry of {@link BlockCache} takes besides the bytes: objects, headers of arrays, the library's nodes. */
    private static final int ENTRY_BYTES = 200;

    private final int number;
    private final int firstOrdinal;
    private final byte[] raw;
    private final int[] starts;

    private InflatedBlock(int number, int firstOrdinal, byte[] raw, int[] starts) {
        this.number = number;
        this.firstOrdinal = firstOrdinal;
        this.raw = raw;
        this.starts = starts;
    }

    /**
     * Finds where the values begin.
     *
     * @param raw not to be changed any more
     * @param in over {@code raw}
     */
    static InflatedBlock of(int number, int firstOrdinal, int count, byte[] raw, BinaryReader in) {
        if (count < 0 || count > raw.length) {
            throw in.corrupt("a block of " + raw.length + " bytes is said to hold " + count + " values");
        }
        int[] starts = new int[count];
        for (int i = 0; i < count; i++) {
            starts[i] = (int) in.position();
            int length = in.readCount(1);
            in.seek(in.position() + length);
        }
        return new InflatedBlock(number, firstOrdinal, raw, starts);
    }

    int number() {
        return number;
    }

    boolean holds(int ordinal) {
        return ordinal >= firstOrdinal && ordinal - firstOrdinal < starts.length;
    }

    /**
     * A copy of a value.
     *
     * @param path of the file, and {@code offset} of the block in it, for errors
     */
    byte[] value(int ordinal, String path, long offset) {
        BinaryReader in = new BinaryReader(MemorySegment.ofArray(raw), path, offset);
        in.seek(starts[ordinal - firstOrdinal]);
        return in.readBytes(in.readCount(1));
    }

    /** About how much of the heap it takes in a {@link BlockCache}. */
    int byteSize() {
        return (int) Math.min(Integer.MAX_VALUE, ENTRY_BYTES + raw.length + (long) Integer.BYTES * starts.length);
    }
}
