package io.vecstore.internal.segment;

import io.vecstore.internal.bm25.Postings;
import io.vecstore.internal.fields.FieldIndex;
import io.vecstore.internal.graph.GraphCoverage;
import io.vecstore.internal.model.RecordData;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A run of records, ordinals 0..n-1, with all that is needed to search them; and of documents with ordinals of their
 * own. Counts its users, because its memory is unmapped when the last one lets go.
 */
public abstract sealed class Segment permits MemTable, DiskSegment {

    private final AtomicInteger users = new AtomicInteger(1);

    public abstract Table records();

    public abstract Table documents();

    /** The dense vectors, or null where no record has one. */
    public abstract @Nullable VectorMatrix vectors();

    /** The graph over the vectors, as far as there is one by now. */
    public abstract GraphCoverage graph();

    /** The inverted index of the records below ordinal {@code limit}. */
    public abstract Postings postings(int limit);

    /** The metadata index of the records below ordinal {@code limit}. */
    public abstract FieldIndex fields(int limit);

    /** The same for a merge, which has a damaged index made anew first. */
    abstract FieldIndex fieldsToMerge(int limit, GraphBuild build);

    /** Visits the ordinals below {@code limit} of all rows, live or not, that are chunks of a document. */
    public abstract void forEachChunk(String documentId, int limit, IntConsumer visitor);

    /** A record with its vector, if it has one. */
    public final RecordData record(RowCursor cursor, int ordinal) {
        VectorMatrix matrix = vectors();
        RecordData row = cursor.row(ordinal);
        return matrix != null && matrix.isPresent(ordinal) ? row.withVector(matrix.vector(ordinal)) : row;
    }

    /** Adds a user; the caller is one already. */
    public final void retain() {
        int before = users.getAndIncrement();
        assert before > 0;
    }

    /** Gives up one use; the last one frees the memory. */
    public final void release() {
        if (users.decrementAndGet() == 0) {
            free();
        }
    }

    abstract void free();
}
