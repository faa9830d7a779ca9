package io.vecstore.bench.updates;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.Durability;
import io.vecstore.Metric;
import io.vecstore.SearchRequest;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.bench.data.Vectors;
import io.vecstore.bench.measure.DiskUsage;
import io.vecstore.bench.measure.Statistics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** A collection of vectors under numbered ids, through the public API. */
final class UpdatedStore implements AutoCloseable {

    private static final String COLLECTION = "vectors";
    private static final int TOP_K = 10;

    private final Path folder;
    private final VecDatabase database;
    private final VectorCollection collection;

    UpdatedStore(Path folder, Metric metric) {
        this.folder = folder;
        this.database = VecDatabase.open(folder, DatabaseOptions.DEFAULT.withDurability(Durability.os()));
        this.collection = database.openCollection(COLLECTION, CollectionOptions.DEFAULT.withMetric(metric));
    }

    /** Stores a vector for each id, so many in one commit. */
    void upsert(Vectors base, int[] ids, IntUnaryOperator rowOfId, int batch) {
        for (int first = 0; first < ids.length; first += batch) {
            List<VectorRecord> records = new ArrayList<>();
            for (int i = first; i < Math.min(first + batch, ids.length); i++) {
                records.add(VectorRecord.builder(Integer.toString(ids[i]))
                        .vector(base.floats(rowOfId.applyAsInt(ids[i])))
                        .build());
            }
            collection.upsert(records);
        }
    }

    void flush() {
        collection.flush();
    }

    void compact() {
        collection.compact();
    }

    long bytes() throws IOException {
        return DiskUsage.bytes(folder);
    }

    /** The mean share of the true neighbors that a search with {@code efSearch} finds. */
    double recall(Vectors queries, int[][] truth, int efSearch) {
        double sum = 0;
        for (int query = 0; query < truth.length; query++) {
            int[] found = collection
                    .search(SearchRequest.builder()
                            .vector(queries.floats(query))
                            .topK(TOP_K)
                            .efSearch(efSearch)
                            .fetch(SearchRequest.Fetch.ID)
                            .build())
                    .hits()
                    .stream()
                    .mapToInt(hit -> Integer.parseInt(hit.record().id()))
                    .toArray();
            sum += Statistics.recall(found, found.length, truth[query], TOP_K);
        }
        return sum / truth.length;
    }

    @Override
    public void close() {
        database.close();
    }
}
