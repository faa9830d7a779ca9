package io.vecstore.internal.bm25;

import io.vecstore.error.CorruptDataException;
import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;

/** The record of one term in a {@link PostingsFile}. */
final class FileTermPostings extends TermPostings {

    private static final int TABLE_BYTES = 3 * Integer.BYTES + BlockMaxima.BYTES;

    private final MemorySegment record;
    private final long blocksAt;
    private final long positionsAt;
    private final int ordinalLimit;
    private final String path;
    private final long origin;

    FileTermPostings(int docFreq, MemorySegment record, long positionsAt, int ordinalLimit, String path, long origin) {
        super(docFreq);
        this.record = record;
        this.positionsAt = positionsAt;
        this.ordinalLimit = ordinalLimit;
        this.path = path;
        this.origin = origin;
        this.blocksAt = blockCount() == 1 ? 0 : (long) blockCount() * TABLE_BYTES;
        if (blocksAt > positionsAt) {
            throw corrupt(0, "the table of " + blockCount() + " blocks is longer than the term's record");
        }
    }

    @Override
    int lastOrdinal(int block) {
        return blockCount() == 1 ? ordinalLimit - 1 : tableEntry(0, block);
    }

    @Override
    float maxTfPart(int block, LengthNorm norm) {
        if (blockCount() == 1) {
            return 1;
        }
        long maximaAt = 3L * Integer.BYTES * blockCount() + (long) block * BlockMaxima.BYTES;
        return BlockMaxima.maxTfPart(record, maximaAt, norm);
    }

    @Override
    void load(int block, PostingsBlock into) {
        long offset = blocksAt + (blockCount() == 1 ? 0 : Integer.toUnsignedLong(tableEntry(1, block)));
        int base = block == 0 ? 0 : lastOrdinal(block - 1) + 1;
        int last = Math.min(lastOrdinal(block), ordinalLimit - 1);
        if (!BlockCodec.read(record, offset, positionsAt, blockLength(block), base, last, into)) {
            throw corrupt(offset, "block " + block + " of a term's postings makes no sense");
        }
    }

    @Override
    PositionReader positions(int block) {
        BinaryReader reader = new BinaryReader(record.asSlice(positionsAt), path, origin + positionsAt);
        reader.seek(blockCount() == 1 ? 0 : Integer.toUnsignedLong(tableEntry(2, block)));
        return new FilePositionReader(reader);
    }

    private int tableEntry(int column, int block) {
        return record.get(Layouts.INT, ((long) column * blockCount() + block) * Integer.BYTES);
    }

    private CorruptDataException corrupt(long offset, String reason) {
        return new CorruptDataException(path, origin + offset, reason);
    }
}
