package io.vecstore.internal.bm25;

import java.util.Arrays;

/**
 * Document lengths by ordinal with running sums, so that any ordinal limit has exact statistics. One writer appends,
 * readers take what is published, in the manner of {@link MemoryTerm}.
 */
final class DocumentLengths {

    private volatile int[] docCounts = new int[16];
    private volatile long[] sums = new long[16];
    private volatile int published;

    /** Appends a document; ordinals that were passed over have no text. Writer only. */
    void add(int ordinal, int docLength) {
        int count = published;
        assert ordinal >= count;
        if (ordinal >= sums.length) {
            int capacity = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(ordinal + 1L, 2L * sums.length));
            docCounts = Arrays.copyOf(docCounts, capacity);
            sums = Arrays.copyOf(sums, capacity);
        }
        int docsBefore = count == 0 ? 0 : docCounts[count - 1];
        long sumBefore = count == 0 ? 0 : sums[count - 1];
        Arrays.fill(docCounts, count, ordinal, docsBefore);
        Arrays.fill(sums, count, ordinal, sumBefore);
        docCounts[ordinal] = docsBefore + (docLength > 0 ? 1 : 0);
        sums[ordinal] = sumBefore + docLength;
        published = ordinal + 1;
    }

    /** The number of ordinals appended, those passed over included. */
    int size() {
        return published;
    }

    int docLength(int ordinal) {
        if (ordinal >= published) {
            return 0;
        }
        long[] current = sums;
        return (int) (current[ordinal] - (ordinal == 0 ? 0 : current[ordinal - 1]));
    }

    int docCount(int ordinalLimit) {
        int last = Math.min(ordinalLimit, published) - 1;
        return last < 0 ? 0 : docCounts[last];
    }

    long sumDocLength(int ordinalLimit) {
        int last = Math.min(ordinalLimit, published) - 1;
        return last < 0 ? 0 : sums[last];
    }
}
