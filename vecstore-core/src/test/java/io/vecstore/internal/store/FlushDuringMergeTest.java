package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.DatabaseOptions;
import io.vecstore.Durability;
import io.vecstore.Metadata;
import io.vecstore.TestDatabases;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.error.CorruptDataException;
import io.vecstore.internal.model.RecordData;
import io.vecstore.internal.model.WriteOperation;
import io.vecstore.internal.model.WriteRequest;
import io.vecstore.internal.segment.DiskSegment;
import io.vecstore.testkit.SimulatedDisk;
import io.vecstore.testkit.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flushes while a merge is going on: they do not wait for it, and what they wrote down stays. */
class FlushDuringMergeTest {

    private static final long SEED = Long.getLong("vecstore.seed", 29);
    private static final Path HOME = Path.of("simulated").toAbsolutePath();
    private static final Path FOLDER = HOME.resolve("db");
    private static final int MEM_TABLE_BYTES = 64 << 10;
    /** Longer than anything here takes; what would wait for the merge would wait for ever. */
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    Path folder;

    private static VectorRecord record(String id) {
        return VectorRecord.builder(id)
                .text("text of " + id)
                .vector(new float[] {1, 2})
                .build();
    }

    private static List<VectorRecord> records(String prefix, int count) {
        List<VectorRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(record(prefix + i));
        }
        return records;
    }

    @Test
    void flush_whileAMergeIsHeldUp_doesNotWaitNorDoWriters() throws Exception {
        DatabaseOptions options =
                DatabaseOptions.DEFAULT.withDurability(Durability.os()).withMemTableBytes(MEM_TABLE_BYTES);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newFixedThreadPool(2);
                VecDatabase database = VecDatabase.open(folder, options)) {
            VectorCollection collection = database.createCollection("c", Workload.COLLECTION_OPTIONS);
            collection.upsert(records("a", 50));
            collection.flush();
            collection.upsert(records("b", 50));
            collection.flush();
            Future<Boolean> merge = pool.submit(() -> collection.compact(progress -> {
                begun.countDown();
                return awaits(goOn);
            }));
            try {
                assertThat(awaits(begun)).isTrue();
                Future<Long> writer = pool.submit(() -> writeManyMemTables(collection));
                assertThat(writer.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isZero();
            } finally {
                goOn.countDown();
            }
            assertThat(merge.get()).isTrue();
            checkContents(collection);
        }
        try (VecDatabase reopened = VecDatabase.open(folder)) {
            checkContents(reopened.collection("c"));
        }
    }

    /** Deletes, and writes more than writers may have in memory; returns how many records are there after a flush. */
    private static long writeManyMemTables(VectorCollection collection) {
        collection.delete("a0");
        for (int batch = 0; batch < 20; batch++) {
            collection.upsert(records("c" + batch + "-", 200));
        }
        collection.flush();
        collection.delete("a1");
        collection.flush();
        return collection.stats().recordsInMemory();
    }

    private static void checkContents(VectorCollection collection) {
        assertThat(collection.get("a0")).isEmpty();
        assertThat(collection.get("a1")).isEmpty();
        assertThat(collection.count()).isEqualTo(98 + 20 * 200);
    }

    private static boolean awaits(CountDownLatch latch) {
        try {
            return latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    /** The thread that merges plays the other one: whenever a file of the new segment has changed, it commits and flushes. */
    @Test
    void flush_atAnyStepOfAMerge_leavesNothingOutOfAnyCrashImage() {
        int steps;
        int at = 0;
        do {
            at++;
            steps = mergeWithAFlushAt(at);
        } while (steps >= at);
        System.out.println("FlushDuringMergeTest seed " + SEED + ": " + at + " steps");
        assertThat(at).isGreaterThan(8);
    }

    /** Returns how many steps there were. */
    private int mergeWithAFlushAt(int step) {
        SimulatedDisk disk = new SimulatedDisk(HOME);
        Workload workload = new Workload(FOLDER, SEED, DatabaseOptions.DEFAULT);
        int[] steps = {0};
        try (VecDatabase database = TestDatabases.open(FOLDER, disk, DatabaseOptions.DEFAULT)) {
            VectorCollection collection = database.createCollection(Workload.COLLECTION, Workload.COLLECTION_OPTIONS);
            commitAndFlush(workload, collection);
            commitAndFlush(workload, collection);
            disk.observe(path -> {
                if (isOfNewSegment(disk, path) && ++steps[0] == step) {
                    disk.observe(any -> {});
                    commitAndFlush(workload, collection);
                    workload.commit(collection);
                    disk.observe(any -> checkImages(disk, workload));
                }
            });
            collection.compact();
            disk.observe(any -> checkImages(disk, workload));
            workload.checkNow(collection);
            collection.flush();
            workload.checkNow(collection);
        }
        disk.observe(any -> {});
        checkImages(disk, workload);
        return steps[0];
    }

    private static void commitAndFlush(Workload workload, VectorCollection collection) {
        for (int i = 0; i < 5; i++) {
            workload.commit(collection);
        }
        collection.flush();
    }

    /** Those files are written before the merge keeps flushes away; lists of deletions and the manifest are after. */
    private static boolean isOfNewSegment(SimulatedDisk disk, Path path) {
        String name = path.getFileName().toString();
        return path.startsWith(FOLDER.resolve(Recovery.COLLECTIONS))
                && disk.exists(path)
                && name.startsWith("3.")
                && !name.contains(".live-");
    }

    private static void checkImages(SimulatedDisk disk, Workload workload) {
        workload.checkAfterKill(disk.afterKill());
        workload.checkAfterPowerCut(disk.afterPowerCut());
    }

    /** The same thread flushes as soon as the new file has been begun, under the name that it has until it is complete. */
    @Test
    void flush_whileAnIndexIsRebuilt_leavesItsFileAlone() {
        SimulatedDisk disk = new SimulatedDisk(HOME);
        EngineOptions options = new EngineOptions(disk, DatabaseOptions.DEFAULT);
        try (DatabaseEngine engine = DatabaseEngine.open(FOLDER, options)) {
            CollectionEngine collection = engine.create("c", Workload.COLLECTION_OPTIONS);
            engine.write(collection, List.of(upsert("a"), upsert("b"), upsert("c"), upsert("d")));
            engine.flush(collection);
            DiskSegment segment = engine.segments(collection).getFirst();
            Path postings = collection.directory().resolve("1.postings");
            assertThat(segment.setAside(new CorruptDataException(postings.toString(), 0, "on purpose")))
                    .isTrue();
            disk.observe(path -> {
                if (path.getFileName().toString().startsWith("1.postings.")) {
                    disk.observe(any -> {});
                    engine.write(collection, List.of(new WriteRequest.Plain(new WriteOperation.Delete("a"))));
                    engine.flush(collection);
                }
            });
            engine.upkeep().compactor().mend(collection);
            assertThat(segment.setAside()).isEmpty();
            assertThat(segment.persistedDeletions()).isEqualTo(1);
        }
        assertThat(Doctor.examine(FOLDER, disk).damages()).isEmpty();
    }

    private static WriteRequest upsert(String id) {
        return new WriteRequest.Plain(new WriteOperation.Upsert(
                new RecordData(id, new float[] {1, 2}, "text", null, Metadata.empty(), RecordData.NEVER, 0)));
    }
}
