package io.vecstore;

import io.vecstore.error.ClosedException;
import io.vecstore.error.CorruptDataException;
import io.vecstore.internal.bm25.CollectionStatistics;
import io.vecstore.internal.bm25.Postings;
import io.vecstore.internal.events.Events;
import io.vecstore.internal.events.QueryEvent;
import io.vecstore.internal.model.RecordData;
import io.vecstore.internal.search.Plan;
import io.vecstore.internal.search.PlanExecutor;
import io.vecstore.internal.search.QueryPlanner;
import io.vecstore.internal.segment.Leaf;
import io.vecstore.internal.segment.RowCursor;
import io.vecstore.internal.segment.Segment;
import io.vecstore.internal.segment.Table;
import io.vecstore.internal.store.CollectionEngine;
import io.vecstore.internal.store.DatabaseEngine;
import io.vecstore.internal.store.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A collection as of one commit: later writes do not show, whatever is read and however often. Holds memory and disk
 * space of what has been replaced since, so close it. One that is forgotten is given up once it
 * is garbage, and the log says where it was opened. Thread-safe; {@link #close} lets reads that have begun come to their
 * end.
 */
public final class Snapshot implements AutoCloseable {

    private final CollectionEngine engine;
    private final DatabaseEngine database;
    private final View view;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Snapshot(DatabaseEngine database, CollectionEngine engine, View view, boolean watched) {
        this.engine = engine;
        this.database = database;
        this.view = view;
        this.release = watched ? SnapshotHold.watch(this, engine.name(), view) : () -> {};
    }

    /** A snapshot that owns the use of {@code view}, and gives it up with a warning when it is forgotten. */
    static Snapshot watched(DatabaseEngine database, CollectionEngine engine, View view) {
        return new Snapshot(database, engine, view, true);
    }

    /** A snapshot on a view that the caller gives up. */
    static Snapshot untracked(DatabaseEngine database, CollectionEngine engine, View view) {
        return new Snapshot(database, engine, view, false);
    }

    /** The number of the newest commit that shows. */
    public long sequenceNumber() {
        return view.sequence();
    }

    /** The record with {@code id}, unless there is none, or it is soft-deleted or has expired. */
    public Optional<VectorRecord> get(String id) {
        return Optional.ofNullable(read(held -> held.record(id, database.clock().millis())))
                .map(VectorRecord::new);
    }

    /** The soft-deleted record with {@code id}, unless there is none or it has expired. */
    public Optional<VectorRecord> softDeleted(String id) {
        long now = database.clock().millis();
        return read(held -> Optional.ofNullable(held.row(id))
                .filter(row -> row.isUnexpired(now) && !row.isVisible(now))
                .map(row -> new VectorRecord(row.data())));
    }

    /** The document with {@code id}. */
    public Optional<Document> document(String id) {
        return Optional.ofNullable(read(held -> held.document(id))).map(Snapshot::toDocument);
    }

    /** The records that are chunks of a document, in the order in which they were stored. */
    public List<VectorRecord> chunks(String documentId) {
        long now = database.clock().millis();
        List<VectorRecord> chunks = new ArrayList<>();
        forEachLeaf(leaf -> {
            Segment segment = leaf.segment();
            RowCursor cursor = segment.records().lookup();
            segment.forEachChunk(documentId, leaf.recordLimit(), ordinal -> {
                if (view.isVisible(leaf, ordinal, now)) {
                    chunks.add(new VectorRecord(segment.record(cursor, ordinal)));
                }
            });
        });
        return chunks;
    }

    /** How many records there are, not counting soft-deleted and expired ones. */
    public long count() {
        return read(held -> held.recordCount(database.clock().millis()));
    }

    /** How many documents there are. */
    public long documentCount() {
        return read(View::documentCount);
    }

    /** Hands every record to {@code action}, in no particular order. */
    public void forEach(Consumer<VectorRecord> action) {
        long now = database.clock().millis();
        forEachLeaf(leaf -> {
            RowCursor cursor = leaf.segment().records().cursor();
            for (int ordinal = 0; ordinal < leaf.recordLimit(); ordinal++) {
                if (view.isVisible(leaf, ordinal, now)) {
                    action.accept(new VectorRecord(leaf.segment().record(cursor, ordinal)));
                }
            }
        });
    }

    /** Hands every soft-deleted record that has not expired to {@code action}, in no particular order. */
    public void forEachSoftDeleted(Consumer<VectorRecord> action) {
        long now = database.clock().millis();
        forEachLeaf(leaf -> {
            RowCursor cursor = leaf.segment().records().cursor();
            for (int ordinal = 0; ordinal < leaf.recordLimit(); ordinal++) {
                if (view.isSoftDeleted(leaf, ordinal, now)) {
                    action.accept(new VectorRecord(leaf.segment().record(cursor, ordinal)));
                }
            }
        });
    }

    /** Hands every document to {@code action}, in no particular order. */
    public void forEachDocument(Consumer<Document> action) {
        forEachLeaf(leaf -> {
            Table documents = leaf.segment().documents();
            RowCursor cursor = documents.cursor();
            for (int ordinal = 0; ordinal < leaf.documentLimit(); ordinal++) {
                if (documents.liveDocs().isLive(ordinal, view.sequence())) {
                    action.accept(toDocument(cursor.row(ordinal)));
                }
            }
        });
    }

    /**
     * Finds the best records for a request.
     *
     * @throws io.vecstore.error.InvalidRequestException if the query vector has another dimension than the collection
     * @throws io.vecstore.error.DeadlineException if it takes longer than {@link SearchRequest#timeout}
     * @throws io.vecstore.error.CancelledException if the thread is interrupted
     * @throws CorruptDataException if records are damaged; a damaged index is answered without
     */
    public SearchResult search(SearchRequest request) {
        long start = System.nanoTime();
        QueryEvent event = new QueryEvent();
        event.begin();
        SearchResult result = database.searches().run(() -> read(held -> searchMended(request)));
        if (event.shouldCommit()) {
            event.collection = engine.name();
            event.plan = result.plan();
            event.hits = result.hits().size();
            event.scanned = result.scanned();
            event.commit();
        }
        Duration took = Events.since(start);
        if (database.events().isSlow(took)) {
            database.events().tell(new StoreEvent.SlowQuery(engine.name(), request, result.plan(), took));
        }
        return result;
    }

    /** Searches, and once more without a derived file that turns out to be damaged. */
    private SearchResult searchMended(SearchRequest request) {
        try {
            return searchOnce(request);
        } catch (CorruptDataException | InternalError damage) {
            if (engine.setAside(view, damage)) {
                return searchMended(request);
            }
            throw damage;
        }
    }

    private SearchResult searchOnce(SearchRequest request) {
        Plan plan = QueryPlanner.plan(request, view, engine.config());
        PlanExecutor.Outcome outcome = new PlanExecutor(
                        view,
                        engine.config().metric(),
                        engine.analyzer(),
                        request,
                        database.clock().millis())
                .execute(plan);
        List<Hit> hits = outcome.found().stream()
                .map(found ->
                        new Hit(new VectorRecord(found.record()), found.score(), found.parts(), found.explanation()))
                .toList();
        String described =
                plan.describe() + (outcome.notes().isEmpty() ? "" : ": " + String.join("; ", outcome.notes()));
        return new SearchResult(
                hits, described, outcome.scanned(), outcome.visited(), outcome.matched(), outcome.steps());
    }

    /** How common the terms of {@code text} are, as the collection's analyzer splits it. */
    public TermStatistics termStatistics(String text) {
        return read(held -> {
            List<Postings> postings = held.leaves().stream()
                    .map(leaf -> leaf.segment().postings(leaf.recordLimit()))
                    .toList();
            return TermStatistics.of(text, engine.analyzer(), CollectionStatistics.of(postings));
        });
    }

    static Document toDocument(RecordData row) {
        return new Document(row.id(), Objects.requireNonNullElse(row.text(), ""), row.metadata());
    }

    private void forEachLeaf(Consumer<Leaf> action) {
        read(held -> {
            held.leaves().forEach(action);
            return held;
        });
    }

    /** Reads with a use of the view of its own, so that neither close nor the cleaner pulls it away. */
    private <T extends @Nullable Object> T read(Function<View, T> action) {
        if (closed.get() || !view.tryRetain()) {
            throw new ClosedException("a snapshot of collection \"" + engine.name() + "\" was used after its close");
        }
        try {
            engine.requireUncut(view);
            return action.apply(view);
        } catch (InternalError fault) {
            throw view.typed(fault);
        } finally {
            view.release();
        }
    }

    /** Gives the view free. Safe to call again. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }
}
