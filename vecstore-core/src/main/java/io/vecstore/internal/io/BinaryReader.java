package io.vecstore.internal.io;

import io.vecstore.error.CorruptDataException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * A cursor over bytes that are not trusted: every read is checked against the end, every length before it is used.
 * One thread at a time.
 */
public final class BinaryReader {

    private final MemorySegment bytes;
    private final String path;
    private final long origin;
    private long position;

    /**
     * @param bytes what to read
     * @param path where the bytes come from, for errors
     * @param origin the offset of {@code bytes} in that file, for errors
     */
    public BinaryReader(MemorySegment bytes, String path, long origin) {
        this.bytes = bytes;
        this.path = path;
        this.origin = origin;
    }

    public long position() {
        return position;
    }

    /** Continues at {@code newPosition}. */
    public void seek(long newPosition) {
        if (newPosition < 0 || newPosition > bytes.byteSize()) {
            throw corrupt("position " + newPosition + " is outside of its " + bytes.byteSize() + " bytes");
        }
        position = newPosition;
    }

    public long remaining() {
        return bytes.byteSize() - position;
    }

    public byte readByte() {
        return bytes.get(Layouts.BYTE, advance(Byte.BYTES));
    }

    public int readInt() {
        return bytes.get(Layouts.INT, advance(Integer.BYTES));
    }

    public long readLong() {
        return bytes.get(Layouts.LONG, advance(Long.BYTES));
    }

    public float readFloat() {
        return bytes.get(Layouts.FLOAT, advance(Float.BYTES));
    }

    public double readDouble() {
        return Double.longBitsToDouble(readLong());
    }

    public long readVarLong() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = readByte();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw corrupt("a number is longer than ten bytes");
    }

    public int readVarInt() {
        long value = readVarLong();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw corrupt("number " + value + " is not within 0 and " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    /** A count of things that take at least {@code bytesEach} bytes, so never more than can be there. */
    public int readCount(int bytesEach) {
        int count = readVarInt();
        if ((long) count * bytesEach > remaining()) {
            throw corrupt("count " + count + " needs more than the " + remaining() + " bytes left");
        }
        return count;
    }

    public String readString() {
        return new String(readBytes(readCount(1)), StandardCharsets.UTF_8);
    }

    public byte[] readBytes(int length) {
        byte[] copy = new byte[checkedLength(length)];
        MemorySegment.copy(bytes, Layouts.BYTE, advance(length), copy, 0, length);
        return copy;
    }

    public float[] readFloats(int count) {
        long size = (long) count * Float.BYTES;
        float[] copy = new float[checkedLength(size) / Float.BYTES];
        MemorySegment.copy(bytes, Layouts.FLOAT, advance(size), copy, 0, count);
        return copy;
    }

    /** The error for bytes that make no sense at the current position. */
    public CorruptDataException corrupt(String reason) {
        return new CorruptDataException(path, origin + position, reason);
    }

    private int checkedLength(long length) {
        if (length < 0 || length > remaining() || length > Integer.MAX_VALUE) {
            throw corrupt("length " + length + " is not within the " + remaining() + " bytes left");
        }
        return (int) length;
    }

    private long advance(long length) {
        if (length > remaining()) {
            throw corrupt("needed " + length + " bytes, " + remaining() + " are left");
        }
        long at = position;
        position += length;
        return at;
    }
}
