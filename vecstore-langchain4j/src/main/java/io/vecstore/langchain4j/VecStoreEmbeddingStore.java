package io.vecstore.langchain4j;

import static dev.langchain4j.internal.ValidationUtils.ensureConsistentSizes;
import static dev.langchain4j.internal.ValidationUtils.ensureNotBlank;
import static dev.langchain4j.internal.ValidationUtils.ensureNotNull;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.filter.Filter;
import io.vecstore.Snapshot;
import io.vecstore.VectorCollection;
import io.vecstore.WriteBatch;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A collection of vecstore as langchain4j's embedding store: persistent, in this process, with hybrid search. Safe for
 * use by many threads.
 *
 * <pre>{@code
 * try (VecStoreEmbeddingStore store = VecStoreEmbeddingStore.open(Path.of("store"))) {
 *     store.add(model.embed(segment).content(), segment);
 * }
 * }</pre>
 *
 * <p>A call that writes is one atomic commit. An id that is there already is replaced. The first embedding decides the
 * dimension, unless the builder did. A segment comes back equal to what was stored, metadata types included.
 *
 * <p>A score is {@code (cosine + 1) / 2}. Where the builder asked for {@linkplain VecStoreEmbeddingStoreBuilder#hybrid
 * hybrid search} and the request has a query text, the score is the fused one, also within 0 and 1, but relative to the
 * candidates of this one search: the best of them may have 1 although it is not close.
 *
 * <p>Failures of the store are {@link io.vecstore.error.VecStoreException}s.
 */
public final class VecStoreEmbeddingStore implements EmbeddingStore<TextSegment>, AutoCloseable {

    private final VectorCollection collection;
    private final SegmentSearcher searcher;
    private final boolean hybrid;
    private final Runnable onClose;

    VecStoreEmbeddingStore(VectorCollection collection, SegmentSearcher searcher, boolean hybrid, Runnable onClose) {
        this.collection = collection;
        this.searcher = searcher;
        this.hybrid = hybrid;
        this.onClose = onClose;
    }

    /** Opens or makes a store in a folder, which this process alone may have open. */
    public static VecStoreEmbeddingStore open(Path folder) {
        return builder().folder(folder).build();
    }

    public static VecStoreEmbeddingStoreBuilder builder() {
        return new VecStoreEmbeddingStoreBuilder();
    }

    /** The collection behind the store. */
    public VectorCollection collection() {
        return collection;
    }

    @Override
    public String add(Embedding embedding) {
        return store(randomId(), embedding, null);
    }

    @Override
    public void add(String id, Embedding embedding) {
        store(id, embedding, null);
    }

    @Override
    public String add(Embedding embedding, TextSegment segment) {
        return store(randomId(), embedding, segment);
    }

    /** Stores a segment under an id of one's own, in place of what had the id. */
    public void add(String id, Embedding embedding, TextSegment segment) {
        store(id, embedding, segment);
    }

    @Override
    public List<String> addAll(List<Embedding> embeddings) {
        List<String> ids = generateIds(embeddings.size());
        addAll(ids, embeddings, null);
        return ids;
    }

    /**
     * Stores segments, all or none; the last of those with the same id stays.
     *
     * @param segments may be null where embeddings are stored alone
     */
    @Override
    public void addAll(List<String> ids, List<Embedding> embeddings, @Nullable List<TextSegment> segments) {
        ensureConsistentSizes(ids, embeddings, segments);
        if (ids == null) {
            return;
        }
        WriteBatch batch = new WriteBatch();
        for (int i = 0; i < ids.size(); i++) {
            TextSegment segment = segments == null ? null : segments.get(i);
            batch.upsert(SegmentRecords.toRecord(ids.get(i), embeddings.get(i), segment));
        }
        collection.write(batch);
    }

    @Override
    public void remove(String id) {
        collection.delete(ensureNotBlank(id, "id"));
    }

    @Override
    public void removeAll(@Nullable Collection<String> ids) {
        if (ids != null && !ids.isEmpty()) {
            collection.delete(ids);
        }
    }

    /** Removes what the filter matches as of the beginning of the call, all or nothing. */
    @Override
    public void removeAll(Filter filter) {
        SegmentCondition condition = SegmentCondition.of(ensureNotNull(filter, "filter"));
        WriteBatch batch = new WriteBatch();
        collection.forEach(record -> {
            if (condition.test(record)) {
                batch.delete(record.id());
            }
        });
        collection.write(batch);
    }

    /** Removes what is there as of the beginning of the call, documents included, all or nothing. */
    @Override
    public void removeAll() {
        WriteBatch batch = new WriteBatch();
        try (Snapshot snapshot = collection.snapshot()) {
            snapshot.forEach(record -> batch.delete(record.id()));
            snapshot.forEachDocument(document -> batch.deleteDocument(document.id()));
        }
        collection.write(batch);
    }

    @Override
    public EmbeddingSearchResult<TextSegment> search(EmbeddingSearchRequest request) {
        return new EmbeddingSearchResult<>(searcher.search(request, hybrid).stream()
                .map(SegmentRecords::toMatch)
                .toList());
    }

    /** Closes the database if the store was opened by its folder; a collection that was handed in stays open. */
    @Override
    public void close() {
        onClose.run();
    }

    SegmentSearcher searcher() {
        return searcher;
    }

    private String store(String id, Embedding embedding, @Nullable TextSegment segment) {
        collection.upsert(SegmentRecords.toRecord(id, ensureNotNull(embedding, "embedding"), segment));
        return id;
    }

    private static String randomId() {
        return UUID.randomUUID().toString();
    }
}
