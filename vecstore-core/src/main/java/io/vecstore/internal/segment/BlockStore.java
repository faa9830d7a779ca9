package io.vecstore.internal.segment;

import io.vecstore.error.CorruptDataException;
import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads what {@link BlockStoreWriter} wrote. Immutable; each thread takes its own {@link #cursor}. */
final class BlockStore {

    private static final int ENTRY_BYTES = 12;
    private static final int BLOCK_HEADER_BYTES = 12;
    /** Deflate does not expand more than this, so a larger claim is damage, not data. */
    private static final int MAX_RATIO = 1_100;

    private final MemorySegment bytes;
    private final String path;
    private final int blockCount;
    private final int valueCount;
    private final long directoryAt;

    BlockStore(MemorySegment bytes, String path) {
        this.bytes = bytes;
        this.path = path;
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

    Cursor cursor() {
        return new Cursor();
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

    /** Keeps the block it inflated last, so that ascending reads inflate each block once. For one thread. */
    final class Cursor {
        private int block = -1;
        private byte[] raw = new byte[0];
        private int[] starts = new int[0];

        byte[] value(int ordinal) {
            if (ordinal < 0 || ordinal >= valueCount) {
                throw corrupt(directoryAt, "no value " + ordinal + " among " + valueCount);
            }
            if (block < 0 || ordinal < firstOrdinal(block) || ordinal >= firstOrdinal(block + 1)) {
                load(blockOf(ordinal));
            }
            BinaryReader in = new BinaryReader(MemorySegment.ofArray(raw), path, offset(block));
            in.seek(starts[ordinal - firstOrdinal(block)]);
            return in.readBytes(in.readCount(1));
        }

        private void load(int wanted) {
            block = -1;
            if (wanted >= blockCount) {
                throw corrupt(directoryAt, valueCount + " values are said to lie in " + blockCount + " blocks");
            }
            raw = inflate(offset(wanted), offset(wanted + 1));
            int count = firstOrdinal(wanted + 1) - firstOrdinal(wanted);
            BinaryReader in = new BinaryReader(MemorySegment.ofArray(raw), path, offset(wanted));
            if (count < 0 || count > raw.length) {
                throw in.corrupt("a block of " + raw.length + " bytes is said to hold " + count + " values");
            }
            starts = new int[count];
            for (int i = 0; i < count; i++) {
                starts[i] = (int) in.position();
                int length = in.readCount(1);
                in.seek(in.position() + length);
            }
            block = wanted;
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
    }
}
