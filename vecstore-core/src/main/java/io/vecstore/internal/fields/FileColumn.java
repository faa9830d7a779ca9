package io.vecstore.internal.fields;

import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.FramedFile;
import io.vecstore.internal.io.Layouts;
import io.vecstore.internal.io.Sections;
import java.lang.foreign.MemorySegment;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A mapped column. Its bytes are checked by whoever uses it first. Immutable and thread-safe. */
final class FileColumn implements Column {

    private final FramedFile file;
    private final int keyCount;
    private final int keyLength;
    private final int ordinalCount;
    private final int checksum;
    private final MemorySegment keys;
    private final @Nullable MemorySegment keyEnds;
    private final @Nullable MemorySegment ordinalEnds;
    private final MemorySegment ordinals;
    private volatile boolean verified;

    /** Reads what {@link ColumnWriter.Entry#write} wrote after the kind. */
    FileColumn(Sections sections, BinaryReader directory) {
        this.file = sections.file();
        int section = directory.readVarInt();
        this.keyCount = directory.readVarInt();
        this.keyLength = directory.readVarInt();
        this.ordinalCount = directory.readVarInt();
        this.checksum = directory.readInt();
        this.keys = keyLength == 0 ? sections.get(section) : sections.get(section, (long) keyCount * keyLength);
        this.keyEnds = keyLength == 0 ? ends(sections, section + ColumnWriter.KEY_ENDS) : null;
        this.ordinalEnds = ordinalCount == keyCount ? null : ends(sections, section + ColumnWriter.ORDINAL_ENDS);
        this.ordinals = sections.get(section + ColumnWriter.ORDINALS, (long) ordinalCount * Integer.BYTES);
    }

    private MemorySegment ends(Sections sections, int section) {
        return sections.get(section, (long) keyCount * Integer.BYTES);
    }

    /** Compares the checksum once, so that the rest may rely on what the writer guarantees. */
    private void verify() {
        if (verified) {
            return;
        }
        CRC32C actual = new CRC32C();
        actual.update(keys.asByteBuffer());
        if (keyEnds != null) {
            actual.update(keyEnds.asByteBuffer());
        }
        if (ordinalEnds != null) {
            actual.update(ordinalEnds.asByteBuffer());
        }
        actual.update(ordinals.asByteBuffer());
        if ((int) actual.getValue() != checksum) {
            throw file.corrupt(FramedFile.HEADER_BYTES, "the checksum of a column does not match its bytes");
        }
        verified = true;
    }

    @Override
    public Rows rows(KeyRange range) {
        verify();
        int low = ceiling(range.low());
        return rows(low, Math.max(low, end(range)));
    }

    /** The number of keys below the end of the range. */
    private int end(KeyRange range) {
        byte[] high = range.high();
        return high == null ? keyCount : ceiling(high);
    }

    private Run rows(int lowKey, int highKey) {
        return new Run(ordinalStart(lowKey), ordinalStart(highKey));
    }

    @Override
    public KeyCursor keys(KeyRange range) {
        verify();
        return new Cursor(ceiling(range.low()), end(range));
    }

    @Override
    public long keyBytes() {
        return keys.byteSize();
    }

    @Override
    public long ordinalCount() {
        return ordinalCount;
    }

    /** The number of keys below {@code key}. */
    private int ceiling(byte[] key) {
        MemorySegment wanted = MemorySegment.ofArray(key);
        int low = 0;
        int high = keyCount;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(middle, wanted) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int compare(int position, MemorySegment wanted) {
        long start = keyStart(position);
        long length = keyStart(position + 1) - start;
        long mismatch = MemorySegment.mismatch(keys, start, start + length, wanted, 0, wanted.byteSize());
        if (mismatch < 0) {
            return 0;
        }
        if (mismatch == length || mismatch == wanted.byteSize()) {
            return Long.compare(length, wanted.byteSize());
        }
        return Byte.compareUnsigned(keys.get(Layouts.BYTE, start + mismatch), wanted.get(Layouts.BYTE, mismatch));
    }

    private long keyStart(int position) {
        if (keyEnds == null) {
            return (long) position * keyLength;
        }
        return position == 0 ? 0 : keyEnds.get(Layouts.INT, (position - 1L) * Integer.BYTES);
    }

    private int ordinalStart(int position) {
        if (ordinalEnds == null) {
            return position;
        }
        return position == 0 ? 0 : ordinalEnds.get(Layouts.INT, (position - 1L) * Integer.BYTES);
    }

    /** The ordinals of neighbouring keys. */
    private final class Run implements Rows {
        private final int from;
        private final int to;

        Run(int from, int to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public int count() {
            return to - from;
        }

        @Override
        public int copyTo(int[] target, int at) {
            MemorySegment.copy(ordinals, Layouts.INT, (long) from * Integer.BYTES, target, at, to - from);
            return at + to - from;
        }

        @Override
        public void setIn(long[] words) {
            MemorySegment source = ordinals;
            for (long at = (long) from * Integer.BYTES, end = (long) to * Integer.BYTES;
                    at < end;
                    at += Integer.BYTES) {
                int ordinal = source.get(Layouts.INT, at);
                words[ordinal >>> 6] |= 1L << ordinal;
            }
        }
    }

    private final class Cursor implements KeyCursor {
        private final int end;
        private int position;

        Cursor(int start, int end) {
            this.position = start - 1;
            this.end = end;
        }

        @Override
        public boolean next() {
            return ++position < end;
        }

        @Override
        public byte[] key() {
            long start = keyStart(position);
            return keys.asSlice(start, keyStart(position + 1) - start).toArray(Layouts.BYTE);
        }

        @Override
        public Rows rows() {
            return FileColumn.this.rows(position, position + 1);
        }
    }
}
