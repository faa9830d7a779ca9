package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.Metadata;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.error.ClosedException;
import io.vecstore.error.ConflictException;
import io.vecstore.error.CorruptDataException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.error.NotFoundException;
import io.vecstore.error.VecStoreException;
import io.vecstore.internal.model.RecordData;
import io.vecstore.internal.model.WriteOperation;
import io.vecstore.internal.model.WriteRequest;
import io.vecstore.testkit.FaultyStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stored snapshots: what is in them, what restoring them leaves, and what is left when it does not come to its end. */
class SnapshotsTest {

    @TempDir
    Path temporary;

    private final FaultyStorage storage = new FaultyStorage();

    private static void upsert(VectorCollection collection, int from, int to, String text) {
        for (int i = from; i < to; i++) {
            collection.upsert(VectorRecord.builder("r" + i)
                    .text(text + " " + i)
                    .vector(new float[] {i, 1})
                    .build());
        }
    }

    private static Map<String, String> contents(VecDatabase database) {
        TreeMap<String, String> contents = new TreeMap<>();
        for (String name : database.collectionNames()) {
            contents.put(name, "");
            database.collection(name)
                    .forEach(record ->
                            contents.put(name + "/" + record.id(), record.text().orElseThrow()));
        }
        return contents;
    }

    private static Map<String, String> contents(Path folder) {
        try (VecDatabase database = VecDatabase.open(folder)) {
            return contents(database);
        }
    }

    @Test
    void restore_afterChanges_isWhatItWasAndGoesOn() {
        Path folder = temporary.resolve("db");
        Map<String, String> before;
        try (VecDatabase database = VecDatabase.open(folder)) {
            VectorCollection one = database.createCollection("one", CollectionOptions.DEFAULT);
            upsert(one, 0, 20, "old");
            one.flush();
            upsert(one, 10, 30, "newer");
            one.delete("r0");
            database.createCollection("two", CollectionOptions.DEFAULT);
            before = contents(database);
            long sequence = one.upsert(List.of());
            assertThat(database.createSnapshot("s 1").sequenceNumber()).isEqualTo(sequence);
            upsert(one, 0, 40, "changed");
            one.compact();
            database.dropCollection("two");
            upsert(database.createCollection("three", CollectionOptions.DEFAULT), 0, 5, "x");
            database.restoreSnapshot("s 1");
            assertThat(contents(database)).isEqualTo(before);
            assertThatThrownBy(one::count).isInstanceOf(ClosedException.class);
        }
        assertThat(contents(folder)).isEqualTo(before);
        try (VecDatabase database = VecDatabase.open(folder)) {
            upsert(database.collection("one"), 0, 3, "after");
            assertThat(database.snapshots()).singleElement().satisfies(info -> {
                assertThat(info.name()).isEqualTo("s 1");
                assertThat(info.collections()).containsExactly("one", "two");
                assertThat(info.bytes()).isPositive();
            });
        }
        assertThat(contents(folder)).containsEntry("one/r2", "after 2").containsEntry("one/r3", before.get("one/r3"));
        assertThat(VecDatabase.doctor(folder).damages()).isEmpty();
    }

    @Test
    void create_whileWriting_holdsAPrefixOfTheCommits() throws InterruptedException {
        try (VecDatabase database = VecDatabase.open(temporary.resolve("db"))) {
            List<VectorCollection> collections = List.of(
                    database.createCollection("even", CollectionOptions.DEFAULT),
                    database.createCollection("odd", CollectionOptions.DEFAULT));
            AtomicBoolean stop = new AtomicBoolean();
            Thread writer = Thread.ofPlatform().start(() -> {
                for (int i = 0; !stop.get(); i++) {
                    upsert(collections.get(i % 2), i, i + 1, "x");
                }
            });
            for (int i = 0; i < 8; i++) {
                database.createSnapshot("s" + i);
            }
            stop.set(true);
            writer.join();
            for (int i = 0; i < 8; i++) {
                Path target = temporary.resolve("restored" + i);
                VecDatabase.restoreSnapshot(temporary.resolve("db"), "s" + i, target);
                TreeSet<Integer> numbers = new TreeSet<>();
                try (VecDatabase restored = VecDatabase.open(target)) {
                    restored.collection("even").forEach(each -> numbers.add(number(each)));
                    restored.collection("odd").forEach(each -> numbers.add(number(each)));
                }
                assertThat(numbers)
                        .containsExactlyElementsOf(
                                IntStream.range(0, numbers.size()).boxed().toList());
                assertThat(VecDatabase.doctor(target).damages()).isEmpty();
            }
        }
    }

    private static int number(VectorRecord record) {
        return Integer.parseInt(record.id().substring(1));
    }

    @Test
    void snapshot_isIndependentOfTheDatabase() throws IOException {
        Path folder = temporary.resolve("db");
        Path restored = temporary.resolve("restored");
        Map<String, String> before;
        try (VecDatabase database = VecDatabase.open(folder)) {
            upsert(database.createCollection("c", CollectionOptions.DEFAULT), 0, 20, "old");
            before = contents(database);
            database.createSnapshot("s");
            VecDatabase.restoreSnapshot(folder, "s", restored);
        }
        try (VecDatabase database = VecDatabase.open(restored)) {
            upsert(database.collection("c"), 0, 10, "changed");
            database.collection("c").compact();
        }
        Files.delete(folder.resolve("CATALOG"));
        Path again = temporary.resolve("again");
        VecDatabase.restoreSnapshot(folder, "s", again); // though the database cannot be opened
        assertThat(contents(again)).isEqualTo(before);
        assertThatThrownBy(() -> VecDatabase.restoreSnapshot(folder, "s", again))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void names_areDataAndUnique() {
        try (VecDatabase database = VecDatabase.open(temporary.resolve("db"))) {
            database.createSnapshot("../../x");
            assertThatThrownBy(() -> database.createSnapshot("../../x")).isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> database.restoreSnapshot("y"))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("../../x");
            database.deleteSnapshot("../../x");
            assertThat(database.snapshots()).isEmpty();
            assertThatThrownBy(() -> database.deleteSnapshot("../../x")).isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void litter_keepsNobodyFromOpening() throws IOException {
        Path folder = temporary.resolve("db");
        try (VecDatabase database = VecDatabase.open(folder)) {
            upsert(database.createCollection("c", CollectionOptions.DEFAULT), 0, 3, "x");
            database.createSnapshot("s");
        }
        Path snapshots = folder.resolve("snapshots");
        Files.createFile(snapshots.resolve(".DS_Store"));
        Files.createFile(snapshots.resolve("file.tmp"));
        Files.createFile(snapshots.resolve("6b1f7e5e-0000-0000-0000-000000000000"));
        Files.createFile(folder.resolve("collections/6b1f7e5e-0000-0000-0000-000000000001"));
        Path strange = Files.createDirectories(snapshots.resolve("folder.tmp/a/b"));
        try (VecDatabase database = VecDatabase.open(folder)) {
            assertThat(database.snapshots()).hasSize(1);
            assertThat(database.collection("c").count()).isEqualTo(3);
            database.createSnapshot("t");
        }
        assertThat(strange).exists();
    }

    @Test
    void damagedSnapshot_isRefusedAndTheDatabaseLeftAlone() throws IOException {
        Path folder = temporary.resolve("db");
        try (VecDatabase database = VecDatabase.open(folder)) {
            upsert(database.createCollection("c", CollectionOptions.DEFAULT), 0, 20, "old");
            database.createSnapshot("s");
            upsert(database.collection("c"), 0, 20, "new");
            database.collection("c").compact(); // so that the damaged file is the snapshot's alone
            Map<String, String> before = contents(database);
            try (Stream<Path> files = Files.walk(folder.resolve("snapshots"))) {
                Path segment = files.filter(file -> file.toString().endsWith(".segment"))
                        .findFirst()
                        .orElseThrow();
                byte[] bytes = Files.readAllBytes(segment);
                bytes[100] ^= 1;
                Files.write(segment, bytes);
            }
            assertThatThrownBy(() -> database.restoreSnapshot("s")).isInstanceOf(CorruptDataException.class);
            assertThat(contents(database)).isEqualTo(before);
        }
        assertThat(VecDatabase.doctor(folder).damages())
                .singleElement()
                .satisfies(damage -> assertThat(damage.cost()).contains("snapshot \"s\""));
        assertThat(VecDatabase.repair(folder).after().isHealthy()).isTrue();
        try (VecDatabase database = VecDatabase.open(folder)) {
            assertThat(database.snapshots()).isEmpty();
            assertThat(database.collection("c").count()).isEqualTo(20);
        }
    }

    private DatabaseEngine open(Path folder) {
        return DatabaseEngine.open(folder, new EngineOptions(storage, DatabaseOptions.DEFAULT));
    }

    private static void write(DatabaseEngine engine, String id) {
        engine.write(
                engine.collection("c"),
                List.of(new WriteRequest.Plain(new WriteOperation.Upsert(new RecordData(
                        id, new float[] {1, 2}, "t " + id, null, Metadata.empty(), RecordData.NEVER, 0)))));
    }

    private interface Step {
        void run(DatabaseEngine engine);
    }

    /** Has every call from the n-th on fail, for all n, as if the process had been killed there. */
    private void killEverywhere(Path prototype, Step step, Map<String, String> old, Map<String, String> changed)
            throws IOException {
        boolean failed = true;
        int n = 0;
        while (failed) {
            n++;
            Path folder = temporary.resolve("kill" + n);
            copy(prototype, folder);
            DatabaseEngine engine = open(folder);
            storage.failAt(n, true);
            try {
                step.run(engine);
            } catch (VecStoreException injected) {
                assertThat(injected).hasMessageContaining("injected fault");
            }
            failed = storage.calls() >= n;
            try {
                engine.close();
            } catch (VecStoreException injected) {
                assertThat(injected).hasMessageContaining("injected fault");
            }
            storage.heal();
            Map<String, String> after = contents(folder);
            assertThat(after).as("killed at call %d", n).isIn(old, changed);
            if (!failed) {
                assertThat(after).isEqualTo(changed);
            }
            assertThat(VecDatabase.doctor(folder).damages())
                    .as("killed at call %d", n)
                    .isEmpty();
            try (VecDatabase database = VecDatabase.open(folder)) {
                assertThat(database.snapshots())
                        .allSatisfy(each -> assertThat(each.name()).isEqualTo("s"));
                upsert(database.collection("c"), 99, 100, "later");
            }
            assertThat(contents(folder)).as("killed at call %d", n).containsEntry("c/r99", "later 99");
            assertThat(temporaryFolders(folder)).isEmpty();
            deleteTree(folder);
        }
        assertThat(n).isGreaterThan(10);
    }

    private static List<Path> temporaryFolders(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".tmp") && Files.isDirectory(file))
                    .toList();
        }
    }

    private Path prototype() {
        Path folder = temporary.resolve("prototype");
        try (DatabaseEngine engine = open(folder)) {
            engine.create("c", CollectionOptions.DEFAULT);
            write(engine, "a");
            engine.flush(engine.collection("c"));
            write(engine, "b");
        }
        return folder;
    }

    @Test
    void create_killedAnywhere_leavesAWholeSnapshotOrNone() throws IOException {
        Path folder = prototype();
        Map<String, String> contents = contents(folder);
        killEverywhere(folder, engine -> engine.snapshots().create("s"), contents, contents);
    }

    @Test
    void delete_killedAnywhere_leavesAWholeSnapshotOrNone() throws IOException {
        Path folder = prototype();
        Map<String, String> contents = contents(folder);
        try (DatabaseEngine engine = open(folder)) {
            engine.snapshots().create("s");
        }
        killEverywhere(folder, engine -> engine.snapshots().delete("s"), contents, contents);
    }

    @Test
    void restore_killedAnywhere_leavesTheOldOrTheRestored() throws IOException {
        Path folder = prototype();
        Map<String, String> old = contents(folder);
        try (DatabaseEngine engine = open(folder)) {
            engine.snapshots().create("s");
            write(engine, "c");
            engine.flush(engine.collection("c"));
            write(engine, "d");
        }
        killEverywhere(folder, engine -> engine.snapshots().restore("s"), contents(folder), old);
    }

    /** The snapshot is of far later commits than those of the database: numbers are skipped in its log. */
    @Test
    void restoreOfAnImportedSnapshot_killedAnywhere_leavesTheOldOrTheRestored() throws IOException {
        Path other = temporary.resolve("other");
        Path archive = temporary.resolve("archive.zip");
        Map<String, String> imported;
        try (VecDatabase database = VecDatabase.open(other)) {
            upsert(database.createCollection("c", CollectionOptions.DEFAULT), 0, 40, "imported");
            imported = contents(database);
            database.createSnapshot("s");
            database.exportSnapshot("s", archive);
        }
        Path folder = prototype();
        try (DatabaseEngine engine = open(folder)) {
            engine.snapshots().importFrom(archive);
        }
        killEverywhere(folder, engine -> engine.snapshots().restore("s"), contents(folder), imported);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)));
            }
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.toList().reversed()) {
                Files.delete(each);
            }
        }
    }
}
