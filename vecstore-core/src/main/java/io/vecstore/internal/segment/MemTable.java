package io.vecstore.internal.segment;

import io.vecstore.CollectionOptions;
import io.vecstore.Document;
import io.vecstore.analysis.Analyzer;
import io.vecstore.internal.bm25.MemoryPostings;
import io.vecstore.internal.bm25.Postings;
import io.vecstore.internal.fields.FieldIndex;
import io.vecstore.internal.fields.MemoryFields;
import io.vecstore.internal.graph.GraphCoverage;
import io.vecstore.internal.graph.GraphParameters;
import io.vecstore.internal.graph.MemoryGraph;
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

    /** Fewer rows than this are scanned more quickly than a task is started for them. */
    private static final int MIN_ROWS_TO_INDEX = 256;

    private final Arena arena = Arena.ofShared();
    private final MemoryTable records = new MemoryTable();
    private final MemoryTable documents = new MemoryTable();
    private final ConcurrentHashMap<String, OrdinalList> chunks = new ConcurrentHashMap<>();
    private final MemoryPostings postings;
    private final MemoryFields fields = new MemoryFields();
    private final CollectionOptions options;
    private volatile @Nullable MemoryVectors vectors;
    private volatile @Nullable MemoryGraph graph;
    private volatile boolean indexingStopped;
    private volatile long byteSize;

    public MemTable(CollectionOptions options) {
        this.options = options;
        this.postings = new MemoryPostings(Analyzer.named(options.analyzer()));
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
            if (GraphParameters.serves(options.metric())) {
                graph = new MemoryGraph(GraphParameters.of(options, dimension), arena);
            }
            vectors = known;
        }
        assert known.dimension() == dimension;
        return known;
    }

    /** Whether there are so many rows without a graph that {@link #extendGraph} is worth while. */
    public boolean wantsGraph() {
        return graph != null
                && !indexingStopped
                && records.size() >= options.index().minVectors()
                && records.size() - graph().rows() >= MIN_ROWS_TO_INDEX;
    }

    /** Inserts into the graph what lies below {@code rows}; for a user of the table, beside the writer and readers. */
    public void extendGraph(int rows) {
        MemoryGraph growing = graph;
        MemoryVectors matrix = vectors;
        if (growing != null && matrix != null) {
            growing.extend(matrix, rows, () -> indexingStopped);
        }
    }

    /** Ends {@link #extendGraph} soon and for good, and waits for that: what there is of the graph is final. */
    public void stopIndexing() {
        indexingStopped = true;
        extendGraph(0);
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
    public GraphCoverage graph() {
        MemoryGraph growing = graph;
        return growing == null ? GraphCoverage.NONE : growing.coverage();
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
    FieldIndex fieldsToMerge(int limit, GraphBuild build) {
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
