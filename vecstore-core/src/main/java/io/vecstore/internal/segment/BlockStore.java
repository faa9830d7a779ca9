package io.vecstore.internal.segment;

import io.vecstore.error.CorruptDataException;
import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;
import java.util.function.IntFunction;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link BlockStoreWriter} wrote. Immutable; each thread takes its own {@link #cursor}, or {@link #lookup} for
 * single values.
 */
final class BlockStore {

    private static final int ENTRY_BYTES = 12;
    private static final int BLOCK_HEADER_BYTES = 12;
    /** Deflate does not expand more than this, so a larger claim is damage, not data. */
    private static final int MAX_RATIO = 1_100;

    private final MemorySegment bytes;
    private final String path;
    private final int section;
    private final BlockCache.OfSegment cached;
    private final int blockCount;
    private final int valueCount;
    private final long directoryAt;

    /**
     * @param bytes section number {@code section} of the segment
     * @param path of the file, for errors
     * @param cached where lookups find blocks of the segment
     */
    BlockStore(MemorySegment bytes, String path, int section, BlockCache.OfSegment cached) {
        this.bytes = bytes;
        this.path = path;
        this.section = section;
        this.cached = cached;
        BinaryReader in = new BinaryReader(bytes, path, 0);
        in.seek(bytes.byteSize() - 2 * Integer.BYTES);
        this.blockCount = in.readInt();
        this.valueCount = in.readInt();
        this.directoryAt = bytes.byteSize() - 2 * Integer.BYTES - (long) blockCount * ENTRY_BYTES;
        if (blockCount < 0 || valueCount < 0 || directoryAt < 0) {
            throw in.corrupt(valueCount + " values in " + blockCount + " blocks are more than the file can hold");
        }
    }

    int count() {
        return valueCount;
    }

    /** For ascending reads of many values: inflates each block by itself, and leaves the cache to others. */
    Cursor cursor() {
        return new Cursor(this::load);
    }

    /** For reads of single values: shares inflated blocks with others through the cache. */
    Cursor lookup() {
        return new Cursor(block -> cached.get(section, block, () -> load(block)));
    }

    private int firstOrdinal(int block) {
        return block == blockCount ? valueCount : bytes.get(Layouts.INT, directoryAt + (long) block * ENTRY_BYTES);
    }

    private long offset(int block) {
        return block == blockCount
                ? directoryAt
                : bytes.get(Layouts.LONG, directoryAt + (long) block * ENTRY_BYTES + Integer.BYTES);
    }

    private int blockOf(int ordinal) {
        int low = 0;
        int high = blockCount - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firstOrdinal(middle) <= ordinal) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private CorruptDataException corrupt(long offset, String reason) {
        return new CorruptDataException(path, offset, reason);
    }

    private InflatedBlock load(int block) {
        if (block >= blockCount) {
            throw corrupt(directoryAt, valueCount + " values are said to lie in " + blockCount + " blocks");
        }
        long at = offset(block);
        byte[] raw = inflate(at, offset(block + 1));
        BinaryReader in = new BinaryReader(MemorySegment.ofArray(raw), path, at);
        int first = firstOrdinal(block);
        return InflatedBlock.of(block, first, firstOrdinal(block + 1) - first, raw, in);
    }

    private byte[] inflate(long at, long end) {
        if (at < 0 || at + BLOCK_HEADER_BYTES > end || end > directoryAt) {
            throw corrupt(at, "a block does not lie within the file");
        }
        BinaryReader in = new BinaryReader(bytes.asSlice(at, end - at), path, at);
        int rawLength = in.readInt();
        int storedLength = in.readInt();
        int checksum = in.readInt();
        if (rawLength < storedLength || rawLength > (long) storedLength * MAX_RATIO) {
            throw in.corrupt(storedLength + " stored bytes cannot stand for " + rawLength);
        }
        byte[] stored = in.readBytes(storedLength);
        CRC32C crc = new CRC32C();
        crc.update(stored);
        if ((int) crc.getValue() != checksum) {
            throw in.corrupt("the checksum of a block does not match its bytes");
        }
        return rawLength == storedLength ? stored : inflate(stored, rawLength, at);
    }

    private byte[] inflate(byte[] stored, int rawLength, long at) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(stored);
            byte[] inflated = new byte[rawLength];
            if (inflater.inflate(inflated) != rawLength) {
                throw corrupt(at, "a block inflates to fewer than " + rawLength + " bytes");
            }
            return inflated;
        } catch (DataFormatException damaged) {
            throw corrupt(at, "a block does not inflate: " + damaged.getMessage());
        } finally {
            inflater.end();
        }
    }

    /** Keeps the block it read last, so that ascending reads load each block once. For one thread. */
    final class Cursor {
        private final IntFunction<InflatedBlock> source;
        private @Nullable InflatedBlock current;

        private Cursor(IntFunction<InflatedBlock> source) {
            this.source = source;
        }

        byte[] value(int ordinal) {
            if (ordinal < 0 || ordinal >= valueCount) {
                throw corrupt(directoryAt, "no value " + ordinal + " among " + valueCount);
            }
            InflatedBlock block = current;
            if (block == null || !block.holds(ordinal)) {
                block = source.apply(blockOf(ordinal));
                if (!block.holds(ordinal)) {
                    throw corrupt(directoryAt, "value " + ordinal + " is not in the block that is said to hold it");
                }
                current = block;
            }
            return block.value(ordinal, path, offset(block.number()));
        }
    }
}
