package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.DatabaseOptions;
import io.vecstore.SearchRequest;
import io.vecstore.TestDatabases;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.error.VecStoreException;
import io.vecstore.testkit.Mutation;
import io.vecstore.testkit.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Mutates each kind of file: log, catalog, manifest, segment, deletions, indexes. Whatever is read of it ends in an answer
 * or in a {@link VecStoreException}, nothing stays open, and the doctor finds the damage. How many mutations is set by
 * {@code vecstore.fuzz.mutations}.
 */
class FuzzTest {

    private static final long SEED = Long.getLong("vecstore.seed", 41);
    private static final int MUTATIONS = Integer.getInteger("vecstore.fuzz.mutations", 1_500);
    private static final Path HOME = Path.of("simulated").toAbsolutePath();
    private static final Path FOLDER = HOME.resolve("db");

    private final Random random = new Random(SEED);

    @Test
    void file_mutated_endsInATypedErrorOrAnAnswerAndIsFound() throws IOException {
        System.out.println("FuzzTest seed " + SEED);
        SimulatedDisk disk = new SimulatedDisk(HOME);
        GoldenStoreTest.copyTo(disk, FOLDER);
        List<Map.Entry<String, byte[]>> files = new ArrayList<>(disk.contents().entrySet());
        assertThat(files.toString()).contains("CATALOG", "MANIFEST", ".log", ".segment", ".postings", ".graph");
        for (int i = 0; i < MUTATIONS; i++) {
            Map.Entry<String, byte[]> file = files.get(random.nextInt(files.size()));
            SimulatedDisk damaged = disk.afterKill();
            damaged.overwrite(Path.of(file.getKey()), Mutation.of(file.getValue(), random));
            String where = "seed " + SEED + ", mutation " + i + " of " + file.getKey();
            boolean healthy = Doctor.examine(FOLDER, damaged).isHealthy();
            if (!isLogOrSnapshot(
                    file.getKey())) { // a torn end of the log is no damage; snapshots are verified when restored
                assertThat(healthy).as("doctor, %s", where).isFalse();
            }
            readAll(damaged, where);
            assertThat(damaged.openHandles()).as("handles, %s", where).isZero();
        }
    }

    private static boolean isLogOrSnapshot(String path) {
        return path.endsWith(".log") || path.contains("/snapshots/");
    }

    private void readAll(SimulatedDisk disk, String where) {
        try (VecDatabase database = TestDatabases.open(FOLDER, disk, DatabaseOptions.DEFAULT)) {
            VectorCollection collection = database.collection("graphs");
            List<Runnable> reads = List.of(
                    () -> collection.forEach(record -> assertThat(record.id()).isNotEmpty()),
                    () -> collection.forEachDocument(
                            document -> assertThat(document.id()).isNotEmpty()),
                    () -> collection.chunks("doc1"),
                    () -> collection.search(SearchRequest.builder()
                            .vector(new float[] {1, 2, 3, 4, 5})
                            .text("\"ape bee\" cat")
                            .build()));
            reads.forEach(FuzzTest::tolerating);
        } catch (VecStoreException expected) {
            assertThat(expected.getMessage()).as(where).isNotBlank();
        } catch (RuntimeException | Error untyped) {
            throw new AssertionError(where, untyped);
        }
    }

    private static void tolerating(Runnable read) {
        try {
            read.run();
        } catch (VecStoreException expected) {
            assertThat(expected.getMessage()).isNotBlank();
        }
    }
}
