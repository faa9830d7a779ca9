package io.vecstore;

import io.vecstore.error.InvalidRequestException;
import io.vecstore.error.StorageException;
import io.vecstore.internal.store.CollectionEngine;
import io.vecstore.internal.store.DatabaseEngine;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Records under ids, searched by vector, by text, or both. Thread-safe. Readers never wait for writers; each call sees
 * one commit. A write returns once it is visible to all and as durable as {@link DatabaseOptions#durability} says; if it
 * throws, nothing of it was done. Every write throws {@link StorageException} when the disk refuses, and
 * {@link InvalidRequestException} when a vector has another dimension than the collection.
 */
public final class VectorCollection {

    private final DatabaseEngine database;
    private final CollectionEngine engine;

    VectorCollection(DatabaseEngine database, CollectionEngine engine) {
        this.database = database;
        this.engine = engine;
    }

    public String name() {
        return engine.name();
    }

    public CollectionOptions options() {
        return engine.config();
    }

    /**
     * Makes all changes of a batch, or none.
     *
     * @return the number of the commit; of the newest one if the batch is empty
     */
    public long write(WriteBatch batch) {
        if (batch.isEmpty()) {
            return reading(Snapshot::sequenceNumber);
        }
        return database.write(engine, batch.operations());
    }

    /** Stores a record, in place of the one that had its id. */
    public long upsert(VectorRecord record) {
        return write(new WriteBatch().upsert(record));
    }

    /** Stores records, all or none; the last of those with the same id stays. */
    public long upsert(Collection<VectorRecord> records) {
        WriteBatch batch = new WriteBatch();
        records.forEach(batch::upsert);
        return write(batch);
    }

    /** Removes the record with {@code id}; nothing happens where there is none. */
    public long delete(String id) {
        return write(new WriteBatch().delete(id));
    }

    /** Removes records, all or none. */
    public long delete(Collection<String> ids) {
        WriteBatch batch = new WriteBatch();
        ids.forEach(batch::delete);
        return write(batch);
    }

    /** Stores a document and makes {@code chunks} all the chunks it has, in one commit. */
    public long replaceDocument(Document document, Collection<VectorRecord> chunks) {
        return write(new WriteBatch().replaceDocument(document, chunks));
    }

    /** Stores a document, leaving its chunks as they are. */
    public long putDocument(Document document) {
        return write(new WriteBatch().putDocument(document));
    }

    /** Removes a document and all of its chunks in one commit. */
    public long deleteDocument(String documentId) {
        return write(new WriteBatch().deleteDocument(documentId));
    }

    /** See {@link Snapshot#get}. */
    public Optional<VectorRecord> get(String id) {
        return reading(snapshot -> snapshot.get(id));
    }

    /** See {@link Snapshot#document}. */
    public Optional<Document> document(String id) {
        return reading(snapshot -> snapshot.document(id));
    }

    /** See {@link Snapshot#chunks}. */
    public List<VectorRecord> chunks(String documentId) {
        return reading(snapshot -> snapshot.chunks(documentId));
    }

    /** See {@link Snapshot#count}. */
    public long count() {
        return reading(Snapshot::count);
    }

    /** See {@link Snapshot#documentCount}. */
    public long documentCount() {
        return reading(Snapshot::documentCount);
    }

    /** See {@link Snapshot#forEach}. */
    public void forEach(Consumer<VectorRecord> action) {
        try (Snapshot snapshot = snapshot()) {
            snapshot.forEach(action);
        }
    }

    /** See {@link Snapshot#forEachDocument}. */
    public void forEachDocument(Consumer<Document> action) {
        try (Snapshot snapshot = snapshot()) {
            snapshot.forEachDocument(action);
        }
    }

    /** See {@link Snapshot#search}. */
    public SearchResult search(SearchRequest request) {
        return reading(snapshot -> snapshot.search(request));
    }

    /** See {@link Snapshot#termStatistics}. */
    public TermStatistics termStatistics(String text) {
        return reading(snapshot -> snapshot.termStatistics(text));
    }

    /** The collection as it is now, to be read repeatedly; to be closed. */
    public Snapshot snapshot() {
        return new Snapshot(engine, database.options().clock());
    }

    /** Writes what is in memory into segments. Nothing is lost without: it shortens the next opening. */
    public void flush() {
        database.flush(engine);
    }

    /** Merges all segments into one and frees the space of what was deleted or has expired. */
    public void compact() {
        database.compact(engine);
    }

    /** Numbers about the collection. */
    public CollectionStats stats() {
        return CollectionStats.of(database, engine);
    }

    private <T> T reading(Function<Snapshot, T> action) {
        try (Snapshot snapshot = snapshot()) {
            return action.apply(snapshot);
        }
    }
}
