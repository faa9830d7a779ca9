package io.vecstore.bench.store;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.bench.measure.CpuTime;
import io.vecstore.bench.measure.DiskUsage;
import io.vecstore.bench.rows.SampleRow;
import io.vecstore.bench.rows.SampleRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A database of which everything is still in the log. */
final class CrashedStore {

    private static final int SEED = 42;
    private static final int BATCH = 200;
    private static final int MAX_ROWS = 1_000_000;
    /** Larger than any log gets before it is flushed, so that replaying is all that opening does. */
    private static final DatabaseOptions OPTIONS = DatabaseOptions.DEFAULT.withMemTableBytes(1L << 30);

    private CrashedStore() {}

    /** Commits until the files are so large, and leaves the database open. */
    static VecDatabase fill(Path folder, int bytes, int dimension) throws IOException {
        VecDatabase database = VecDatabase.open(folder, OPTIONS);
        VectorCollection collection = database.createCollection("rows", CollectionOptions.DEFAULT);
        SampleRows rows = new SampleRows(MAX_ROWS, dimension, SEED);
        for (int first = 0; DiskUsage.bytes(folder) < bytes; first += BATCH) {
            List<VectorRecord> batch = IntStream.range(first, first + BATCH)
                    .mapToObj(rows::row)
                    .map(SampleRow::toRecord)
                    .toList();
            collection.upsert(batch);
        }
        return database;
    }

    /** Opens it, and counts what is there again. */
    static List<Figure> open(Path folder) throws IOException {
        double megabytes = DiskUsage.bytes(folder) / 1e6;
        long start = System.nanoTime();
        try (VecDatabase database = VecDatabase.open(folder, OPTIONS)) {
            double seconds = CpuTime.seconds(System.nanoTime() - start);
            return List.of(
                    new Figure("open after a crash", seconds, "s", "< 3"),
                    new Figure("  log", megabytes, "MB", ""),
                    new Figure(
                            "  records in it",
                            database.collection("rows").stats().recordsInMemory(),
                            "",
                            ""));
        }
    }
}
