package io.vecstore.internal.bm25;

import io.vecstore.internal.io.BinaryWriter;
import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;

/**
 * The bytes of one block: a word with the three columns' widths, the smallest document length, then the columns:
 * ordinals less the base (the ordinal after the previous block), frequencies less 1, lengths less the smallest.
 */
final class BlockCodec {

    private static final int HEADER_BYTES = 2 * Integer.BYTES;

    private BlockCodec() {}

    /** Writes {@code block}, whose columns are changed by it. */
    static void write(PostingsBlock block, int base, BinaryWriter out) {
        int minLength = minimum(block.docLengths, block.length);
        int ordinalWidth = reduce(block.ordinals, block.length, base);
        int freqWidth = reduce(block.termFreqs, block.length, 1);
        int lengthWidth = reduce(block.docLengths, block.length, minLength);
        out.writeInt(ordinalWidth | freqWidth << 8 | lengthWidth << 16);
        out.writeInt(minLength);
        PackedColumn.pack(block.ordinals, block.length, ordinalWidth, out);
        PackedColumn.pack(block.termFreqs, block.length, freqWidth, out);
        PackedColumn.pack(block.docLengths, block.length, lengthWidth, out);
    }

    /**
     * Reads {@code count} postings from {@code offset} and says whether they can be: inside of {@code end}, ordinals
     * ascending from {@code base} to {@code last}, frequencies and lengths positive.
     */
    static boolean read(MemorySegment bytes, long offset, long end, int count, int base, int last, PostingsBlock into) {
        if (offset < 0 || offset + HEADER_BYTES > end) {
            return false;
        }
        int widths = bytes.get(Layouts.INT, offset);
        int ordinalWidth = widths & 0xFF;
        int freqWidth = widths >>> 8 & 0xFF;
        int lengthWidth = widths >>> 16;
        if (!PackedColumn.isWidth(ordinalWidth)
                || !PackedColumn.isWidth(freqWidth)
                || !PackedColumn.isWidth(lengthWidth)) {
            return false;
        }
        long ordinalsAt = offset + HEADER_BYTES;
        long freqsAt = ordinalsAt + PackedColumn.byteSize(ordinalWidth, count);
        long lengthsAt = freqsAt + PackedColumn.byteSize(freqWidth, count);
        if (lengthsAt + PackedColumn.byteSize(lengthWidth, count) > end) {
            return false;
        }
        int minLength = bytes.get(Layouts.INT, offset + Integer.BYTES);
        PackedColumn.unpack(bytes, ordinalsAt, ordinalWidth, count, base, into.packed, into.ordinals);
        PackedColumn.unpack(bytes, freqsAt, freqWidth, count, 1, into.packed, into.termFreqs);
        PackedColumn.unpack(bytes, lengthsAt, lengthWidth, count, minLength, into.packed, into.docLengths);
        into.length = count;
        return arePositive(into.termFreqs, count)
                && arePositive(into.docLengths, count)
                && areAscending(into.ordinals, count)
                && into.ordinals[0] >= base
                && into.ordinals[count - 1] <= last;
    }

    private static boolean areAscending(int[] values, int count) {
        int signs = values[0];
        for (int i = 1; i < count; i++) {
            signs |= values[i] | (values[i] - values[i - 1] - 1);
        }
        return signs >= 0;
    }

    private static boolean arePositive(int[] values, int count) {
        int signs = 0;
        for (int i = 0; i < count; i++) {
            signs |= values[i] | (values[i] - 1);
        }
        return signs >= 0;
    }

    private static int minimum(int[] values, int count) {
        int min = Integer.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            min = Math.min(min, values[i]);
        }
        return min;
    }

    /** Subtracts {@code base} from all values and returns the width that then holds each. */
    private static int reduce(int[] values, int count, int base) {
        int bits = 0;
        for (int i = 0; i < count; i++) {
            values[i] -= base;
            bits |= values[i];
        }
        return PackedColumn.widthFor(bits);
    }
}
