package io.vecstore.internal.bm25;

/** Walks over the terms of one index in the order of their UTF-8 bytes. One thread at a time. */
interface TermIterator {

    /** Goes to the next term; false after the last one. */
    boolean next();

    /** The current term in UTF-8; not to be changed. */
    byte[] term();

    /** The postings of the current term. */
    TermPostings postings();
}
