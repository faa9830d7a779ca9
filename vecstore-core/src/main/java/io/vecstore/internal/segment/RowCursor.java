package io.vecstore.internal.segment;

import io.vecstore.Metadata;
import io.vecstore.internal.model.RecordData;

/** Reads rows of a table, without their vectors. For one thread. */
public interface RowCursor {

    RecordData row(int ordinal);

    Metadata metadata(int ordinal);
}
