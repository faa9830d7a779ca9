package io.vecstore.internal.segment;

import io.vecstore.Metadata;
import io.vecstore.internal.model.RecordData;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The rows of a MemTable. One writer; readers see the rows below the limit that their view was published with. */
final class MemoryTable implements Table, RowCursor {

    private static final byte[] NOTHING = new byte[0];
    private static final int CHUNK_BITS = 10;
    private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;

    /** A row and the ordinal of the row that had its id before, or {@link Table#ABSENT}. */
    private record Row(RecordData data, int previous) {}

    private final LiveDocs liveDocs = new LiveDocs();
    private final ConcurrentHashMap<String, Integer> newestById = new ConcurrentHashMap<>();
    private volatile Row[][] chunks = new Row[0][];
    private volatile int size;
    private volatile boolean expires;
    private volatile boolean softDeletes;

    /** Appends a row and returns its ordinal. */
    int append(RecordData data) {
        int ordinal = size;
        if (ordinal >>> CHUNK_BITS == chunks.length) {
            Row[][] grown = Arrays.copyOf(chunks, chunks.length + 1);
            grown[chunks.length] = new Row[1 << CHUNK_BITS];
            chunks = grown;
        }
        int previous = newestById.getOrDefault(data.id(), ABSENT);
        chunks[ordinal >>> CHUNK_BITS][ordinal & CHUNK_MASK] = new Row(data, previous);
        if (data.expiresAt() != RecordData.NEVER) {
            expires = true;
        }
        if (data.deletedAt() != RecordData.NEVER) {
            softDeletes = true;
        }
        size = ordinal + 1;
        newestById.put(data.id(), ordinal);
        return ordinal;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public LiveDocs liveDocs() {
        return liveDocs;
    }

    @Override
    public int find(String id, int limit) {
        int ordinal = newestById.getOrDefault(id, ABSENT);
        while (ordinal >= limit) {
            ordinal = at(ordinal).previous();
        }
        return ordinal;
    }

    @Override
    public RowCursor cursor() {
        return this;
    }

    @Override
    public RowCursor lookup() {
        return this;
    }

    @Override
    public RecordData row(int ordinal) {
        return at(ordinal).data();
    }

    @Override
    public Metadata metadata(int ordinal) {
        return row(ordinal).metadata();
    }

    @Override
    public String id(int ordinal) {
        return row(ordinal).id();
    }

    @Override
    public long expiresAt(int ordinal) {
        return row(ordinal).expiresAt();
    }

    @Override
    public boolean expires() {
        return expires;
    }

    @Override
    public long deletedAt(int ordinal) {
        return row(ordinal).deletedAt();
    }

    @Override
    public boolean softDeletes() {
        return softDeletes;
    }

    @Override
    public long version(int ordinal) {
        return row(ordinal).version();
    }

    @Override
    public @Nullable String parent(int ordinal) {
        return row(ordinal).documentId();
    }

    @Override
    public boolean hasText(int ordinal) {
        return row(ordinal).text() != null;
    }

    @Override
    public byte[] metadataBytes(int ordinal) {
        Metadata metadata = metadata(ordinal);
        return metadata.isEmpty() ? NOTHING : metadata.toBytes();
    }

    @Override
    public byte[] textBytes(int ordinal) {
        String text = row(ordinal).text();
        return text == null ? NOTHING : text.getBytes(StandardCharsets.UTF_8);
    }

    private Row at(int ordinal) {
        return chunks[ordinal >>> CHUNK_BITS][ordinal & CHUNK_MASK];
    }
}
