package io.vecstore.internal.bm25;

/**
 * The postings of one block, column by column; reused from block to block. Ordinals are always there, frequencies and
 * lengths may still be packed: {@link #unpack} them to read many, or ask for single ones. One thread at a time.
 */
final class PostingsBlock {

    private static final int SIZE = TermPostings.BLOCK_SIZE;

    /** After {@link #length} ordinals comes one that no ordinal reaches, up to the end. */
    final int[] ordinals = new int[SIZE + PackedColumn.SLACK];

    final int[] termFreqs = new int[SIZE + PackedColumn.SLACK];
    final int[] docLengths = new int[SIZE + PackedColumn.SLACK];
    int length;

    /** The packed columns, as {@link BlockCodec} has read them. */
    final int[] words = new int[BlockCodec.MAX_WORDS];

    int freqsFrom;
    int freqWidth;
    int lengthsFrom;
    int lengthWidth;
    int minLength;
    boolean isPacked;

    int termFreq(int index) {
        return isPacked ? 1 + PackedColumn.get(words, freqsFrom, freqWidth, length, index) : termFreqs[index];
    }

    int docLength(int index) {
        return isPacked
                ? minLength + PackedColumn.get(words, lengthsFrom, lengthWidth, length, index)
                : docLengths[index];
    }

    /** Makes {@link #termFreqs} and {@link #docLengths} readable. */
    void unpack() {
        if (isPacked) {
            PackedColumn.unpack(words, freqsFrom, freqWidth, length, 1, termFreqs);
            PackedColumn.unpack(words, lengthsFrom, lengthWidth, length, minLength, docLengths);
            isPacked = false;
        }
    }

    /** Sets the length, once the ordinals are there. */
    void end(int newLength) {
        length = newLength;
        for (int i = newLength; i < SIZE; i++) {
            ordinals[i] = Integer.MAX_VALUE;
        }
    }

    /** The index of the first posting whose ordinal is at least {@code target}: a binary search without branches. */
    int indexOf(int target) {
        int at = 0;
        for (int half = SIZE / 2; half > 0; half >>= 1) {
            at += half & (ordinals[at + half - 1] - target) >> 31;
        }
        return at + ((ordinals[at] - target) >>> 31);
    }
}
