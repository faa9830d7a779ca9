package io.vecstore.internal.bm25;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The growing postings of one term. One writer appends, readers take what is published. The writer fills elements
 * beyond {@code published}, replaces an array only by a longer copy, and then raises {@code published}: a reader that
 * reads the count first finds that many postings in whatever arrays it reads next.
 */
final class MemoryTerm {

    private static final int NONE = -1;

    private volatile int[] ordinals = new int[1];
    private volatile int[] positionEnds = new int[1];
    private volatile int[] positions = new int[1];
    private volatile int published;
    private int pendingOrdinal = NONE;

    /** Notes an occurrence in the document being added; true if it is the first one. Writer only. */
    boolean add(int ordinal, int position) {
        int at = published;
        boolean first = pendingOrdinal != ordinal;
        if (first) {
            begin(at, ordinal);
        }
        int end = positionEnds[at];
        if (end == positions.length) {
            positions = Arrays.copyOf(positions, Math.multiplyExact(end, 2));
        }
        positions[end] = position;
        positionEnds[at] = end + 1;
        return first;
    }

    private void begin(int at, int ordinal) {
        if (at == ordinals.length) {
            int capacity = Math.multiplyExact(at, 2);
            ordinals = Arrays.copyOf(ordinals, capacity);
            positionEnds = Arrays.copyOf(positionEnds, capacity);
        }
        ordinals[at] = ordinal;
        positionEnds[at] = at == 0 ? 0 : positionEnds[at - 1];
        pendingOrdinal = ordinal;
    }

    /** Shows the document being added to readers. Writer only. */
    void publish() {
        pendingOrdinal = NONE;
        int docFreq = published;
        published = docFreq + 1;
    }

    /** Forgets the document being added. Writer only. */
    void discard() {
        pendingOrdinal = NONE;
    }

    /** The postings of ordinals below {@code ordinalLimit}, or null if there are none. */
    @Nullable
    MemoryTermPostings postings(int ordinalLimit, DocumentLengths lengths) {
        int count = published;
        int[] currentOrdinals = ordinals;
        int found = Arrays.binarySearch(currentOrdinals, 0, count, ordinalLimit);
        int docFreq = found >= 0 ? found : -found - 1;
        return docFreq == 0 ? null : new MemoryTermPostings(docFreq, currentOrdinals, positionEnds, positions, lengths);
    }
}
