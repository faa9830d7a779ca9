package io.vecstore.bench.store;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.Durability;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.bench.data.BenchException;
import io.vecstore.bench.measure.Statistics;
import io.vecstore.bench.rows.SampleRow;
import io.vecstore.bench.rows.SampleRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;

/** One thread that searches, first alone, then while a compaction merges and rewrites all segments. */
final class CompactionReaders {

    private static final int SEED = 42;
    private static final int SEGMENTS = 5;
    /** One record of so many is deleted before the compaction. */
    private static final int DELETED = 10;

    private static final int QUERIES = 1_000;

    private CompactionReaders() {}

    static List<Figure> measure(Path folder, int records, int dimension, double seconds) {
        SampleRows rows = new SampleRows(records + QUERIES, dimension, SEED);
        try (VecDatabase database = VecDatabase.open(folder, DatabaseOptions.DEFAULT.withDurability(Durability.os()))) {
            VectorCollection collection = database.createCollection("rows", CollectionOptions.DEFAULT);
            fill(collection, rows, records);
            List<SampleRow> queries = IntStream.range(records, records + QUERIES)
                    .mapToObj(rows::row)
                    .toList();
            var _ = quiet(collection, queries, seconds); // compiles what is measured after it
            SearchTimes quiet = quiet(collection, queries, seconds);
            double segments = collection.stats().segments();
            long start = System.nanoTime();
            CompletableFuture<?> compaction = collection.async().compact();
            SearchTimes during = SearchTimes.of(collection, queries, () -> !compaction.isDone());
            compaction.join();
            double took = (System.nanoTime() - start) / 1e9;
            if (collection.stats().segments() != 1 || collection.stats().deletedRows() != 0) {
                throw new BenchException("the compaction left " + collection.stats());
            }
            return figures(quiet, during, segments, took);
        }
    }

    private static void fill(VectorCollection collection, SampleRows rows, int records) {
        int batch = Math.ceilDiv(records, SEGMENTS);
        for (int first = 0; first < records; first += batch) {
            IntStream.range(first, Math.min(first + batch, records))
                    .mapToObj(rows::row)
                    .map(SampleRow::toRecord)
                    .forEach(collection::upsert);
            collection.flush();
        }
        collection.delete(IntStream.range(0, records / DELETED)
                .mapToObj(i -> "r" + i * DELETED)
                .toList());
        collection.flush();
    }

    private static SearchTimes quiet(VectorCollection collection, List<SampleRow> queries, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        return SearchTimes.of(collection, queries, () -> System.nanoTime() < end);
    }

    private static List<Figure> figures(SearchTimes quiet, SearchTimes during, double segments, double seconds) {
        List<Figure> figures = new ArrayList<>();
        kind(figures, "hybrid", quiet, during, SearchTimes::hybrid);
        kind(figures, "dense", quiet, during, SearchTimes::dense);
        quiet.failures().forEach(System.err::println);
        during.failures().forEach(System.err::println);
        figures.add(new Figure(
                "failed searches", quiet.failures().size() + during.failures().size(), "", "0"));
        figures.add(new Figure("  segments before", segments, "", ""));
        figures.add(new Figure("  compaction", seconds, "s", ""));
        return figures;
    }

    private static void kind(
            List<Figure> figures,
            String name,
            SearchTimes quiet,
            SearchTimes during,
            Function<SearchTimes, List<Double>> times) {
        List<Double> before = times.apply(quiet);
        List<Double> meanwhile = times.apply(during);
        double p99Before = Statistics.percentile(before, 0.99);
        double p99Meanwhile = Statistics.percentile(meanwhile, 0.99);
        figures.add(new Figure(name + " p99, during / quiet", p99Meanwhile / p99Before, "x", "<= 3"));
        figures.add(new Figure("  quiet p50", Statistics.percentile(before, 0.5), "ms", ""));
        figures.add(new Figure("  quiet p99", p99Before, "ms", ""));
        figures.add(new Figure("  during p50", Statistics.percentile(meanwhile, 0.5), "ms", ""));
        figures.add(new Figure("  during p99", p99Meanwhile, "ms", ""));
        figures.add(new Figure("  searches during", meanwhile.size(), "", ""));
    }
}
