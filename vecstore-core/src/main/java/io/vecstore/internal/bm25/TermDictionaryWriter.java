package io.vecstore.internal.bm25;

import io.vecstore.internal.io.BinaryWriter;
import java.util.Arrays;

/**
 * Collects the sorted terms and writes them as {@link TermDictionary} reads them: groups of
 * {@link TermDictionary#GROUP_SIZE}, of which each term leaves out what it shares with the one before.
 */
final class TermDictionaryWriter {

    private final BinaryWriter groups = BinaryWriter.toMemory();
    private final BinaryWriter groupOffsets = BinaryWriter.toMemory();
    private byte[] previous = new byte[0];
    private int termCount;
    private long recordEnd;

    /** Adds a term that is greater than all before; its record follows the previous one's. */
    void add(byte[] term, int docFreq, long positionsAt, long recordBytes) {
        int shared = 0;
        if (termCount % TermDictionary.GROUP_SIZE == 0) {
            groupOffsets.writeInt((int) groups.position());
            groups.writeVarLong(recordEnd);
        } else {
            shared = Math.max(0, Arrays.mismatch(previous, term));
            groups.writeVarInt(shared);
        }
        groups.writeVarInt(term.length - shared);
        groups.writeBytes(term, shared, term.length - shared);
        groups.writeVarInt(docFreq);
        groups.writeVarLong(positionsAt);
        groups.writeVarLong(recordBytes);
        previous = term;
        recordEnd += recordBytes;
        termCount++;
    }

    int termCount() {
        return termCount;
    }

    long groupsBytes() {
        return groups.position();
    }

    void finish(BinaryWriter out) {
        out.writeBytes(groups.array(), 0, (int) groups.position());
        out.writeBytes(groupOffsets.array(), 0, (int) groupOffsets.position());
    }
}
