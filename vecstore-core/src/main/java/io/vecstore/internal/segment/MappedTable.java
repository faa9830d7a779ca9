package io.vecstore.internal.segment;

import io.vecstore.Metadata;
import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.Layouts;
import io.vecstore.internal.io.Sections;
import io.vecstore.internal.model.RecordData;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a segment on disk, in four sections: keys ({@link KeyDictionary}); rows of {@value #ROW_BYTES} bytes
 * (version i64, expiry i64, parent position + 1 u32, flags u32, time of soft deletion i64); metadata and texts
 * ({@link BlockStore}). Metadata lie apart, so that filters do not inflate texts.
 */
final class MappedTable implements Table {

    static final int ROW_BYTES = 32;
    static final int HAS_TEXT = 1;

    /** Sections of a table, counted from its base number. */
    static final int KEYS = 0;

    static final int ROWS = 1;
    static final int METADATA = 2;
    static final int TEXTS = 3;

    private final LiveDocs liveDocs = new LiveDocs();
    private final KeyDictionary keys;
    private final KeyDictionary parents;
    private final MemorySegment rows;
    private final BlockStore metadata;
    private final BlockStore texts;
    private final boolean expires;
    private final boolean softDeletes;

    /**
     * @param base the number of the table's first section
     * @param parents the ids that the rows' parent positions stand for
     * @param flags of the segment: whether any row expires or is soft-deleted
     * @param cached where lookups find blocks of the segment
     */
    MappedTable(Sections sections, int base, KeyDictionary parents, int flags, BlockCache.OfSegment cached) {
        String path = sections.file().path().toString();
        this.keys = new KeyDictionary(sections.get(base + KEYS), path);
        this.parents = parents;
        this.rows = sections.get(base + ROWS, (long) keys.count() * ROW_BYTES);
        this.metadata = new BlockStore(sections.get(base + METADATA), path, base + METADATA, cached);
        this.texts = new BlockStore(sections.get(base + TEXTS), path, base + TEXTS, cached);
        if (metadata.count() != keys.count() || texts.count() != keys.count()) {
            throw new BinaryReader(rows, path, 0)
                    .corrupt(keys.count() + " ids, " + metadata.count() + " metadata, " + texts.count() + " texts");
        }
        this.expires = (flags & SegmentFiles.INFO_RECORDS_EXPIRE) != 0;
        this.softDeletes = (flags & SegmentFiles.INFO_RECORDS_SOFT_DELETED) != 0;
    }

    @Override
    public int size() {
        return keys.count();
    }

    @Override
    public LiveDocs liveDocs() {
        return liveDocs;
    }

    @Override
    public int find(String id, int limit) {
        assert limit == size() : limit;
        return keys.find(id);
    }

    @Override
    public RowCursor cursor() {
        return new Cursor(metadata.cursor(), texts.cursor());
    }

    @Override
    public RowCursor lookup() {
        return new Cursor(metadata.lookup(), texts.lookup());
    }

    @Override
    public String id(int ordinal) {
        return keys.key(ordinal);
    }

    @Override
    public long expiresAt(int ordinal) {
        return rows.get(Layouts.LONG, (long) ordinal * ROW_BYTES + 8);
    }

    @Override
    public boolean expires() {
        return expires;
    }

    @Override
    public long deletedAt(int ordinal) {
        return rows.get(Layouts.LONG, (long) ordinal * ROW_BYTES + 24);
    }

    @Override
    public boolean softDeletes() {
        return softDeletes;
    }

    @Override
    public long version(int ordinal) {
        return rows.get(Layouts.LONG, (long) ordinal * ROW_BYTES);
    }

    @Override
    public @Nullable String parent(int ordinal) {
        int parent = rows.get(Layouts.INT, (long) ordinal * ROW_BYTES + 16) - 1;
        return parent < 0 ? null : parents.key(parent);
    }

    @Override
    public boolean hasText(int ordinal) {
        return (rows.get(Layouts.INT, (long) ordinal * ROW_BYTES + 20) & HAS_TEXT) != 0;
    }

    private final class Cursor implements RowCursor {
        private final BlockStore.Cursor metadataCursor;
        private final BlockStore.Cursor textCursor;

        Cursor(BlockStore.Cursor metadataCursor, BlockStore.Cursor textCursor) {
            this.metadataCursor = metadataCursor;
            this.textCursor = textCursor;
        }

        @Override
        public RecordData row(int ordinal) {
            return new RecordData(
                            id(ordinal),
                            null,
                            hasText(ordinal) ? new String(textBytes(ordinal), StandardCharsets.UTF_8) : null,
                            parent(ordinal),
                            metadata(ordinal),
                            expiresAt(ordinal),
                            version(ordinal))
                    .withDeletedAt(deletedAt(ordinal));
        }

        @Override
        public Metadata metadata(int ordinal) {
            byte[] json = metadataBytes(ordinal);
            return json.length == 0 ? Metadata.empty() : Metadata.fromBytes(json);
        }

        @Override
        public byte[] metadataBytes(int ordinal) {
            return metadataCursor.value(ordinal);
        }

        @Override
        public byte[] textBytes(int ordinal) {
            return textCursor.value(ordinal);
        }
    }
}
