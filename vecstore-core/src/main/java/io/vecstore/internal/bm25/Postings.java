package io.vecstore.internal.bm25;

import org.jspecify.annotations.Nullable;

/** The inverted index of one segment or MemTable, fixed at some moment. Safe to read from many threads. */
public sealed interface Postings permits MemoryPostings.View, PostingsFile {

    /** Every ordinal is below this. */
    int ordinalLimit();

    /** The number of ordinals with at least one term. */
    int docCount();

    /** The sum of all document lengths. */
    long sumDocLength();

    /** How many terms the text of {@code ordinal} has; 0 for none. */
    int docLength(int ordinal);

    /** The postings of {@code term}, or null if no document has it. */
    @Nullable
    TermPostings find(String term);

    /** All terms in the order of their UTF-8 bytes. */
    TermIterator terms();
}
