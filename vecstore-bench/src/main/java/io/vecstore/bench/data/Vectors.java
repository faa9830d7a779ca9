package io.vecstore.bench.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * The rows of a mapped fvecs or ivecs file: before each row its length as int32, then so many float32 or int32, all
 * little-endian. All rows have one length. Thread-safe.
 */
public final class Vectors {

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment file;
    private final int dimension;
    private final int size;

    private Vectors(MemorySegment file, int dimension, int size) {
        this.file = file;
        this.dimension = dimension;
        this.size = size;
    }

    /**
     * Maps a file and looks at the length of every row.
     *
     * @throws BenchException if it is empty, ends within a row, or has rows of several lengths
     */
    public static Vectors open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new BenchException("there is no file " + path);
        }
        try (FileChannel channel = FileChannel.open(path)) {
            MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            return check(path, file);
        }
    }

    private static Vectors check(Path path, MemorySegment file) {
        long bytes = file.byteSize();
        int dimension = bytes < Integer.BYTES ? 0 : file.get(INT, 0);
        long stride = Integer.BYTES * (1L + dimension);
        if (dimension < 1 || bytes % stride != 0 || bytes / stride > Integer.MAX_VALUE) {
            throw new BenchException(path + " has " + bytes + " bytes and begins with the row length " + dimension
                    + ": an fvecs or ivecs file is rows of 4 * (1 + length) bytes");
        }
        for (long offset = 0; offset < bytes; offset += stride) {
            if (file.get(INT, offset) != dimension) {
                throw new BenchException(path + ": the row at byte " + offset + " has the length "
                        + file.get(INT, offset) + ", the first one " + dimension);
            }
        }
        return new Vectors(file, dimension, (int) (bytes / stride));
    }

    /** Writes rows of {@code float[]} as an fvecs file. */
    public static void writeFloats(Path path, int count, IntFunction<float[]> rows) throws IOException {
        write(
                path,
                count,
                rows,
                row -> row.length,
                (row, out) -> out.asFloatBuffer().put(row));
    }

    /** Writes rows of {@code int[]} as an ivecs file. */
    public static void writeInts(Path path, int count, IntFunction<int[]> rows) throws IOException {
        write(
                path,
                count,
                rows,
                row -> row.length,
                (row, out) -> out.asIntBuffer().put(row));
    }

    private static <T> void write(
            Path path, int count, IntFunction<T> rows, ToIntFunction<T> length, BiConsumer<T, ByteBuffer> put)
            throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 20)) {
            for (int i = 0; i < count; i++) {
                T row = rows.apply(i);
                int n = length.applyAsInt(row);
                ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (1 + n)).order(ByteOrder.LITTLE_ENDIAN);
                put.accept(row, bytes.putInt(n));
                out.write(bytes.array());
            }
        }
    }

    public int size() {
        return size;
    }

    public int dimension() {
        return dimension;
    }

    /** Bytes of the components alone. */
    public long rawBytes() {
        return (long) size * dimension * Float.BYTES;
    }

    /** The mapped file; row {@code i} begins at byte {@link #offset offset(i)} of it. */
    public MemorySegment segment() {
        return file;
    }

    /** Where the components of a row begin. */
    public long offset(int row) {
        return row * stride() + Integer.BYTES;
    }

    private long stride() {
        return Integer.BYTES * (1L + dimension);
    }

    /** A copy of a row of floats. */
    public float[] floats(int row) {
        float[] copy = new float[dimension];
        MemorySegment.copy(file, FLOAT, offset(row), copy, 0, dimension);
        return copy;
    }

    /** A copy of a row of ints. */
    public int[] ints(int row) {
        int[] copy = new int[dimension];
        MemorySegment.copy(file, INT, offset(row), copy, 0, dimension);
        return copy;
    }
}
