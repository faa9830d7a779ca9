package io.vecstore.internal.bm25;

import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The sorted terms of a file with the places of their records. Groups of {@link #GROUP_SIZE} terms are found by
 * binary search over their first terms, then read through.
 *
 * <pre>
 * groups  each: varint offset of the first term's record, then the terms
 * term    varint bytes shared with the previous term (not for the first), varint further bytes, these,
 *         varint docFreq, varint offset of the positions in the record, varint bytes of the record
 * offsets u32 for each group
 * </pre>
 */
final class TermDictionary {

    static final int GROUP_SIZE = 16;

    private final MemorySegment bytes;
    private final long groupsBytes;
    private final int termCount;
    private final int groupCount;
    private final String path;
    private final long origin;

    TermDictionary(MemorySegment bytes, long groupsBytes, int termCount, String path, long origin) {
        this.bytes = bytes;
        this.groupsBytes = groupsBytes;
        this.termCount = termCount;
        this.groupCount = (int) ((termCount + (GROUP_SIZE - 1L)) / GROUP_SIZE);
        this.path = path;
        this.origin = origin;
        if (groupsBytes < 0 || groupsBytes != bytes.byteSize() - (long) groupCount * Integer.BYTES) {
            throw reader().corrupt(termCount + " terms in " + groupsBytes + " bytes do not fit the dictionary's "
                    + bytes.byteSize() + " bytes");
        }
    }

    /** A cursor before the first term. */
    Cursor first() {
        return new Cursor(0);
    }

    /** A cursor on {@code term}, or null if it is not there. */
    @Nullable
    Cursor find(byte[] term) {
        int low = 0;
        int high = groupCount - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (compareFirst(middle, term) <= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high < 0 ? null : findInGroup(high, term);
    }

    private @Nullable Cursor findInGroup(int group, byte[] term) {
        Cursor cursor = new Cursor(group * GROUP_SIZE);
        for (int i = 0; i < GROUP_SIZE && cursor.next(); i++) {
            int order = cursor.compareTo(term);
            if (order >= 0) {
                return order == 0 ? cursor : null;
            }
        }
        return null;
    }

    private int compareFirst(int group, byte[] term) {
        BinaryReader reader = reader();
        reader.seek(groupAt(group));
        reader.readVarLong();
        int length = reader.readCount(1);
        MemorySegment first = bytes.asSlice(reader.position(), length);
        long mismatch = first.mismatch(MemorySegment.ofArray(term));
        if (mismatch < 0) {
            return 0;
        }
        if (mismatch == length || mismatch == term.length) {
            return Integer.compare(length, term.length);
        }
        return Byte.compareUnsigned(first.get(Layouts.BYTE, mismatch), term[(int) mismatch]);
    }

    private long groupAt(int group) {
        return Integer.toUnsignedLong(bytes.get(Layouts.INT, groupsBytes + (long) group * Integer.BYTES));
    }

    private BinaryReader reader() {
        return new BinaryReader(bytes, path, origin);
    }

    /** Walks over the terms and holds the entry of the current one. */
    final class Cursor {
        private final BinaryReader reader = reader();
        private int nextTerm;
        private byte[] term = new byte[32];
        private int termLength;
        private long nextRecordAt;
        int docFreq;
        long recordAt;
        long positionsAt;
        long recordBytes;

        private Cursor(int nextTerm) {
            this.nextTerm = nextTerm;
        }

        boolean next() {
            if (nextTerm >= termCount) {
                return false;
            }
            int shared = 0;
            if (nextTerm % GROUP_SIZE == 0) {
                reader.seek(groupAt(nextTerm / GROUP_SIZE));
                nextRecordAt = reader.readVarLong();
            } else {
                shared = reader.readVarInt();
            }
            readTerm(shared);
            docFreq = reader.readVarInt();
            positionsAt = reader.readVarLong();
            recordBytes = reader.readVarLong();
            recordAt = nextRecordAt;
            nextRecordAt += recordBytes;
            nextTerm++;
            return true;
        }

        private void readTerm(int shared) {
            int more = reader.readCount(1);
            if (shared > termLength) {
                throw reader.corrupt("a term shares " + shared + " bytes with one of " + termLength);
            }
            if (shared + more > term.length) {
                term = Arrays.copyOf(term, Math.max(shared + more, 2 * term.length));
            }
            byte[] suffix = reader.readBytes(more);
            System.arraycopy(suffix, 0, term, shared, more);
            termLength = shared + more;
        }

        byte[] term() {
            return Arrays.copyOf(term, termLength);
        }

        int compareTo(byte[] other) {
            return Arrays.compareUnsigned(term, 0, termLength, other, 0, other.length);
        }
    }
}
