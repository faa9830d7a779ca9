package io.vecstore.internal.bm25;

/**
 * The postings of one term in blocks of {@link #BLOCK_SIZE}, the last one shorter. Immutable; safe to read from many
 * threads.
 */
abstract sealed class TermPostings permits FileTermPostings, MemoryTermPostings {

    static final int BLOCK_SIZE = 128;

    private final int docFreq;

    TermPostings(int docFreq) {
        assert docFreq > 0;
        this.docFreq = docFreq;
    }

    /** The number of documents with the term. */
    final int docFreq() {
        return docFreq;
    }

    final int blockCount() {
        return (docFreq + BLOCK_SIZE - 1) / BLOCK_SIZE;
    }

    final int blockLength(int block) {
        return Math.min(BLOCK_SIZE, docFreq - block * BLOCK_SIZE);
    }

    /** The highest ordinal of a block. */
    abstract int lastOrdinal(int block);

    /** An upper bound of {@link LengthNorm#tfPart} over a block. */
    abstract float maxTfPart(int block, LengthNorm norm);

    /** Fills {@code into}: ordinals ascend and are below the limit, term frequencies and lengths are positive. */
    abstract void load(int block, PostingsBlock into);

    /** A cursor over the positions of one block, to be read in step with its postings. */
    abstract PositionReader positions(int block);
}
