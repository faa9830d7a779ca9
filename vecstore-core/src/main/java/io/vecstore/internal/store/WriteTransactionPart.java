package io.vecstore.internal.store;

import io.vecstore.WriteResult;
import io.vecstore.internal.model.RecordData;
import io.vecstore.internal.model.Row;
import io.vecstore.internal.model.WriteOperation;
import io.vecstore.internal.model.WriteRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a transaction reads from and does to one collection. For the thread of the transaction. */
public final class WriteTransactionPart {

    private final WriteTransaction transaction;
    private final CollectionEngine collection;
    private final View view;
    private final Staged rows;
    private final List<WriteOperation> operations = new ArrayList<>();
    private int dimension;

    WriteTransactionPart(WriteTransaction transaction, CollectionEngine collection) {
        this.transaction = transaction;
        this.collection = collection;
        this.view = collection.acquire();
        this.rows = new Staged(view);
        this.dimension = view.dimension();
    }

    public CollectionEngine collection() {
        return collection;
    }

    /** The collection as it was when the transaction began; for as long as the transaction runs. */
    public View view() {
        transaction.requireRunning();
        return view;
    }

    /** The record with {@code id} as the transaction has made it so far, or null. */
    public @Nullable RecordData record(String id) {
        transaction.requireRunning();
        Row row = rows.row(id);
        return row != null && row.isVisible(transaction.now()) ? row.data() : null;
    }

    /** The document with {@code id} as the transaction has made it so far, or null. */
    public @Nullable RecordData document(String id) {
        transaction.requireRunning();
        return rows.document(id);
    }

    /** Takes requests, all or none, and says what becomes of each once the transaction is committed. */
    public List<WriteResult> write(List<WriteRequest> requests) {
        transaction.requireRunning();
        Resolver resolver = new Resolver(new Staged(rows), transaction.sequence(), transaction.now(), false);
        requests.forEach(resolver::resolve);
        int after = collection.checkDimension(dimension, resolver.operations());
        transaction.reserve(resolver.operations());
        dimension = after;
        for (WriteOperation operation : resolver.operations()) {
            operations.add(operation);
            rows.add(operation, transaction.sequence());
        }
        return resolver.results();
    }

    PendingCommit.Change change() {
        return new PendingCommit.Change(collection, operations);
    }

    void release() {
        view.release();
    }
}
