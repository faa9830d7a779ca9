package io.vecstore.internal.store;

import io.vecstore.internal.model.RecordData;
import io.vecstore.internal.model.Row;
import org.jspecify.annotations.Nullable;

/** What is stored in a collection under each id, as far as a writer has to know it. */
interface Rows {

    /** The record with {@code id}, be it soft-deleted or expired, or null. */
    @Nullable
    Row row(String id);

    /** The document with {@code id}, kept like a record, or null. */
    @Nullable
    RecordData document(String id);
}
