package io.vecstore.testkit;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.Metric;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Makes the store that every later version has to open, and says in lines of text what is in it. Once a format has been
 * released its store is never made again: a new format gets a folder of its own. To make one, run {@link #main} from
 * {@code vecstore-core} with the test class path and {@code src/test/resources/golden/vN}.
 */
public final class GoldenStore {

    /** The folder of the database, beside {@link #EXPECTED}. */
    public static final String DATABASE = "db";

    /** What has to be in it, a line for each record and document. */
    public static final String EXPECTED = "expected.txt";

    private static final long SEED = 1;
    private static final int COMMITS = 45;
    private static final int LAST_FLUSH = 36;

    private GoldenStore() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path database = folder.resolve(DATABASE);
        make(database);
        try (VecDatabase opened = VecDatabase.open(database)) {
            Files.write(folder.resolve(EXPECTED), describe(opened), StandardCharsets.UTF_8);
        }
        Files.delete(database.resolve("LOCK")); // it names the machine
    }

    /** Segments with every kind of index, lists of deletions, a snapshot, and commits that are in the log only. */
    private static void make(Path folder) {
        try (VecDatabase database = VecDatabase.open(folder, DatabaseOptions.DEFAULT)) {
            VectorCollection graphs = database.createCollection("graphs", Workload.COLLECTION_OPTIONS);
            VectorCollection plain = database.createCollection(
                    "plain",
                    CollectionOptions.DEFAULT.withMetric(Metric.EUCLIDEAN).withDimension(2));
            plain.upsert(VectorRecord.builder("expires")
                    .vector(new float[] {1, 2})
                    .expiresAt(Instant.parse("2999-01-01T00:00:00Z"))
                    .build());
            plain.upsert(VectorRecord.builder("hidden").text("soft").build());
            plain.softDelete("hidden");
            for (int number = 1; number <= COMMITS; number++) {
                graphs.write(Change.batch(RandomChanges.commit(SEED, number)));
                if (number == LAST_FLUSH / 2) {
                    graphs.flush();
                    graphs.compact();
                    plain.flush();
                    database.createSnapshot("half");
                } else if (number == LAST_FLUSH) {
                    graphs.flush();
                }
            }
            plain.upsert(
                    VectorRecord.builder("log only").vector(new float[] {3, 4}).build());
        }
    }

    /** All that can be read, in order. */
    public static List<String> describe(VecDatabase database) {
        List<String> lines = new ArrayList<>();
        for (String name : database.collectionNames()) {
            VectorCollection collection = database.collection(name);
            lines.add(name + " collection " + collection.options().metric() + " "
                    + collection.options().dimension() + " "
                    + collection.options().analyzer());
            collection.forEach(record -> lines.add(name + " record " + describe(record)));
            collection.forEachSoftDeleted(record -> lines.add(name + " hidden " + describe(record)));
            collection.forEachDocument(document -> lines.add(name + " document " + document.id() + " "
                    + describe(document.text()) + " " + document.metadata().toJson()));
        }
        database.snapshots().forEach(snapshot -> lines.add("snapshot " + snapshot.name()));
        Collections.sort(lines);
        return lines;
    }

    private static String describe(VectorRecord record) {
        return record.id() + " " + record.version() + " " + record.documentId().orElse("-") + " "
                + record.expiresAt().map(Instant::toString).orElse("-") + " "
                + record.metadata().toJson() + " "
                + record.text().map(GoldenStore::describe).orElse("-") + " "
                + record.vector().map(Arrays::toString).orElse("-");
    }

    private static String describe(String text) {
        return text.length() + "/" + text.hashCode();
    }
}
