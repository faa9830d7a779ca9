package io.vecstore.internal.bm25;

import io.vecstore.internal.io.BinaryWriter;
import java.util.Arrays;

/**
 * A column of at most 128 small numbers, packed at 0, 4, 8, 16 or 32 bits each. Value {@code lane * stride + i} lies
 * in bits {@code lane * width} of word {@code i}, where stride is the number of words: unpacking takes a few shifts and
 * masks per word and no branches.
 */
final class PackedColumn {

    /** How far beyond the last value {@link #unpack} may write: the unused lanes of the last word. */
    static final int SLACK = 8;

    private static final int FULL = TermPostings.BLOCK_SIZE;

    private PackedColumn() {}

    /** The narrowest width that holds {@code bits}; a negative number takes the whole word. */
    static int widthFor(int bits) {
        int needed = Integer.SIZE - Integer.numberOfLeadingZeros(bits);
        if (needed == 0) {
            return 0;
        }
        return needed <= 4 ? 4 : needed <= 8 ? 8 : needed <= 16 ? 16 : 32;
    }

    static boolean isWidth(int width) {
        return width == 0 || width == 4 || width == 8 || width == 16 || width == 32;
    }

    /** How many words {@code count} values take. */
    static int words(int width, int count) {
        return (count * width + Integer.SIZE - 1) / Integer.SIZE;
    }

    /** Writes {@code values[0, count)}, each less than two to the power of {@code width}. */
    static void pack(int[] values, int count, int width, BinaryWriter out) {
        int stride = words(width, count);
        for (int i = 0; i < stride; i++) {
            int word = 0;
            for (int at = i, shift = 0; at < count; at += stride, shift += width) {
                word |= values[at] << shift;
            }
            out.writeInt(word);
        }
    }

    /** The value at {@code index} of the column whose first word is {@code words[from]}. */
    static int get(int[] words, int from, int width, int count, int index) {
        if (width == 0) {
            return 0;
        }
        int stride = words(width, count);
        int lane = index / stride;
        return words[from + index - lane * stride] >>> (lane * width) & mask(width);
    }

    /** Reads {@code count} values, adds {@code base} to each, into {@code values} and up to {@link #SLACK} beyond. */
    static void unpack(int[] words, int from, int width, int count, int base, int[] values) {
        switch (width) {
            case 0 -> Arrays.fill(values, 0, count, base);
            case 4 -> unpackLanes(words, from, width, count, base, values);
            case 8 -> unpack8(words, from, count, base, values);
            case 16 -> unpack16(words, from, count, base, values);
            default -> unpackLanes(words, from, width, count, base, values);
        }
    }

    private static void unpack8(int[] words, int from, int count, int base, int[] values) {
        if (count < FULL) {
            unpackLanes(words, from, 8, count, base, values);
            return;
        }
        for (int i = 0; i < FULL / 4; i++) {
            int word = words[from + i];
            values[i] = (word & 0xFF) + base;
            values[FULL / 4 + i] = (word >>> 8 & 0xFF) + base;
            values[FULL / 2 + i] = (word >>> 16 & 0xFF) + base;
            values[FULL / 4 * 3 + i] = (word >>> 24) + base;
        }
    }

    private static void unpack16(int[] words, int from, int count, int base, int[] values) {
        if (count < FULL) {
            unpackLanes(words, from, 16, count, base, values);
            return;
        }
        for (int i = 0; i < FULL / 2; i++) {
            int word = words[from + i];
            values[i] = (word & 0xFFFF) + base;
            values[FULL / 2 + i] = (word >>> 16) + base;
        }
    }

    private static void unpackLanes(int[] words, int from, int width, int count, int base, int[] values) {
        int stride = words(width, count);
        int mask = mask(width);
        for (int shift = 0, at = 0; at < count; shift += width, at += stride) {
            for (int i = 0; i < stride; i++) {
                values[at + i] = (words[from + i] >>> shift & mask) + base;
            }
        }
    }

    private static int mask(int width) {
        return -1 >>> (Integer.SIZE - width);
    }
}
