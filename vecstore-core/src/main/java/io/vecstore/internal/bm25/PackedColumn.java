package io.vecstore.internal.bm25;

import io.vecstore.internal.io.BinaryWriter;
import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * A column of at most 128 small numbers, packed at 0, 4, 8, 16 or 32 bits each. Value {@code i + j * stride} lies in
 * bits {@code j * width} of word {@code i}: unpacking is a loop of one shift and one mask over whole arrays, which
 * the JIT turns into vector instructions.
 */
final class PackedColumn {

    /** How far beyond the last value {@link #unpack} may write: the unused lanes of the last word. */
    static final int SLACK = 8;

    private PackedColumn() {}

    /** The narrowest width that holds {@code max}; a value that would be negative takes the whole word. */
    static int widthFor(int max) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(max);
        if (bits == 0) {
            return 0;
        }
        return bits <= 4 ? 4 : bits <= 8 ? 8 : bits <= 16 ? 16 : 32;
    }

    static boolean isWidth(int width) {
        return width == 0 || width == 4 || width == 8 || width == 16 || width == 32;
    }

    /** How many bytes {@code count} values take. */
    static int byteSize(int width, int count) {
        return width == 0 ? 0 : stride(width, count) * Integer.BYTES;
    }

    /** Writes {@code values[0, count)}, each less than two to the power of {@code width}. */
    static void pack(int[] values, int count, int width, BinaryWriter out) {
        int stride = width == 0 ? 0 : stride(width, count);
        for (int i = 0; i < stride; i++) {
            int word = 0;
            for (int at = i, shift = 0; at < count; at += stride, shift += width) {
                word |= values[at] << shift;
            }
            out.writeInt(word);
        }
    }

    /** Reads {@code count} values, adds {@code base} to each, into {@code values} and up to {@link #SLACK} beyond. */
    static void unpack(MemorySegment bytes, long offset, int width, int count, int base, int[] words, int[] values) {
        if (width == 0) {
            Arrays.fill(values, 0, count, base);
            return;
        }
        int stride = stride(width, count);
        MemorySegment.copy(bytes, Layouts.INT, offset, words, 0, stride);
        int mask = -1 >>> (Integer.SIZE - width);
        for (int shift = 0, at = 0; shift < Integer.SIZE; shift += width, at += stride) {
            unpackLane(words, stride, shift, mask, base, values, at);
        }
    }

    private static void unpackLane(int[] words, int stride, int shift, int mask, int base, int[] values, int at) {
        for (int i = 0; i < stride; i++) {
            values[at + i] = ((words[i] >>> shift) & mask) + base;
        }
    }

    private static int stride(int width, int count) {
        int perWord = Integer.SIZE / width;
        return (count + perWord - 1) / perWord;
    }
}
