package io.vecstore.internal.segment;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Which ordinals of one table are deleted, and since which commit, so that every reader sees the deletions up to its
 * own sequence number and no later one. One writer; any number of readers without locks: a reader that misses a store
 * misses one that is newer than its view.
 */
public final class LiveDocs {

    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int CHUNK_BITS = 12;
    private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;
    private static final long[] NONE = new long[0];

    private volatile long[][] chunks = new long[0][];
    private int deletedCount;

    /** Whether {@code ordinal} is not deleted as of commit {@code sequence}. */
    public boolean isLive(int ordinal, long sequence) {
        long[][] all = chunks;
        int chunk = ordinal >>> CHUNK_BITS;
        if (chunk >= all.length || all[chunk].length == 0) {
            return true;
        }
        long deletedAt = (long) ELEMENT.getOpaque(all[chunk], ordinal & CHUNK_MASK);
        return deletedAt == 0 || deletedAt > sequence;
    }

    /**
     * Deletes {@code ordinal} as of commit {@code sequence}; the first deletion counts.
     *
     * @return whether it was live until now
     */
    public boolean delete(int ordinal, long sequence) {
        assert sequence > 0 : sequence;
        long[] chunk = chunkFor(ordinal);
        if (chunk[ordinal & CHUNK_MASK] != 0) {
            return false;
        }
        ELEMENT.setOpaque(chunk, ordinal & CHUNK_MASK, sequence);
        deletedCount++;
        return true;
    }

    /** How many are deleted; for the writer. */
    public int deletedCount() {
        return deletedCount;
    }

    /** Receives deletions. */
    @FunctionalInterface
    public interface Visitor {
        void deleted(int ordinal, long sequence);
    }

    /** Visits the deletions by commits in ({@code after}, {@code upTo}], ordinals ascending; for the writer. */
    public void forEachDeleted(long after, long upTo, Visitor visitor) {
        long[][] all = chunks;
        for (int c = 0; c < all.length; c++) {
            for (int i = 0; i < all[c].length; i++) {
                long deletedAt = (long) ELEMENT.getOpaque(all[c], i);
                if (deletedAt > after && deletedAt <= upTo) {
                    visitor.deleted((c << CHUNK_BITS) | i, deletedAt);
                }
            }
        }
    }

    private long[] chunkFor(int ordinal) {
        int chunk = ordinal >>> CHUNK_BITS;
        long[][] all = chunks;
        if (chunk >= all.length) {
            long[][] grown = Arrays.copyOf(all, chunk + 1);
            Arrays.fill(grown, all.length, grown.length, NONE);
            all = grown;
        }
        if (all[chunk].length == 0) {
            all = all == chunks ? all.clone() : all;
            all[chunk] = new long[1 << CHUNK_BITS];
            chunks = all;
        }
        return all[chunk];
    }
}
