package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.Durability;
import io.vecstore.SnapshotInfo;
import io.vecstore.TestDatabases;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.testkit.CrashImages;
import io.vecstore.testkit.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cuts the power after each thing that is done to the disk while a snapshot is made, restored, deleted, moved house. */
class SnapshotPowerCutTest {

    private static final long SEED = Long.getLong("vecstore.seed", 29);
    /** An archive is written in so many small pieces that only every so many images are judged. */
    private static final int SAMPLE_OF_EXPORT = Integer.getInteger("vecstore.crash.sample", 50);

    private static final Path HOME = Path.of("simulated").toAbsolutePath();
    private static final Path FOLDER = HOME.resolve("db");

    @TempDir
    Path temporary;

    private interface Step {
        void run(VecDatabase database);
    }

    private static VecDatabase open(SimulatedDisk disk) {
        return TestDatabases.open(FOLDER, disk, DatabaseOptions.DEFAULT.withIndexingThreads(1));
    }

    private static void write(VectorCollection collection, String... ids) {
        for (String id : ids) {
            collection.upsert(VectorRecord.builder(id)
                    .text("text of " + id)
                    .vector(new float[] {id.length(), 1})
                    .build());
        }
    }

    private static Map<String, String> contents(VecDatabase database) {
        TreeMap<String, String> contents = new TreeMap<>();
        database.collectionNames()
                .forEach(name -> database.collection(name)
                        .forEach(record -> contents.put(
                                name + "/" + record.id(), record.text().orElseThrow())));
        return contents;
    }

    private static Map<String, String> contents(SimulatedDisk disk) {
        try (VecDatabase database = open(disk)) {
            return contents(database);
        }
    }

    /** Segments with deletions, commits that are only in the log, two collections; as a step adds to it. */
    private static SimulatedDisk prototype(Step step) {
        SimulatedDisk disk = new SimulatedDisk(HOME);
        try (VecDatabase database = open(disk)) {
            VectorCollection first = database.createCollection("a", CollectionOptions.DEFAULT);
            write(first, "1", "22", "333");
            first.flush();
            first.delete("22");
            first.flush();
            write(first, "4444");
            write(database.createCollection("b", CollectionOptions.DEFAULT), "5");
            step.run(database);
        }
        return disk;
    }

    /** What is left of each power cut during {@code step}, and of each after it. */
    private record Images(List<SimulatedDisk> during, List<SimulatedDisk> after) {

        static Images of(SimulatedDisk prototype, Step step) {
            return of(prototype, 1, step);
        }

        static Images of(SimulatedDisk prototype, int sample, Step step) {
            Images images = new Images(new ArrayList<>(), new ArrayList<>());
            SimulatedDisk disk = prototype.afterKill();
            VecDatabase database = open(disk);
            CrashImages crashes = new CrashImages(new Random(SEED));
            int[] count = {0};
            disk.observe(path -> crashes.forEach(disk, "during", image -> {
                if (count[0]++ % sample == 0) {
                    images.during().add(image);
                }
            }));
            step.run(database);
            disk.observe(path -> {});
            crashes.forEach(disk, "after", images.after()::add);
            database.close();
            assertThat(images.during()).isNotEmpty();
            assertThat(images.after()).isNotEmpty();
            System.out.println("SnapshotPowerCutTest seed " + SEED + ": "
                    + images.during().size() + " of " + count[0] + " images");
            return images;
        }
    }

    /** The database opens, takes writes, and has no litter; its snapshots can be restored. Returns the snapshots. */
    private static List<SnapshotInfo> check(SimulatedDisk image, List<Map<String, String>> allowed) {
        List<SnapshotInfo> snapshots;
        try (VecDatabase database = open(image)) {
            Map<String, String> found = contents(database);
            assertThat(found).as("seed %d", SEED).isIn(allowed);
            snapshots = database.snapshots();
            assertThat(image.contents().keySet()).noneMatch(path -> path.matches(".*/snapshots/[^/]*[.]tmp/.*"));
            write(database.collection("a"), "later");
            assertThat(database.collection("a").get("later")).isPresent();
        }
        assertThat(Doctor.examine(FOLDER, image).damages()).isEmpty();
        return snapshots;
    }

    private static void assertRestores(SimulatedDisk image, String name, Map<String, String> expected) {
        try (VecDatabase database = open(image)) {
            database.restoreSnapshot(name);
            assertThat(contents(database)).isEqualTo(expected);
        }
        assertThat(contents(image)).isEqualTo(expected);
    }

    @Test
    void create_powerCutAnywhere_leavesAWholeSnapshotOrNone() {
        SimulatedDisk prototype = prototype(database -> {});
        Map<String, String> contents = contents(prototype.afterKill());
        Images images = Images.of(prototype, database -> database.createSnapshot("s"));
        for (SimulatedDisk image : images.during()) {
            if (!check(image, List.of(contents)).isEmpty()) {
                assertRestores(image, "s", contents);
            }
        }
        for (SimulatedDisk image : images.after()) {
            assertThat(check(image, List.of(contents))).hasSize(1);
            assertRestores(image, "s", contents);
        }
    }

    @Test
    void delete_powerCutAnywhere_leavesAWholeSnapshotOrNone() {
        SimulatedDisk prototype = prototype(database -> database.createSnapshot("s"));
        Map<String, String> contents = contents(prototype.afterKill());
        Images images = Images.of(prototype, database -> database.deleteSnapshot("s"));
        for (SimulatedDisk image : images.during()) {
            if (!check(image, List.of(contents)).isEmpty()) {
                assertRestores(image, "s", contents);
            }
        }
        images.after()
                .forEach(image -> assertThat(check(image, List.of(contents))).isEmpty());
    }

    @Test
    void restore_powerCutAnywhere_leavesTheOldOrTheRestored() {
        Map<String, String> stored = contents(prototype(database -> {}));
        SimulatedDisk prototype = prototype(database -> {
            database.createSnapshot("s");
            write(database.collection("b"), "newer");
            database.collection("b").flush();
            database.dropCollection("a");
            write(database.createCollection("a", CollectionOptions.DEFAULT), "other");
        });
        Map<String, String> old = contents(prototype.afterKill());
        assertThat(old).isNotEqualTo(stored);
        Images images = Images.of(prototype, database -> database.restoreSnapshot("s"));
        for (SimulatedDisk image : images.during()) {
            assertThat(check(image, List.of(old, stored))).hasSize(1);
            assertRestores(image, "s", stored);
        }
        images.after().forEach(image -> check(image, List.of(stored)));
    }

    @Test
    void export_powerCutAnywhere_leavesAWholeArchiveOrNone() throws IOException {
        SimulatedDisk prototype = prototype(database -> database.createSnapshot("s"));
        Map<String, String> contents = contents(prototype.afterKill());
        Path archive = HOME.resolve("s.zip");
        Images images = Images.of(prototype, SAMPLE_OF_EXPORT, database -> database.exportSnapshot("s", archive));
        for (SimulatedDisk image : images.during()) {
            check(image, List.of(contents));
            if (!image.exists(archive)) {
                try (VecDatabase database = open(image)) {
                    database.exportSnapshot("s", archive);
                }
                assertThat(image.list(HOME)).containsExactlyInAnyOrder("db", "s.zip");
            }
            assertImports(image.contents().get(archive.toString()), contents);
        }
        for (SimulatedDisk image : images.after()) {
            assertImports(image.contents().get(archive.toString()), contents);
        }
    }

    private void assertImports(byte[] archive, Map<String, String> contents) throws IOException {
        Path file = Files.write(temporary.resolve("copy.zip"), archive);
        SimulatedDisk elsewhere = new SimulatedDisk(HOME);
        try (VecDatabase database = open(elsewhere)) {
            database.importSnapshot(file);
            database.restoreSnapshot("s");
            assertThat(contents(database)).isEqualTo(contents);
        }
    }

    @Test
    void import_powerCutAnywhere_leavesAWholeSnapshotOrNone() throws IOException {
        SimulatedDisk source = prototype(database -> database.createSnapshot("s"));
        Map<String, String> stored = contents(source.afterKill());
        Path onDisk = HOME.resolve("s.zip");
        try (VecDatabase database = open(source)) {
            database.exportSnapshot("s", onDisk);
        }
        Path archive = Files.write(temporary.resolve("s.zip"), source.contents().get(onDisk.toString()));
        SimulatedDisk prototype = prototype(database -> write(database.collection("b"), "only here"));
        Map<String, String> contents = contents(prototype.afterKill());
        Images images = Images.of(prototype, database -> database.importSnapshot(archive));
        for (SimulatedDisk image : images.during()) {
            if (check(image, List.of(contents)).isEmpty()) {
                try (VecDatabase database = open(image)) {
                    database.importSnapshot(archive); // what the cut left is no obstacle
                }
            }
            assertRestores(image, "s", stored);
        }
        images.after()
                .forEach(image -> assertThat(check(image, List.of(contents))).hasSize(1));
    }

    /** A collection counts the commits before it as flushed, so that they must not be lost after it is made. */
    @Test
    void createCollection_afterCommitsThatAreNotSynced_countsNoneOfThemThatAPowerCutTakes() {
        SimulatedDisk disk = new SimulatedDisk(HOME);
        DatabaseOptions lazily = DatabaseOptions.DEFAULT.withDurability(Durability.os());
        VecDatabase database = TestDatabases.open(FOLDER, disk, lazily);
        write(database.createCollection("a", CollectionOptions.DEFAULT), "1", "2", "3");
        database.createCollection("b", CollectionOptions.DEFAULT);
        SimulatedDisk image = disk.afterPowerCut();
        database.close();
        try (VecDatabase reopened = open(image)) {
            write(reopened.collection("b"), "4", "5");
            assertThat(contents(image.afterKill())).containsKeys("b/4", "b/5");
        }
    }
}
