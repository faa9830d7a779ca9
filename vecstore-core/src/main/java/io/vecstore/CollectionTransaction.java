package io.vecstore;

import io.vecstore.error.ClosedException;
import io.vecstore.error.ConflictException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.internal.store.DatabaseEngine;
import io.vecstore.internal.store.WriteTransactionPart;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a transaction reads from and does to one collection. {@link #get} and {@link #document} see what the transaction
 * has written; searches, counts and scans see {@link #before}. Every method throws {@link ClosedException} once the
 * transaction has ended, and {@link InvalidRequestException} in another thread than the one that runs it.
 */
public final class CollectionTransaction {

    private final DatabaseEngine database;
    private final WriteTransactionPart part;

    CollectionTransaction(DatabaseEngine database, WriteTransactionPart part) {
        this.database = database;
        this.part = part;
    }

    /** The record with {@code id}, with the changes made so far. */
    public Optional<VectorRecord> get(String id) {
        return Optional.ofNullable(part.record(id)).map(VectorRecord::new);
    }

    /** The document with {@code id}, with the changes made so far. */
    public Optional<Document> document(String id) {
        return Optional.ofNullable(part.document(id)).map(Snapshot::toDocument);
    }

    /** The collection as it was when the transaction began; ends with the transaction. */
    public Snapshot before() {
        return Snapshot.untracked(database, part.collection(), part.view());
    }

    /**
     * Takes the changes of a batch, all or none, as part of the transaction.
     *
     * @return what becomes of each change, once the transaction is committed
     * @throws ConflictException if a record does not have the version that {@link WriteBatch#ifVersion} asks for
     * @throws InvalidRequestException if a vector has another dimension than the collection, or the transaction becomes
     *     larger than {@link WriteBatch#MAX_BYTES}
     */
    public List<WriteResult> write(WriteBatch batch) {
        return part.write(batch.requests());
    }

    /** See {@link WriteBatch#upsert}. */
    public WriteResult upsert(VectorRecord record) {
        return write(new WriteBatch().upsert(record)).getFirst();
    }

    /** See {@link WriteBatch#delete}. */
    public WriteResult delete(String id) {
        return write(new WriteBatch().delete(id)).getFirst();
    }

    /** See {@link WriteBatch#replaceDocument}. */
    public WriteResult replaceDocument(Document document, Collection<VectorRecord> chunks) {
        return write(new WriteBatch().replaceDocument(document, chunks)).getFirst();
    }

    /** See {@link WriteBatch#deleteDocument}. */
    public WriteResult deleteDocument(String documentId) {
        return write(new WriteBatch().deleteDocument(documentId)).getFirst();
    }
}
