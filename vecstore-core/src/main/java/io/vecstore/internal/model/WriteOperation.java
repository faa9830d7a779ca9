package io.vecstore.internal.model;

import io.vecstore.Document;

/** One change to a collection, as the log keeps it and as the MemTable applies it. */
public sealed interface WriteOperation {

    /** Stores a record in place of the one that had its id. */
    record Upsert(RecordData record) implements WriteOperation {}

    /** Removes a record. */
    record Delete(String id) implements WriteOperation {}

    /** Stores a document without touching its chunks. */
    record PutDocument(Document document) implements WriteOperation {}

    /** Removes a document and all records that are its chunks. */
    record DeleteDocument(String documentId) implements WriteOperation {}
}
