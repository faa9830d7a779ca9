package io.vecstore.internal.bm25;

/** Reads the positions of a block's postings one after the other. One thread at a time. */
interface PositionReader {

    /** Passes over {@code count} positions. */
    void skip(int count);

    /**
     * The positions of the next posting, which has {@code termFreq} of them, ascending. They lie in the first elements
     * of an array that may be longer and that belongs to the reader.
     */
    int[] read(int termFreq);
}
