package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.Metadata;
import io.vecstore.error.StorageException;
import io.vecstore.error.VecStoreException;
import io.vecstore.internal.model.RecordData;
import io.vecstore.internal.model.RecordEdit;
import io.vecstore.internal.model.WriteOperation;
import io.vecstore.internal.model.WriteRequest;
import io.vecstore.testkit.FaultyStorage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goes through every call of the file system that a piece of work makes, and has each of them fail. */
class FaultTest {

    @TempDir
    Path folder;

    private final FaultyStorage storage = new FaultyStorage();

    private DatabaseEngine open(Path directory) {
        return DatabaseEngine.open(directory, new EngineOptions(storage, DatabaseOptions.DEFAULT));
    }

    private static void upsert(DatabaseEngine engine, String... ids) {
        CollectionEngine collection = engine.collection("c");
        engine.write(collection, Arrays.stream(ids).map(FaultTest::upsert).toList());
    }

    private static Set<String> ids(DatabaseEngine engine) {
        return ids(engine, "c");
    }

    /** Writes, flushes, writes, flushes, compacts; records what was acknowledged. */
    private static void work(DatabaseEngine engine, Set<String> acknowledged) {
        for (String batch : List.of("a", "b", "c")) {
            upsert(engine, batch + 1, batch + 2);
            acknowledged.addAll(List.of(batch + 1, batch + 2));
            engine.flush(engine.collection("c"));
        }
        engine.compact(engine.collection("c"), progress -> true);
    }

    @Test
    void everyCall_failing_losesNothingAcknowledgedAndLeaksNothing() {
        boolean failed = true;
        int n = 0;
        while (failed) {
            n++;
            Path directory = folder.resolve("n" + n);
            Set<String> acknowledged = new TreeSet<>();
            try (DatabaseEngine engine = open(directory)) {
                engine.create("c", CollectionOptions.DEFAULT);
                storage.failAt(n, false);
                work(engine, acknowledged);
            } catch (StorageException injected) {
                assertThat(injected).hasMessageContainingAll("injected fault", directory.toString());
            }
            failed = storage.calls() >= n;
            storage.heal();
            assertThat(storage.openFiles()).as("open files after call %d", n).isZero();
            try (DatabaseEngine engine = open(directory)) {
                assertThat(ids(engine)).as("after call %d failed", n).containsAll(acknowledged);
                assertThat(ids(engine))
                        .as("whole batches after call %d failed", n)
                        .satisfies(ids -> {
                            for (String batch : List.of("a", "b", "c")) {
                                assertThat(ids.contains(batch + 1)).isEqualTo(ids.contains(batch + 2));
                            }
                        });
                upsert(engine, "later");
                assertThat(ids(engine)).contains("later");
            }
            assertThat(Doctor.examine(directory, storage).damages()).isEmpty();
        }
        assertThat(n).as("calls that were made to fail").isGreaterThan(60);
    }

    @Test
    void everyCallOfOpening_failing_opensTheNextTime() {
        Path directory = folder.resolve("db");
        Set<String> acknowledged = new TreeSet<>();
        try (DatabaseEngine engine = open(directory)) {
            engine.create("c", CollectionOptions.DEFAULT);
            work(engine, acknowledged);
            upsert(engine, "in the log");
        }
        acknowledged.add("in the log");
        boolean opened = false;
        for (int n = 1; !opened; n++) {
            storage.failAt(n, true);
            try (DatabaseEngine engine = open(directory)) {
                opened = engine.damaged().isEmpty() && storage.calls() < n;
            } catch (VecStoreException injected) {
                assertThat(injected).hasMessageContaining("injected fault");
            }
            storage.heal();
            assertThat(storage.openFiles()).isZero();
        }
        try (DatabaseEngine engine = open(directory)) {
            assertThat(ids(engine)).isEqualTo(acknowledged);
        }
    }

    @Test
    void failedSync_makesReadOnlyAndNamesTheFile() {
        try (DatabaseEngine engine = open(folder)) {
            engine.create("c", CollectionOptions.DEFAULT);
            upsert(engine, "before");
            storage.failAt(3, false); // after the question for free space and the write comes the sync
            assertThatThrownBy(() -> upsert(engine, "lost")).hasMessageContainingAll("sync", ".log");
            assertThatThrownBy(() -> upsert(engine, "after"))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContainingAll("read-only", ".log");
            assertThat(ids(engine)).containsExactly("before");
        }
        try (DatabaseEngine engine = open(folder)) {
            assertThat(ids(engine)).contains("before");
            upsert(engine, "after");
        }
    }

    @Test
    void failedWrite_isCutAndTheNextOneWorks() {
        try (DatabaseEngine engine = open(folder)) {
            engine.create("c", CollectionOptions.DEFAULT);
            upsert(engine, "before");
            storage.failAt(2, false); // after asking for free space
            assertThatThrownBy(() -> upsert(engine, "torn")).isInstanceOf(StorageException.class);
            upsert(engine, "after");
        }
        try (DatabaseEngine engine = open(folder)) {
            assertThat(ids(engine)).containsExactlyInAnyOrder("before", "after");
        }
    }

    /** What is deleted while a flush runs belongs to the next one, which must not take it for written. */
    @Test
    void deletionDuringAFlush_isWrittenByTheNextOne() {
        try (DatabaseEngine engine = open(folder)) {
            CollectionEngine collection = engine.create("c", CollectionOptions.DEFAULT);
            upsert(engine, "a", "b", "c", "d", "e"); // enough for no compaction
            engine.flush(collection);
            long flushed = collection.flushedSequence();
            engine.write(collection, List.of(new WriteRequest.Plain(new WriteOperation.Delete("a"))));
            engine.segments(collection).getFirst().writeLiveDocs(flushed);
            engine.flush(collection);
        }
        try (DatabaseEngine engine = open(folder)) {
            assertThat(ids(engine)).containsExactly("b", "c", "d", "e");
        }
    }

    /** What a flush was to write down and did not is in the log only, whatever a merge writes down meanwhile. */
    @Test
    void mergeAfterAFailedFlush_leavesTheLogAsItIs() {
        boolean failed = true;
        int n = 0;
        while (failed) {
            n++;
            Path directory = folder.resolve("m" + n);
            try (DatabaseEngine engine = open(directory)) {
                CollectionEngine collection = engine.create("c", CollectionOptions.DEFAULT);
                engine.create("d", CollectionOptions.DEFAULT);
                upsert(engine, "a", "b");
                engine.flush(collection);
                upsert(engine, "c");
                engine.flush(collection);
                engine.write(collection, List.of(new WriteRequest.Plain(new WriteOperation.Delete("a"))));
                failed = flushFailsAt(n, engine, collection);
                engine.upkeep().compactor().compactAll(collection, progress -> true);
                flushAnother(engine);
                try (DatabaseEngine reader =
                        DatabaseEngine.openReadOnly(directory, new EngineOptions(storage, DatabaseOptions.DEFAULT))) {
                    assertThat(ids(reader)).as("after call %d failed", n).containsExactly("b", "c");
                }
            }
        }
        assertThat(n).as("calls that were made to fail").isGreaterThan(5);
    }

    private boolean flushFailsAt(int n, DatabaseEngine engine, CollectionEngine collection) {
        storage.failAt(n, false);
        try {
            engine.upkeep().maintenance().flush(collection);
        } catch (StorageException injected) {
            assertThat(injected).hasMessageContaining("injected fault");
        }
        boolean failed = storage.calls() >= n;
        storage.heal();
        return failed;
    }

    /** Which deletes files of the log that no collection needs, unless the log is read-only. */
    private static void flushAnother(DatabaseEngine engine) {
        CollectionEngine another = engine.collection("d");
        if (engine.failure().isEmpty()) {
            engine.write(another, List.of(upsert("x")));
            engine.flush(another);
        }
    }

    private static Set<String> ids(DatabaseEngine engine, String collection) {
        Set<String> ids = new TreeSet<>();
        View view = engine.collection(collection).acquire();
        view.leaves().forEach(leaf -> {
            for (int ordinal = 0; ordinal < leaf.recordLimit(); ordinal++) {
                if (view.isVisible(leaf, ordinal, 0)) {
                    assertThat(ids.add(leaf.segment().records().id(ordinal))).isTrue();
                }
            }
        });
        view.release();
        return ids;
    }

    /** Each transaction stores one id in two collections and takes the one before away, by three kinds of change. */
    private static void transact(DatabaseEngine engine, Set<String> acknowledged) {
        for (int i = 1; i <= 3; i++) {
            String id = "t" + i;
            String before = "t" + (i - 1);
            engine.transact(transaction -> {
                for (String collection : List.of("c", "d")) {
                    transaction
                            .part(collection)
                            .write(List.of(
                                    upsert(id),
                                    new WriteRequest.Edit(id, new RecordEdit.ReplaceMetadata(Metadata.of("i", 1))),
                                    new WriteRequest.Plain(new WriteOperation.Delete(before))));
                }
            });
            acknowledged.clear();
            acknowledged.add(id);
            if (i == 2) {
                engine.flush(engine.collection("d"));
            }
        }
    }

    private static WriteRequest upsert(String id) {
        return new WriteRequest.Plain(new WriteOperation.Upsert(
                new RecordData(id, new float[] {1, 2}, "text", null, Metadata.empty(), RecordData.NEVER, 0)));
    }

    @Test
    void everyCallOfTransactions_failing_leavesWholeTransactions() {
        boolean failed = true;
        int n = 0;
        while (failed) {
            n++;
            Path directory = folder.resolve("t" + n);
            Set<String> acknowledged = new TreeSet<>();
            try (DatabaseEngine engine = open(directory)) {
                engine.create("c", CollectionOptions.DEFAULT);
                engine.create("d", CollectionOptions.DEFAULT);
                storage.failAt(n, false);
                transact(engine, acknowledged);
            } catch (StorageException injected) {
                assertThat(injected).hasMessageContaining("injected fault");
            }
            failed = storage.calls() >= n;
            storage.heal();
            assertThat(storage.openFiles()).as("open files after call %d", n).isZero();
            try (DatabaseEngine engine = open(directory)) {
                assertThat(ids(engine, "c"))
                        .as("both collections after call %d failed", n)
                        .isEqualTo(ids(engine, "d"));
                assertThat(ids(engine, "c")).hasSizeLessThanOrEqualTo(1);
                if (!ids(engine, "c").equals(acknowledged)) { // then a later one is there, whose end was not told
                    assertThat(ids(engine, "c"))
                            .isEqualTo(Set.of("t" + (acknowledged.isEmpty() ? 1 : next(acknowledged))));
                }
            }
        }
        assertThat(n).as("calls that were made to fail").isGreaterThan(30);
    }

    private static int next(Set<String> acknowledged) {
        return Integer.parseInt(acknowledged.iterator().next().substring(1)) + 1;
    }
}
