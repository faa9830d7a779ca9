package io.vecstore.internal.io;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes little-endian values either into a growing byte array or, through a buffer, into a file. Keeps the
 * CRC-32C of all that passed on its way to a file. One thread at a time.
 */
public final class BinaryWriter {

    private static final int FILE_BUFFER_BYTES = 1 << 16;

    private final @Nullable AppendFile file;
    private final CRC32C checksum = new CRC32C();
    private byte[] buffer;
    private ByteBuffer view;
    private long drained;

    private BinaryWriter(@Nullable AppendFile file, int capacity) {
        this.file = file;
        this.buffer = new byte[capacity];
        this.view = ByteBuffer.wrap(buffer).order(Layouts.ORDER);
    }

    /** A writer into memory; take the result with {@link #toByteArray} or {@link #array}. */
    public static BinaryWriter toMemory() {
        return new BinaryWriter(null, 256);
    }

    /** A writer that appends to {@code file}; call {@link #drain} before forcing or closing it. */
    public static BinaryWriter to(AppendFile file) {
        return new BinaryWriter(file, FILE_BUFFER_BYTES);
    }

    /** Bytes written since the start. */
    public long position() {
        return drained + view.position();
    }

    public void writeByte(int value) {
        reserve(Byte.BYTES);
        view.put((byte) value);
    }

    public void writeShort(int value) {
        reserve(Short.BYTES);
        view.putShort((short) value);
    }

    public void writeInt(int value) {
        reserve(Integer.BYTES);
        view.putInt(value);
    }

    public void writeLong(long value) {
        reserve(Long.BYTES);
        view.putLong(value);
    }

    public void writeFloat(float value) {
        reserve(Float.BYTES);
        view.putFloat(value);
    }

    public void writeDouble(double value) {
        reserve(Double.BYTES);
        view.putDouble(value);
    }

    /** An unsigned LEB128 number: seven bits a byte, low bits first. */
    public void writeVarLong(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            view.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        view.put((byte) rest);
    }

    /** {@link #writeVarLong} of a value that is not negative. */
    public void writeVarInt(int value) {
        assert value >= 0 : value;
        writeVarLong(value);
    }

    /** UTF-8 with its length in bytes before it. The text holds no lone surrogates. */
    public void writeString(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writeVarInt(utf8.length);
        writeBytes(utf8, 0, utf8.length);
    }

    public void writeBytes(byte[] bytes) {
        writeBytes(bytes, 0, bytes.length);
    }

    public void writeBytes(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            int chunk = Math.min(left, FILE_BUFFER_BYTES);
            reserve(chunk);
            view.put(bytes, from, chunk);
            from += chunk;
            left -= chunk;
        }
    }

    public void writeFloats(float[] values) {
        for (float value : values) {
            writeFloat(value);
        }
    }

    /** Copies {@code length} bytes of {@code source} from {@code offset}. */
    public void writeSegment(MemorySegment source, long offset, long length) {
        long from = offset;
        long left = length;
        while (left > 0) {
            int chunk = (int) Math.min(left, FILE_BUFFER_BYTES);
            reserve(chunk);
            MemorySegment.copy(source, Layouts.BYTE, from, buffer, view.position(), chunk);
            view.position(view.position() + chunk);
            from += chunk;
            left -= chunk;
        }
    }

    /** Writes zeros until {@link #position} is a multiple of {@code alignment}. */
    public void align(int alignment) {
        while (position() % alignment != 0) {
            writeByte(0);
        }
    }

    /** Hands what is buffered to the file. */
    public void drain() {
        if (file != null) {
            checksum.update(buffer, 0, view.position());
            file.write(buffer, 0, view.position());
            drained += view.position();
            view.clear();
        }
    }

    /** CRC-32C of everything drained so far. */
    public int checksum() {
        return (int) checksum.getValue();
    }

    /** A copy of what was written into memory. */
    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, view.position());
    }

    /** The growing array itself, of which the first {@link #position} bytes count. */
    public byte[] array() {
        return buffer;
    }

    /** Overwrites four bytes written earlier into memory. */
    public void putInt(int position, int value) {
        view.putInt(position, value);
    }

    /** Forgets what was written into memory, keeping the array. */
    public void reset() {
        assert file == null;
        view.clear();
    }

    private void reserve(int bytes) {
        if (view.remaining() >= bytes) {
            return;
        }
        if (file != null) {
            drain();
        } else {
            int length = view.position();
            buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(length, bytes), Math.addExact(length, length)));
            view = ByteBuffer.wrap(buffer).order(Layouts.ORDER).position(length);
        }
    }
}
