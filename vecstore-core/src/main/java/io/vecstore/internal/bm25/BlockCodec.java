package io.vecstore.internal.bm25;

import io.vecstore.internal.io.BinaryWriter;
import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;

/**
 * The bytes of one block: a word with the three columns' widths, a word with the smallest document length, then the
 * columns ({@link PackedColumn}): ordinals less the base (the ordinal after the previous block's last), frequencies
 * less 1, lengths less the smallest.
 */
final class BlockCodec {

    /** The most words that a block can take. */
    static final int MAX_WORDS = 2 + 3 * TermPostings.BLOCK_SIZE;

    private static final int HEADER_WORDS = 2;

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
        int available = (int) Math.min(MAX_WORDS, (end - offset) / Integer.BYTES);
        if (offset < 0 || available < HEADER_WORDS || base < 0) {
            return false;
        }
        int[] words = into.words;
        int widths = bytes.get(Layouts.INT, offset);
        int ordinalWidth = widths & 0xFF;
        into.freqWidth = widths >>> 8 & 0xFF;
        into.lengthWidth = widths >>> 16;
        if (!PackedColumn.isWidth(ordinalWidth)
                || !PackedColumn.isWidth(into.freqWidth)
                || !PackedColumn.isWidth(into.lengthWidth)) {
            return false;
        }
        into.freqsFrom = HEADER_WORDS + PackedColumn.words(ordinalWidth, count);
        into.lengthsFrom = into.freqsFrom + PackedColumn.words(into.freqWidth, count);
        int wordCount = into.lengthsFrom + PackedColumn.words(into.lengthWidth, count);
        if (wordCount > available) {
            return false;
        }
        MemorySegment.copy(bytes, Layouts.INT, offset, words, 0, wordCount);
        into.minLength = words[1];
        PackedColumn.unpack(words, HEADER_WORDS, ordinalWidth, count, base, into.ordinals);
        into.isPacked = true;
        into.end(count);
        return areAscending(into.ordinals, count)
                && into.ordinals[0] >= base
                && into.ordinals[count - 1] <= last
                && arePositive(into);
    }

    private static boolean areAscending(int[] values, int count) {
        int signs = values[0];
        for (int i = 1; i < count; i++) {
            signs |= values[i] | (values[i] - values[i - 1] - 1);
        }
        return signs >= 0;
    }

    /** A column of less than 32 bits cannot hold a negative number, nor lift a base of less than 2^30 to one. */
    private static boolean arePositive(PostingsBlock block) {
        if (block.minLength < 1) {
            return false;
        }
        if (block.freqWidth < Integer.SIZE && block.lengthWidth < Integer.SIZE && block.minLength < 1 << 30) {
            return true;
        }
        block.unpack();
        int signs = 0;
        for (int i = 0; i < block.length; i++) {
            signs |= (block.termFreqs[i] - 1) | block.termFreqs[i] | (block.docLengths[i] - 1) | block.docLengths[i];
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
