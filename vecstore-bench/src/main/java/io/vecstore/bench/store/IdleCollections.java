package io.vecstore.bench.store;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.Durability;
import io.vecstore.SearchRequest;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.bench.measure.OpenFiles;
import io.vecstore.bench.rows.SampleRow;
import io.vecstore.bench.rows.SampleRows;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Many small collections, each of one segment, searched once and then left alone. */
final class IdleCollections {

    private static final int SEED = 42;
    private static final int RECORDS = 20;

    private IdleCollections() {}

    static void make(Path folder, int collections, int dimension) {
        SampleRows rows = new SampleRows(RECORDS, dimension, SEED);
        List<SampleRow> content =
                IntStream.range(0, RECORDS).mapToObj(rows::row).toList();
        try (VecDatabase database = VecDatabase.open(folder, DatabaseOptions.DEFAULT.withDurability(Durability.os()))) {
            for (int i = 0; i < collections; i++) {
                VectorCollection made = database.createCollection("c" + i, CollectionOptions.DEFAULT);
                made.upsert(content.stream().map(SampleRow::toRecord).toList());
                made.flush();
            }
        }
    }

    static List<Figure> open(Path folder) {
        long heapBefore = liveHeap();
        double filesBefore = OpenFiles.count().orElse(0);
        long start = System.nanoTime();
        try (VecDatabase database = VecDatabase.open(folder)) {
            double seconds = (System.nanoTime() - start) / 1e9;
            List<VectorCollection> collections = new ArrayList<>();
            for (String name : database.collectionNames()) {
                VectorCollection collection = database.collection(name);
                searchOnce(collection);
                collections.add(collection);
            }
            double count = collections.size();
            List<Figure> figures = new ArrayList<>();
            figures.add(
                    new Figure("heap of an idle collection", (liveHeap() - heapBefore) / count / 1e3, "KB", "< 200"));
            OpenFiles.count()
                    .ifPresent(files -> figures.add(new Figure(
                            "file handles of an idle collection", (files - filesBefore) / count, "", "< 1")));
            figures.add(new Figure("  collections", count, "", ""));
            figures.add(new Figure("  opening all of them", seconds, "s", ""));
            return figures;
        }
    }

    private static void searchOnce(VectorCollection collection) {
        float[] vector = new float[collection.stats().dimension()];
        vector[0] = 1;
        var _ = collection.search(
                SearchRequest.builder().vector(vector).text("a").build());
    }

    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
