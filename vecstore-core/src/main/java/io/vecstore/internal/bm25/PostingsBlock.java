package io.vecstore.internal.bm25;

/** The decoded postings of one block, column by column; reused from block to block. One thread at a time. */
final class PostingsBlock {

    /** Room for what unpacking writes beyond the last value. */
    private static final int CAPACITY = TermPostings.BLOCK_SIZE + PackedColumn.SLACK;

    final int[] ordinals = new int[CAPACITY];
    final int[] termFreqs = new int[CAPACITY];
    final int[] docLengths = new int[CAPACITY];
    final int[] packed = new int[TermPostings.BLOCK_SIZE];
    int length;

    /** The index of the first posting from {@code from} on whose ordinal is at least {@code target}. */
    int indexOf(int from, int target) {
        int low = from;
        int high = length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ordinals[middle] < target) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
