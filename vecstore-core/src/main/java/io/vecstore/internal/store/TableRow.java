package io.vecstore.internal.store;

import io.vecstore.internal.model.RecordData;
import io.vecstore.internal.model.Row;
import io.vecstore.internal.segment.Segment;
import org.jspecify.annotations.Nullable;

/** A record in a segment; for as long as somebody holds the segment. */
record TableRow(Segment segment, int ordinal) implements Row {

    @Override
    public long version() {
        return segment.records().version(ordinal);
    }

    @Override
    public long expiresAt() {
        return segment.records().expiresAt(ordinal);
    }

    @Override
    public long deletedAt() {
        return segment.records().deletedAt(ordinal);
    }

    @Override
    public @Nullable String documentId() {
        return segment.records().parent(ordinal);
    }

    @Override
    public RecordData data() {
        return segment.record(segment.records().lookup(), ordinal);
    }
}
