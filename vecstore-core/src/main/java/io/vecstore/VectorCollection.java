package io.vecstore;

import io.vecstore.error.InvalidRequestException;
import io.vecstore.error.StorageException;
import io.vecstore.internal.store.CollectionEngine;
import io.vecstore.internal.store.DatabaseEngine;
import io.vecstore.internal.store.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Records under ids, searched by vector, by text, or both. Thread-safe. Readers never wait for writers; each call sees
 * one commit. A write returns once it is visible to all and as durable as {@link DatabaseOptions#durability} says; if it
 * throws, nothing of it was done. Every write throws {@link StorageException} when the disk refuses, and
 * {@link InvalidRequestException} when a vector has another dimension than the collection.
 */
public final class VectorCollection {

    private static final int PURGE_BATCH = 1_000;

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
            return sequenceNumber();
        }
        return database.write(engine, batch.requests());
    }

    /**
     * Makes all changes of a batch, or none, and says what became of each.
     *
     * @throws io.vecstore.error.ConflictException if a record does not have the version that {@link WriteBatch#ifVersion}
     *     asks for; then nothing is changed
     */
    public BatchResult execute(WriteBatch batch) {
        return database.execute(engine, batch.requests(), false);
    }

    /**
     * Makes the changes of a batch in one commit, except those for which {@link WriteBatch#ifVersion} asks for another
     * version than the record has: they are left out, and their result says so.
     */
    public BatchResult executeSkippingConflicts(WriteBatch batch) {
        return database.execute(engine, batch.requests(), true);
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

    /** Removes the record with {@code id}, soft-deleted or not; nothing happens where there is none. */
    public long delete(String id) {
        return write(new WriteBatch().delete(id));
    }

    /** Removes records, all or none. */
    public long delete(Collection<String> ids) {
        WriteBatch batch = new WriteBatch();
        ids.forEach(batch::delete);
        return write(batch);
    }

    /** See {@link WriteBatch#replaceMetadata}. */
    public WriteResult replaceMetadata(String id, Metadata metadata) {
        return single(new WriteBatch().replaceMetadata(id, metadata));
    }

    /** See {@link WriteBatch#mergeMetadata}. */
    public WriteResult mergeMetadata(String id, Metadata patch) {
        return single(new WriteBatch().mergeMetadata(id, patch));
    }

    /** See {@link WriteBatch#setTtl}. */
    public WriteResult setTtl(String id, Duration ttl) {
        return single(new WriteBatch().setTtl(id, ttl));
    }

    /** See {@link WriteBatch#clearTtl}. */
    public WriteResult clearTtl(String id) {
        return single(new WriteBatch().clearTtl(id));
    }

    /** See {@link WriteBatch#softDelete}. */
    public WriteResult softDelete(String id) {
        return single(new WriteBatch().softDelete(id));
    }

    /** See {@link WriteBatch#restore}. */
    public WriteResult restore(String id) {
        return single(new WriteBatch().restore(id));
    }

    private WriteResult single(WriteBatch batch) {
        return execute(batch).results().getFirst();
    }

    /**
     * Removes the records that were soft-deleted before a moment, in commits of {@value #PURGE_BATCH}. One that is
     * restored meanwhile stays. {@link #compact} then frees their space.
     *
     * @return how many were removed
     */
    public long purgeSoftDeleted(Instant before) {
        List<WriteBatch> batches = new ArrayList<>(List.of(new WriteBatch()));
        int[] count = {0};
        forEachSoftDeleted(record -> {
            if (record.deletedAt().orElseThrow().isBefore(before)) {
                if (count[0]++ % PURGE_BATCH == 0) {
                    batches.add(new WriteBatch());
                }
                batches.getLast().delete(record.id()).ifVersion(record.version());
            }
        });
        return batches.stream()
                .filter(batch -> !batch.isEmpty())
                .flatMap(batch -> executeSkippingConflicts(batch).results().stream())
                .filter(result -> result.outcome() == WriteResult.Outcome.DELETED)
                .count();
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

    /** See {@link Snapshot#softDeleted}. */
    public Optional<VectorRecord> softDeleted(String id) {
        return reading(snapshot -> snapshot.softDeleted(id));
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
        reading(snapshot -> {
            snapshot.forEach(action);
            return snapshot;
        });
    }

    /** See {@link Snapshot#forEachSoftDeleted}. */
    public void forEachSoftDeleted(Consumer<VectorRecord> action) {
        reading(snapshot -> {
            snapshot.forEachSoftDeleted(action);
            return snapshot;
        });
    }

    /** See {@link Snapshot#forEachDocument}. */
    public void forEachDocument(Consumer<Document> action) {
        reading(snapshot -> {
            snapshot.forEachDocument(action);
            return snapshot;
        });
    }

    /** See {@link Snapshot#search}. */
    public SearchResult search(SearchRequest request) {
        return reading(snapshot -> snapshot.search(request));
    }

    /** See {@link Snapshot#termStatistics}. */
    public TermStatistics termStatistics(String text) {
        return reading(snapshot -> snapshot.termStatistics(text));
    }

    /**
     * Runs changes that are committed together at the end of {@code body}, or not at all if it throws. Nobody else writes
     * to the database while it runs, so that what it reads stays true: keep it short, and wait in it for no other thread
     * that writes.
     *
     * @return the number of the commit; of the newest one if nothing was changed
     * @throws InvalidRequestException if this thread is running a transaction on the database already
     */
    public long transaction(Consumer<CollectionTransaction> body) {
        return database.transact(
                transaction -> body.accept(new CollectionTransaction(database, transaction.part(name()))));
    }

    /** The collection as it is now, to be read repeatedly; to be closed. */
    public Snapshot snapshot() {
        return Snapshot.watched(database, engine, engine.acquire());
    }

    /** Writes what is in memory into segments. Nothing is lost without: it shortens the next opening. */
    public void flush() {
        database.flush(engine);
    }

    /**
     * Merges all segments into one and frees the space of what was deleted or has expired. Needs as much free disk as the
     * live records take; readers and writers go on meanwhile. It rests now and then while searches are under way that
     * need its cores. It happens by itself, segment by segment, where a third is
     * garbage or segments of similar size have come together.
     *
     * @throws io.vecstore.error.ClosedException if the database is closed meanwhile; nothing has changed then
     */
    public void compact() {
        compact(progress -> true);
    }

    /**
     * {@link #compact()} that tells its progress and can be ended.
     *
     * @param goOn called every few kilobytes from this thread; false ends the compaction, and nothing has changed
     * @return whether it came to its end
     * @throws InvalidRequestException if called by {@code goOn}
     */
    public boolean compact(Predicate<CompactionProgress> goOn) {
        return database.compact(engine, goOn);
    }

    /** The long calls of this collection, as futures. */
    public AsyncCollection async() {
        return new AsyncCollection(this, database.async());
    }

    /** The number of the newest commit that shows. */
    long sequenceNumber() {
        return reading(Snapshot::sequenceNumber);
    }

    /** Numbers about the collection. */
    public CollectionStats stats() {
        return CollectionStats.of(database, engine);
    }

    private <T> T reading(Function<Snapshot, T> action) {
        View view = engine.acquire();
        try {
            return action.apply(Snapshot.untracked(database, engine, view));
        } finally {
            view.release();
        }
    }
}
