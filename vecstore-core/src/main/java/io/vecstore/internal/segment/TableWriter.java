package io.vecstore.internal.segment;

import io.vecstore.internal.io.BinaryWriter;
import io.vecstore.internal.io.SectionWriter;
import io.vecstore.internal.model.RecordData;
import java.util.List;
import java.util.function.Function;

/** Writes the four sections of a {@link MappedTable} from the rows that the sources keep. */
final class TableWriter {

    private interface Values {
        byte[] of(RowCursor cursor, int ordinal);
    }

    private interface RowVisitor {
        void row(Table table, int ordinal);
    }

    private final List<SegmentSource> sources;
    private final Function<SegmentSource, Table> table;
    private final Function<SegmentSource, int[]> map;
    private int flags;

    private TableWriter(
            List<SegmentSource> sources, Function<SegmentSource, Table> table, Function<SegmentSource, int[]> map) {
        this.sources = sources;
        this.table = table;
        this.map = map;
    }

    static TableWriter ofRecords(List<SegmentSource> sources) {
        return new TableWriter(sources, source -> source.segment().records(), SegmentSource::recordMap);
    }

    static TableWriter ofDocuments(List<SegmentSource> sources) {
        return new TableWriter(sources, source -> source.segment().documents(), SegmentSource::documentMap);
    }

    /** Writes the sections from number {@code base} on, and collects the parents of the rows. */
    void write(SectionWriter sections, int base, Parents parents, long seed) {
        sections.section(base + MappedTable.KEYS, out -> {
            KeyDictionary.Builder keys = new KeyDictionary.Builder();
            forEachRow((from, ordinal) -> keys.add(from.id(ordinal)));
            keys.write(out, seed);
        });
        sections.section(
                base + MappedTable.ROWS, out -> forEachRow((from, ordinal) -> writeRow(from, ordinal, parents, out)));
        sections.section(base + MappedTable.METADATA, out -> writeValues(out, RowCursor::metadataBytes));
        sections.section(base + MappedTable.TEXTS, out -> writeValues(out, RowCursor::textBytes));
    }

    /** Whether any row that was written expires or is soft-deleted, as the segment's info says it. */
    int flags() {
        return flags;
    }

    private void writeRow(Table from, int ordinal, Parents parents, BinaryWriter out) {
        String parent = from.parent(ordinal);
        out.writeLong(from.version(ordinal));
        out.writeLong(from.expiresAt(ordinal));
        out.writeInt(parents.add(parent) + 1);
        out.writeInt(from.hasText(ordinal) ? MappedTable.HAS_TEXT : 0);
        out.writeLong(from.deletedAt(ordinal));
        flags |= from.expiresAt(ordinal) != RecordData.NEVER ? SegmentFiles.INFO_RECORDS_EXPIRE : 0;
        flags |= from.deletedAt(ordinal) != RecordData.NEVER ? SegmentFiles.INFO_RECORDS_SOFT_DELETED : 0;
    }

    private void writeValues(BinaryWriter out, Values values) {
        try (BlockStoreWriter store = new BlockStoreWriter(out)) {
            for (SegmentSource source : sources) {
                RowCursor cursor = table.apply(source).cursor();
                int[] newOrdinals = map.apply(source);
                for (int ordinal = 0; ordinal < newOrdinals.length; ordinal++) {
                    if (newOrdinals[ordinal] != Table.ABSENT) {
                        store.add(values.of(cursor, ordinal));
                    }
                }
            }
            store.finish();
        }
    }

    private void forEachRow(RowVisitor visitor) {
        for (SegmentSource source : sources) {
            Table from = table.apply(source);
            int[] newOrdinals = map.apply(source);
            for (int ordinal = 0; ordinal < newOrdinals.length; ordinal++) {
                if (newOrdinals[ordinal] != Table.ABSENT) {
                    visitor.row(from, ordinal);
                }
            }
        }
    }
}
