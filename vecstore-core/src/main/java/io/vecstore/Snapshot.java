package io.vecstore;

import io.vecstore.error.ClosedException;
import io.vecstore.error.CorruptDataException;
import io.vecstore.internal.bm25.CollectionStatistics;
import io.vecstore.internal.bm25.Postings;
import io.vecstore.internal.model.RecordData;
import io.vecstore.internal.model.Row;
import io.vecstore.internal.search.Plan;
import io.vecstore.internal.search.PlanExecutor;
import io.vecstore.internal.search.QueryPlanner;
import io.vecstore.internal.segment.Leaf;
import io.vecstore.internal.segment.RowCursor;
import io.vecstore.internal.segment.Segment;
import io.vecstore.internal.segment.Table;
import io.vecstore.internal.store.CollectionEngine;
import io.vecstore.internal.store.View;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A collection as of one commit: later writes do not show, whatever is read and however often. Holds memory and disk
 * space of what has been replaced since, so close it. Thread-safe; but {@link #close} only once no other thread reads.
 */
public final class Snapshot implements AutoCloseable {

    private final CollectionEngine engine;
    private final InstantSource clock;
    private final View view;
    private final AtomicBoolean closed = new AtomicBoolean();

    Snapshot(CollectionEngine engine, InstantSource clock) {
        this.engine = engine;
        this.clock = clock;
        this.view = engine.acquire();
    }

    /** The number of the newest commit that shows. */
    public long sequenceNumber() {
        return view.sequence();
    }

    /** The record with {@code id}, unless there is none, or it is soft-deleted or has expired. */
    public Optional<VectorRecord> get(String id) {
        return Optional.ofNullable(view().record(id, clock.millis())).map(VectorRecord::new);
    }

    /** The soft-deleted record with {@code id}, unless there is none or it has expired. */
    public Optional<VectorRecord> softDeleted(String id) {
        long now = clock.millis();
        Row row = view().row(id);
        return row != null && row.isUnexpired(now) && !row.isVisible(now)
                ? Optional.of(new VectorRecord(row.data()))
                : Optional.empty();
    }

    /** The document with {@code id}. */
    public Optional<Document> document(String id) {
        return Optional.ofNullable(view().document(id)).map(Snapshot::toDocument);
    }

    /** The records that are chunks of a document, in the order in which they were stored. */
    public List<VectorRecord> chunks(String documentId) {
        long now = clock.millis();
        List<VectorRecord> chunks = new ArrayList<>();
        for (Leaf leaf : view().leaves()) {
            Segment segment = leaf.segment();
            RowCursor cursor = segment.records().cursor();
            segment.forEachChunk(documentId, leaf.recordLimit(), ordinal -> {
                if (view.isVisible(leaf, ordinal, now)) {
                    chunks.add(new VectorRecord(segment.record(cursor, ordinal)));
                }
            });
        }
        return chunks;
    }

    /** How many records there are, not counting soft-deleted and expired ones. */
    public long count() {
        return view().recordCount(clock.millis());
    }

    /** How many documents there are. */
    public long documentCount() {
        return view().documentCount();
    }

    /** Hands every record to {@code action}, in no particular order. */
    public void forEach(Consumer<VectorRecord> action) {
        long now = clock.millis();
        for (Leaf leaf : view().leaves()) {
            RowCursor cursor = leaf.segment().records().cursor();
            for (int ordinal = 0; ordinal < leaf.recordLimit(); ordinal++) {
                if (view.isVisible(leaf, ordinal, now)) {
                    action.accept(new VectorRecord(leaf.segment().record(cursor, ordinal)));
                }
            }
        }
    }

    /** Hands every soft-deleted record that has not expired to {@code action}, in no particular order. */
    public void forEachSoftDeleted(Consumer<VectorRecord> action) {
        long now = clock.millis();
        for (Leaf leaf : view().leaves()) {
            RowCursor cursor = leaf.segment().records().cursor();
            for (int ordinal = 0; ordinal < leaf.recordLimit(); ordinal++) {
                if (view.isSoftDeleted(leaf, ordinal, now)) {
                    action.accept(new VectorRecord(leaf.segment().record(cursor, ordinal)));
                }
            }
        }
    }

    /** Hands every document to {@code action}, in no particular order. */
    public void forEachDocument(Consumer<Document> action) {
        for (Leaf leaf : view().leaves()) {
            Table documents = leaf.segment().documents();
            RowCursor cursor = documents.cursor();
            for (int ordinal = 0; ordinal < leaf.documentLimit(); ordinal++) {
                if (documents.liveDocs().isLive(ordinal, view.sequence())) {
                    action.accept(toDocument(cursor.row(ordinal)));
                }
            }
        }
    }

    /**
     * Finds the best records for a request.
     *
     * @throws io.vecstore.error.InvalidRequestException if the query vector has another dimension than the collection
     * @throws CorruptDataException if records are damaged; a damaged index is answered without
     */
    public SearchResult search(SearchRequest request) {
        try {
            return searchOnce(request);
        } catch (CorruptDataException damage) {
            if (engine.setAside(view, damage)) {
                return search(request);
            }
            throw damage;
        }
    }

    private SearchResult searchOnce(SearchRequest request) {
        Plan plan = QueryPlanner.plan(request, view());
        PlanExecutor.Outcome outcome = new PlanExecutor(
                        view, engine.config().metric(), engine.analyzer(), request, clock.millis())
                .execute(plan);
        List<Hit> hits = outcome.found().stream()
                .map(found ->
                        new Hit(new VectorRecord(found.record()), found.score(), found.parts(), found.explanation()))
                .toList();
        return new SearchResult(hits, plan.describe(), outcome.scanned(), outcome.matched(), outcome.steps());
    }

    /** How common the terms of {@code text} are, as the collection's analyzer splits it. */
    public TermStatistics termStatistics(String text) {
        List<Postings> postings = view().leaves().stream()
                .map(leaf -> leaf.segment().postings(leaf.recordLimit()))
                .toList();
        return TermStatistics.of(text, engine.analyzer(), CollectionStatistics.of(postings));
    }

    private static Document toDocument(RecordData row) {
        return new Document(row.id(), Objects.requireNonNullElse(row.text(), ""), row.metadata());
    }

    private View view() {
        if (closed.get()) {
            throw new ClosedException("a snapshot of collection \"" + engine.name() + "\" was used after its close");
        }
        return view;
    }

    /** Gives the view free. Safe to call again. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            view.release();
        }
    }
}
