package io.vecstore.internal.segment;

import io.vecstore.Document;
import io.vecstore.analysis.Analyzer;
import io.vecstore.internal.bm25.MemoryPostings;
import io.vecstore.internal.bm25.Postings;
import io.vecstore.internal.fields.FieldIndex;
import io.vecstore.internal.fields.MemoryFields;
import io.vecstore.internal.model.OrdinalList;
import io.vecstore.internal.model.RecordData;
import java.lang.foreign.Arena;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The records that are in the log and not yet in a segment on disk, searchable at once. One writer appends; readers see
 * what lies below the limits of their view.
 */
public final class MemTable extends Segment {

    /** Heap that a row takes beside its vector, text and indexed metadata: objects, map entries, postings. */
    private static final int ROW_OVERHEAD_BYTES = 512;

    private final Arena arena = Arena.ofShared();
    private final MemoryTable records = new MemoryTable();
    private final MemoryTable documents = new MemoryTable();
    private final ConcurrentHashMap<String, OrdinalList> chunks = new ConcurrentHashMap<>();
    private final MemoryPostings postings;
    private final MemoryFields fields = new MemoryFields();
    private volatile @Nullable MemoryVectors vectors;
    private volatile long byteSize;

    public MemTable(Analyzer analyzer) {
        this.postings = new MemoryPostings(analyzer);
    }

    /** Appends a record; whether an older one is to be deleted is the caller's to settle. */
    public int append(RecordData data) {
        int ordinal = records.append(data.withVector(null));
        long bytes = ROW_OVERHEAD_BYTES + fields.add(ordinal, data.metadata());
        float[] vector = data.vector();
        if (vector != null) {
            vectorsOf(vector.length).set(ordinal, vector);
            bytes += (long) vector.length * Float.BYTES;
        }
        String text = data.text();
        if (text != null) {
            if (data.deletedAt() == RecordData.NEVER) {
                postings.add(ordinal, text);
            }
            bytes += 4L * text.length();
        }
        String documentId = data.documentId();
        if (documentId != null) {
            chunks.computeIfAbsent(documentId, id -> new OrdinalList()).add(ordinal);
        }
        grow(bytes);
        return ordinal;
    }

    /** Appends a document. */
    public int append(Document document, long version) {
        grow(ROW_OVERHEAD_BYTES + 2L * document.text().length());
        return documents.append(RecordData.of(document, version));
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // there is one writer
    private void grow(long bytes) {
        byteSize += bytes;
    }

    private MemoryVectors vectorsOf(int dimension) {
        MemoryVectors known = vectors;
        if (known == null) {
            known = new MemoryVectors(arena, dimension);
            vectors = known;
        }
        assert known.dimension() == dimension;
        return known;
    }

    /** About how many bytes of memory this takes. */
    public long byteSize() {
        return byteSize;
    }

    @Override
    public Table records() {
        return records;
    }

    @Override
    public Table documents() {
        return documents;
    }

    @Override
    public @Nullable VectorMatrix vectors() {
        return vectors;
    }

    @Override
    public Postings postings(int limit) {
        return postings.view(limit);
    }

    @Override
    public FieldIndex fields(int limit) {
        return fields.view(limit);
    }

    @Override
    FieldIndex fieldsToMerge(int limit) {
        return fields(limit);
    }

    @Override
    public void forEachChunk(String documentId, int limit, IntConsumer visitor) {
        OrdinalList list = chunks.get(documentId);
        if (list != null) {
            list.forEachBelow(limit, visitor);
        }
    }

    @Override
    void free() {
        arena.close();
    }
}
