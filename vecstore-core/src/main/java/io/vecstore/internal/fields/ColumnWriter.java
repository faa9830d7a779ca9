package io.vecstore.internal.fields;

import io.vecstore.internal.io.BinaryWriter;
import io.vecstore.internal.io.SectionWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.zip.CRC32C;

/**
 * Merges the columns of one path and kind into one, and writes it. Keys are streamed; held in memory are the ends of
 * keys and ordinals, and the ordinals.
 */
final class ColumnWriter {

    /** What the directory says of a column. */
    record Entry(FieldKind kind, int section, int keyCount, int keyBytes, int ordinalCount, int checksum) {

        void write(BinaryWriter out) {
            out.writeByte(kind.code());
            out.writeVarInt(section);
            out.writeVarInt(keyCount);
            out.writeVarInt(keyBytes);
            out.writeVarInt(ordinalCount);
            out.writeInt(checksum);
        }
    }

    /** How many section numbers a column takes. */
    static final int SECTIONS = 4;

    static final int KEY_ENDS = 1;
    static final int ORDINAL_ENDS = 2;
    static final int ORDINALS = 3;

    private final BinaryWriter keyEnds = BinaryWriter.toMemory();
    private final BinaryWriter ordinalEnds = BinaryWriter.toMemory();
    private final BinaryWriter ordinals = BinaryWriter.toMemory();
    private final CRC32C checksum = new CRC32C();
    private int[] gathered = new int[16];
    private int keyCount;
    private int ordinalCount;
    private int keyEnd;
    private int shortest = Integer.MAX_VALUE;
    private int longest;

    private ColumnWriter() {}

    /** A column to be merged. */
    @SuppressWarnings("ArrayRecordComponent") // handed over once and never compared
    record Input(Column column, int[] newOrdinals) {}

    /** Writes the sections from number {@code section} on; none where no row is left. */
    static List<Entry> write(SectionWriter sections, int section, FieldKind kind, List<Input> inputs) {
        ColumnWriter writer = new ColumnWriter();
        sections.section(section, out -> writer.merge(kind, inputs, out));
        return writer.keyCount == 0 ? List.of() : List.of(writer.finish(sections, section, kind));
    }

    private Entry finish(SectionWriter sections, int section, FieldKind kind) {
        boolean equallyLong = shortest == longest && longest > 0;
        if (!equallyLong) {
            writeSection(sections, section + KEY_ENDS, keyEnds);
        }
        if (ordinalCount != keyCount) {
            writeSection(sections, section + ORDINAL_ENDS, ordinalEnds);
        }
        writeSection(sections, section + ORDINALS, ordinals);
        return new Entry(kind, section, keyCount, equallyLong ? longest : 0, ordinalCount, (int) checksum.getValue());
    }

    private void writeSection(SectionWriter sections, int number, BinaryWriter content) {
        checksum.update(content.array(), 0, (int) content.position());
        sections.section(number, out -> out.writeBytes(content.array(), 0, (int) content.position()));
    }

    private void merge(FieldKind kind, List<Input> inputs, BinaryWriter out) {
        PriorityQueue<Walk> queue = new PriorityQueue<>(Walk.BY_KEY_THEN_INPUT);
        for (int i = 0; i < inputs.size(); i++) {
            Walk walk = new Walk(i, inputs.get(i), KeyRange.all(kind));
            if (walk.keys.next()) {
                queue.add(walk);
            }
        }
        List<Walk> atKey = new ArrayList<>();
        while (!queue.isEmpty()) {
            byte[] key = queue.peek().keys.key();
            for (Walk walk = queue.peek(); walk != null && Arrays.equals(walk.keys.key(), key); walk = queue.peek()) {
                atKey.add(queue.poll());
            }
            int before = ordinalCount;
            atKey.forEach(this::copyOrdinals);
            if (ordinalCount > before) {
                writeKey(key, out);
            }
            atKey.stream().filter(walk -> walk.keys.next()).forEach(queue::add);
            atKey.clear();
        }
    }

    private void copyOrdinals(Walk walk) {
        Column.Rows rows = walk.keys.rows();
        if (rows.count() > gathered.length) {
            gathered = new int[Math.max(rows.count(), 2 * gathered.length)];
        }
        int count = rows.copyTo(gathered, 0);
        for (int i = 0; i < count; i++) {
            int ordinal = walk.newOrdinals[gathered[i]];
            if (ordinal != FieldsSource.DROPPED) {
                ordinals.writeInt(ordinal);
                ordinalCount++;
            }
        }
    }

    private void writeKey(byte[] key, BinaryWriter out) {
        out.writeBytes(key);
        checksum.update(key);
        keyCount++;
        keyEnd += key.length;
        shortest = Math.min(shortest, key.length);
        longest = Math.max(longest, key.length);
        keyEnds.writeInt(keyEnd);
        ordinalEnds.writeInt(ordinalCount);
    }

    private static final class Walk {
        private static final Comparator<Walk> BY_KEY_THEN_INPUT = (a, b) -> {
            int byKey = Arrays.compareUnsigned(a.keys.key(), b.keys.key());
            return byKey != 0 ? byKey : Integer.compare(a.number, b.number);
        };

        private final int number;
        private final Column.KeyCursor keys;
        private final int[] newOrdinals;

        Walk(int number, Input input, KeyRange all) {
            this.number = number;
            this.keys = input.column().keys(all);
            this.newOrdinals = input.newOrdinals();
        }
    }
}
