package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.DatabaseOptions;
import io.vecstore.TestDatabases;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.error.StorageException;
import io.vecstore.testkit.SimulatedDisk;
import io.vecstore.testkit.Workload;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Fills the disk at many budgets of bytes. Reads go on, a commit that was refused leaves no trace, and once there is
 * space again everything works without a restart. The step between budgets is set by {@code vecstore.disk.step}.
 */
class DiskFullTest {

    private static final long SEED = Long.getLong("vecstore.seed", 31);
    private static final int STEP = Integer.getInteger("vecstore.disk.step", 809);
    private static final int BUDGETS = 60_000;
    private static final int FLOOR = 400_000;
    private static final Path HOME = Path.of("simulated").toAbsolutePath();
    private static final Path FOLDER = HOME.resolve("db");

    private final SimulatedDisk disk = new SimulatedDisk(HOME);

    private interface Scenario {
        void run(Workload workload, VectorCollection collection);
    }

    /** Opens a database on a disk with {@code budget} bytes left, and judges what is there in the end. */
    private void withBudget(int budget, DatabaseOptions options, Scenario scenario) {
        Workload workload = new Workload(FOLDER, SEED, options);
        try (VecDatabase database = TestDatabases.open(FOLDER, disk, options)) {
            VectorCollection collection = database.createCollection(Workload.COLLECTION, Workload.COLLECTION_OPTIONS);
            for (int i = 0; i < 3; i++) {
                assertThat(workload.succeeds(collection)).isTrue();
            }
            disk.limitTo(disk.usedBytes() + budget);
            scenario.run(workload, collection);
            workload.checkNow(collection);
            disk.limitTo(Long.MAX_VALUE);
            for (int i = 0; i < 5; i++) {
                workload.commit(collection);
            }
            collection.flush();
            collection.compact();
            workload.checkNow(collection);
            workload.checkAfterKill(disk.afterKill());
        } catch (RuntimeException | AssertionError failed) {
            throw new AssertionError("seed " + SEED + ", budget " + budget + ": " + failed.getMessage(), failed);
        }
        assertThat(disk.openHandles()).isZero();
        workload.checkAfterPowerCut(disk.afterPowerCut());
    }

    /** Whatever was being written when the space ended: log, segment, index, manifest, catalog. */
    @Test
    void disk_fullAnywhere_keepsAnsweringAndGoesOnOnceThereIsSpace() {
        for (int budget = 0; budget < BUDGETS; budget += STEP) {
            new DiskFullTest()
                    .withBudget(budget, DatabaseOptions.DEFAULT.withDiskFloorBytes(0), (workload, collection) -> {
                        while (workload.succeeds(collection)) {}
                    });
        }
    }

    @Test
    void disk_downToTheFloor_refusesUpsertsButDeletesFlushesAndCompacts() {
        for (int budget = 0; budget < BUDGETS; budget += 8 * STEP) {
            DatabaseOptions options = DatabaseOptions.DEFAULT.withDiskFloorBytes(FLOOR);
            new DiskFullTest().withBudget(FLOOR + budget, options, (workload, collection) -> {
                while (workload.succeeds(collection)) {}
                assertThatThrownBy(() -> workload.commit(collection))
                        .isInstanceOf(StorageException.class)
                        .hasMessageContainingAll("bytes are free", String.valueOf(FLOOR), "delete something");
                workload.delete(collection, "progress");
                collection.flush();
                workload.delete(collection, "id1");
                collection.compact();
                assertThat(collection.stats().deletedRows()).isZero();
            });
        }
    }
}
