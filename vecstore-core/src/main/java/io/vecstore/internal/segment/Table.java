package io.vecstore.internal.segment;

import io.vecstore.internal.model.RecordData;
import org.jspecify.annotations.Nullable;

/**
 * Rows under ids: the records of a segment, or its documents (as records without vector). Rows are appended, never
 * changed; an id may have several rows in memory, of which the newest live one counts.
 */
public sealed interface Table permits MemoryTable, MappedTable {

    /** Ordinal for "no such row". */
    int ABSENT = -1;

    /** Rows so far. */
    int size();

    LiveDocs liveDocs();

    /** The newest row below ordinal {@code limit} that has {@code id}, or {@link #ABSENT}. */
    int find(String id, int limit);

    /** A reader of many rows for one thread, fast when ordinals ascend; leaves {@link BlockCache} to others. */
    RowCursor cursor();

    /** A reader of single rows for one thread, which finds through {@link BlockCache} what was read before. */
    RowCursor lookup();

    String id(int ordinal);

    /** The sequence number of the commit that stored the row. */
    long version(int ordinal);

    /** The document that the row is a chunk of, or null. */
    @Nullable
    String parent(int ordinal);

    boolean hasText(int ordinal);

    /** Milliseconds since the epoch, or {@link RecordData#NEVER}. */
    long expiresAt(int ordinal);

    /** Whether any row expires at all. */
    boolean expires();

    /** When the row was soft-deleted, in milliseconds since the epoch, or {@link RecordData#NEVER}. */
    long deletedAt(int ordinal);

    /** Whether any row is soft-deleted. */
    boolean softDeletes();
}
