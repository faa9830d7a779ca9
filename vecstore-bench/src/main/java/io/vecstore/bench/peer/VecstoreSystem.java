package io.vecstore.bench.peer;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.Durability;
import io.vecstore.Hit;
import io.vecstore.IndexOptions;
import io.vecstore.Metadata;
import io.vecstore.Metric;
import io.vecstore.SearchRequest;
import io.vecstore.SearchResult;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.bench.data.Labels;
import io.vecstore.bench.data.RangeFilter;
import io.vecstore.filter.Filter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * This project's store, through its public API and nothing else: records with an id, a vector and two metadata fields
 * that filters ask for; written in batches, compacted into one segment. Hits are ids alone, as those of the peers are.
 */
final class VecstoreSystem implements AnnSystem {

    private static final String COLLECTION = "vectors";
    private static final int BATCH = 1_000;
    /** Writes are collected, as Lucene's are, in far more memory than the default; a quarter of the heap's size. */
    private static final int BUFFER_SHARE = 4;

    private final IndexOptions index;
    private final boolean exact;

    private VecstoreSystem(IndexOptions index, boolean exact) {
        this.index = index;
        this.exact = exact;
    }

    /** With the index. */
    static VecstoreSystem indexed(VecstoreIndex index) {
        return new VecstoreSystem(index.toOptions(), false);
    }

    /** Without index, every vector compared. */
    static VecstoreSystem flat() {
        return new VecstoreSystem(IndexOptions.DEFAULT.withMinVectors(Integer.MAX_VALUE), true);
    }

    @Override
    public Set<Metric> metrics() {
        return EnumSet.allOf(Metric.class);
    }

    @Override
    public boolean hasEf() {
        return !exact;
    }

    @Override
    public void build(Source source, Path folder) throws Exception {
        try (VecDatabase database = open(folder, source.threads())) {
            VectorCollection collection = database.createCollection(
                    COLLECTION,
                    CollectionOptions.DEFAULT
                            .withMetric(source.metric())
                            .withDimension(source.base().dimension())
                            .withIndex(index));
            int batches = (source.base().size() + BATCH - 1) / BATCH;
            Parallel.run(source.threads(), batches, batch -> collection.upsert(records(source, batch)));
            collection.flush();
            collection.compact();
        }
    }

    private static List<VectorRecord> records(Source source, int batch) {
        int first = batch * BATCH;
        int end = Math.min(first + BATCH, source.base().size());
        return IntStream.range(first, end).mapToObj(row -> record(source, row)).toList();
    }

    private static VectorRecord record(Source source, int row) {
        Labels labels = source.labels();
        return VectorRecord.builder(Integer.toString(row))
                .vector(source.base().floats(row))
                .metadata(Metadata.of(Labels.BUCKET, (long) labels.bucket(row), Labels.SIDE, (long) labels.side(row)))
                .build();
    }

    private static VecDatabase open(Path folder, int threads) {
        return VecDatabase.open(
                folder,
                DatabaseOptions.DEFAULT
                        .withDurability(Durability.os())
                        .withIndexingThreads(threads)
                        .withMemTableBytes(Runtime.getRuntime().maxMemory() / BUFFER_SHARE));
    }

    @Override
    public Index open(Source source, Path folder) {
        VecDatabase database = open(folder, source.threads());
        VectorCollection collection = database.collection(COLLECTION);
        return new Index() {
            @Override
            public Searcher searcher() {
                return new CollectionSearcher(collection, exact);
            }

            @Override
            public void close() {
                database.close();
            }
        };
    }

    private static final class CollectionSearcher implements Searcher {

        private final VectorCollection collection;
        private final boolean exact;
        private long filterNanos;

        private CollectionSearcher(VectorCollection collection, boolean exact) {
            this.collection = collection;
            this.exact = exact;
        }

        @Override
        public int search(float[] query, int ef, int[] found) {
            return run(request(query, ef), found);
        }

        @Override
        public int search(float[] query, int ef, RangeFilter filter, int[] found) {
            return run(request(query, ef).filter(condition(filter)), found);
        }

        private SearchRequest.Builder request(float[] query, int ef) {
            SearchRequest.Builder request =
                    SearchRequest.builder().vector(query).fetch(SearchRequest.Fetch.ID);
            return exact ? request.exact(true) : request.efSearch(ef);
        }

        private int run(SearchRequest.Builder request, int[] found) {
            SearchResult result = collection.search(request.topK(found.length).build());
            filterNanos = result.steps().getOrDefault("filter", Duration.ZERO).toNanos();
            List<Hit> hits = result.hits();
            for (int i = 0; i < hits.size(); i++) {
                found[i] = Integer.parseInt(hits.get(i).record().id());
            }
            return hits.size();
        }

        private static Filter condition(RangeFilter filter) {
            if (filter.low() == 0) {
                return Filter.lt(filter.field(), filter.high());
            }
            return filter.high() == Labels.VALUES
                    ? Filter.ge(filter.field(), filter.low())
                    : Filter.and(Filter.ge(filter.field(), filter.low()), Filter.lt(filter.field(), filter.high()));
        }

        @Override
        public long filterNanos() {
            return filterNanos;
        }
    }
}
