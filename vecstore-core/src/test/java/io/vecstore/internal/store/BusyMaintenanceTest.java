package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.Durability;
import io.vecstore.IndexOptions;
import io.vecstore.Metadata;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One thread changes records, and others flush and compact without end; a map says what has to be there. */
class BusyMaintenanceTest {

    private static final long SEED = Long.getLong("vecstore.seed", 61);
    private static final int CHANGES = Integer.getInteger("vecstore.busy.changes", 3_000);
    private static final int IDS = 400;

    @TempDir
    Path folder;

    private final AtomicBoolean done = new AtomicBoolean();
    private final Map<String, Long> model = new TreeMap<>();

    private static Map<String, Long> contents(VecDatabase database) {
        Map<String, Long> contents = new TreeMap<>();
        database.collection("c")
                .forEach(each -> assertThat(contents.put(
                                each.id(), each.metadata().longValue("n").orElseThrow()))
                        .isNull());
        return contents;
    }

    @Test
    void changes_underFlushesAndMerges_areAllThereInFilesAndAfterReopening() throws Exception {
        System.out.println("BusyMaintenanceTest seed " + SEED);
        DatabaseOptions options =
                DatabaseOptions.DEFAULT.withDurability(Durability.os()).withMemTableBytes(64 << 10);
        try (ExecutorService pool = Executors.newFixedThreadPool(3);
                VecDatabase database = VecDatabase.open(folder, options)) {
            VectorCollection collection = database.createCollection(
                    "c", CollectionOptions.DEFAULT.withIndex(IndexOptions.DEFAULT.withMinVectors(50)));
            List<Future<?>> maintenance = new ArrayList<>();
            maintenance.add(pool.submit(() -> untilDone(collection::flush)));
            maintenance.add(pool.submit(() -> untilDone(collection::compact)));
            maintenance.add(pool.submit(() -> untilDone(collection::compact)));
            try {
                change(collection);
            } finally {
                done.set(true);
            }
            for (Future<?> each : maintenance) {
                each.get();
            }
            assertThat(contents(database)).isEqualTo(model);
            try (VecDatabase files = VecDatabase.openReadOnly(folder)) {
                assertThat(contents(files)).as("what a kill would leave").isEqualTo(model);
            }
        }
        try (VecDatabase reopened = VecDatabase.open(folder, options)) {
            assertThat(contents(reopened)).isEqualTo(model);
        }
        assertThat(VecDatabase.doctor(folder).damages()).isEmpty();
    }

    private void untilDone(Runnable action) {
        while (!done.get()) {
            action.run();
        }
    }

    /** Deletes a third of the time; now and then looks whether the files alone say the same. */
    private void change(VectorCollection collection) {
        Random random = new Random(SEED);
        for (int n = 0; n < CHANGES; n++) {
            String id = "r" + random.nextInt(IDS);
            if (random.nextInt(3) == 0) {
                collection.delete(id);
                model.remove(id);
            } else {
                collection.upsert(VectorRecord.builder(id)
                        .text("text number " + n)
                        .metadata(Metadata.of("n", n))
                        .vector(new float[] {random.nextFloat(), random.nextFloat(), 1})
                        .build());
                model.put(id, (long) n);
            }
            if (n % (CHANGES / 20) == 0) {
                try (VecDatabase files = VecDatabase.openReadOnly(folder)) {
                    assertThat(contents(files)).as("after change %d", n).isEqualTo(model);
                }
            }
        }
    }
}
