package io.vecstore.internal.segment;

import io.vecstore.Metadata;
import io.vecstore.internal.model.RecordData;

/** Reads rows of a table, without their vectors. For one thread. */
public interface RowCursor {

    RecordData row(int ordinal);

    Metadata metadata(int ordinal);

    /** The metadata as JSON in UTF-8; nothing for an empty object. */
    byte[] metadataBytes(int ordinal);

    /** The text in UTF-8; nothing where there is none. */
    byte[] textBytes(int ordinal);
}
