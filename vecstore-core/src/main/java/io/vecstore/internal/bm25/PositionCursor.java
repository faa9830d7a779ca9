package io.vecstore.internal.bm25;

import org.jspecify.annotations.Nullable;

/** Finds single documents of a term, in ascending order, with their positions. One thread at a time. */
final class PositionCursor {

    private final TermPostings postings;
    private final PostingsBlock block = new PostingsBlock();
    private int current;
    private int at;
    private @Nullable PositionReader reader;
    private int readUpTo;

    PositionCursor(TermPostings postings) {
        this.postings = postings;
        postings.load(0, block);
    }

    /** Goes to {@code ordinal}, not below the last one, and returns its term frequency; 0 if it is not there. */
    int seek(int ordinal) {
        int target = current;
        while (target < postings.blockCount() && postings.lastOrdinal(target) < ordinal) {
            target++;
        }
        if (target == postings.blockCount()) {
            return 0;
        }
        if (target != current) {
            current = target;
            postings.load(current, block);
            at = 0;
            reader = null;
        }
        at = block.indexOf(ordinal);
        return at < block.length && block.ordinals[at] == ordinal ? block.termFreq(at) : 0;
    }

    /** The positions at which {@link #seek} has found something, once: see {@link PositionReader#read}. */
    int[] positions() {
        if (reader == null) {
            reader = postings.positions(current);
            readUpTo = 0;
        }
        for (; readUpTo < at; readUpTo++) {
            reader.skip(block.termFreq(readUpTo));
        }
        readUpTo++;
        return reader.read(block.termFreq(at));
    }
}
