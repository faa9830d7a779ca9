package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.DatabaseOptions;
import io.vecstore.TestDatabases;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.testkit.SimulatedDisk;
import io.vecstore.testkit.Workload;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commits in the middle of a flush and of a compaction, at each of their steps on the disk. */
class WriteDuringMaintenanceTest {

    private static final long SEED = Long.getLong("vecstore.seed", 23);
    private static final Path HOME = Path.of("simulated").toAbsolutePath();
    private static final Path FOLDER = HOME.resolve("db");

    private int steps;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void commit_atAnyStepOfFlushOrCompaction_isSeenAndStays(boolean compact) {
        int at = 0;
        do {
            at++;
            SimulatedDisk disk = new SimulatedDisk(HOME);
            Workload workload = new Workload(FOLDER, SEED, DatabaseOptions.DEFAULT);
            try (VecDatabase database = TestDatabases.open(FOLDER, disk, DatabaseOptions.DEFAULT)) {
                VectorCollection collection =
                        database.createCollection(Workload.COLLECTION, Workload.COLLECTION_OPTIONS);
                commitAndFlush(workload, collection);
                commitAndFlush(workload, collection);
                commitDuring(disk, at, () -> workload.commit(collection));
                if (compact) {
                    collection.compact();
                } else {
                    commitAndFlush(workload, collection);
                }
                workload.checkNow(collection);
                disk.observe(path -> workload.checkAfterKill(disk.afterKill()));
                collection.flush();
                workload.checkNow(collection);
            }
        } while (steps >= at);
        System.out.println("WriteDuringMaintenanceTest seed " + SEED + ": " + steps + " steps, compact " + compact);
        assertThat(steps).isGreaterThan(10);
    }

    private static void commitAndFlush(Workload workload, VectorCollection collection) {
        for (int i = 0; i < 5; i++) {
            workload.commit(collection);
        }
        collection.flush();
    }

    /** Only what happens in the collection's folder is done without the commit lock. */
    private void commitDuring(SimulatedDisk disk, int step, Runnable commit) {
        steps = 0;
        disk.observe(path -> {
            if (path.startsWith(FOLDER.resolve(Recovery.COLLECTIONS)) && ++steps == step) {
                commit.run();
            }
        });
    }
}
