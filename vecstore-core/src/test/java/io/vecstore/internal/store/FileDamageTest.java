package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vecstore.CollectionOptions;
import io.vecstore.DoctorReport;
import io.vecstore.IndexOptions;
import io.vecstore.Metadata;
import io.vecstore.RepairReport;
import io.vecstore.SearchRequest;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.error.VecStoreException;
import io.vecstore.filter.Filter;
import io.vecstore.internal.io.FileStorage;
import io.vecstore.testkit.FileDamage;
import io.vecstore.testkit.GoldenStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each type of file is cut, lengthened, deleted, or swapped with another of its type. Whatever that does, the content is
 * right, or a typed error names the file and what to do; the doctor sees it, and the other collections open.
 */
class FileDamageTest {

    private static final CollectionOptions OPTIONS =
            CollectionOptions.DEFAULT.withIndex(IndexOptions.DEFAULT.withMinVectors(20));
    private static final int RECORDS = 150;

    @TempDir
    static Path temporary;

    private static Path original;
    private static List<String> healthy;
    private static List<String> beforeTheLastCommit;
    private static final Set<String> STORED = new HashSet<>();
    private static int copies;

    /** Two collections of two segments each, deletions in the older one, a snapshot, several files of the log. */
    @BeforeAll
    static void makeDatabase() {
        original = temporary.resolve("original");
        try (VecDatabase database = VecDatabase.open(original)) {
            VectorCollection late = database.createCollection("late", OPTIONS);
            late.upsert(record("late", 0));
            for (String name : List.of("one", "two")) {
                VectorCollection collection = database.createCollection(name, OPTIONS);
                fill(collection, 0, RECORDS);
                collection.flush();
                collection.delete(List.of("r3", "r4"));
                fill(collection, RECORDS, RECORDS + RECORDS / 3);
                collection.flush();
                assertThat(collection.stats().segments()).isGreaterThan(1);
            }
            database.createSnapshot("stored");
            late.upsert(record("late", 1)); // not flushed, so that this file of the log is needed
            database.collection("one").upsert(record("r1", 1));
            database.collection("one").flush();
            beforeTheLastCommit = GoldenStore.describe(database);
            late.upsert(record("late", 2));
            healthy = GoldenStore.describe(database);
        }
    }

    private static void fill(VectorCollection collection, int from, int to) {
        List<VectorRecord> records = new ArrayList<>();
        for (int i = from; i < to; i++) {
            records.add(record("r" + i, i));
        }
        collection.upsert(records);
    }

    private static VectorRecord record(String id, int number) {
        STORED.add(id);
        return VectorRecord.builder(id)
                .text("number" + number + " of all")
                .vector(new float[] {number, number * number % 31, 1})
                .metadata(Metadata.of("number", number))
                .build();
    }

    static Stream<Arguments> damages() {
        return Stream.of(Type.values())
                .flatMap(type -> Stream.of(FileDamage.values()).map(damage -> Arguments.of(type, damage)));
    }

    /** A type of file, and which one of that type is damaged. */
    enum Type {
        CATALOG("CATALOG"),
        FIRST_LOG("wal/.*[.]log"),
        LAST_LOG("wal/.*[.]log"),
        MANIFEST("collections/.*/MANIFEST"),
        SEGMENT("collections/.*[.]segment"),
        LIVE_DOCS("collections/.*[.]live-[0-9]+"),
        POSTINGS("collections/.*[.]postings"),
        FIELDS("collections/.*[.]fields"),
        GRAPH("collections/.*[.]graph"),
        SNAPSHOT_HEADER("snapshots/.*/SNAPSHOT"),
        SNAPSHOT_CATALOG("snapshots/.*/CATALOG"),
        SNAPSHOT_MANIFEST("snapshots/.*/MANIFEST"),
        SNAPSHOT_SEGMENT("snapshots/.*[.]segment"),
        SNAPSHOT_LIVE_DOCS("snapshots/.*[.]live-[0-9]+");

        private final String pattern;

        Type(String pattern) {
            this.pattern = pattern;
        }

        boolean isDerived() {
            return this == POSTINGS || this == FIELDS || this == GRAPH;
        }

        boolean isLog() {
            return this == FIRST_LOG || this == LAST_LOG;
        }

        boolean isOfSnapshot() {
            return name().startsWith("SNAPSHOT");
        }

        /** All files of the type, the one to damage first. */
        List<Path> files(Path folder) throws IOException {
            try (Stream<Path> all = Files.walk(folder)) {
                List<Path> files = all.filter(Files::isRegularFile)
                        .filter(file -> folder.relativize(file)
                                .toString()
                                .replace('\\', '/')
                                .matches(pattern))
                        .sorted()
                        .toList();
                return this == LAST_LOG ? files.reversed() : files;
            }
        }
    }

    private static Path copy() throws IOException {
        Path target = temporary.resolve("copy" + copies++);
        try (Stream<Path> all = Files.walk(original)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path copy = target.resolve(original.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return target;
    }

    @ParameterizedTest
    @MethodSource("damages")
    void file_damaged_isToleratedOrNamed(Type type, FileDamage damage) throws IOException {
        Path folder = copy();
        List<Path> files = type.files(folder);
        if (!damage.applyTo(files)) {
            return; // there is one file of that type only
        }
        List<Path> damaged = damage == FileDamage.SWAPPED ? files.subList(0, 2) : files.subList(0, 1);
        DoctorReport report = VecDatabase.doctor(folder);
        Outcome outcome = open(folder, damaged);
        if (type.isOfSnapshot()) {
            assertThat(outcome).isEqualTo(Outcome.RIGHT);
            assertSnapshotIsRefused(folder, damaged);
        } else if (type.isDerived()) {
            assertThat(outcome).isEqualTo(Outcome.RIGHT);
            assertThat(report.damages()).isNotEmpty().allMatch(DoctorReport.Damage::derived);
            assertRebuilt(folder);
        } else if (outcome == Outcome.NAMED) {
            assertThat(report.damages()).anyMatch(found -> !found.derived() && names(found.toString(), damaged));
            if (FileDamage.SAMPLE.contains(damage)) {
                repair(folder);
            }
        } else if (outcome == Outcome.TORN) {
            assertThat(type).isEqualTo(Type.LAST_LOG);
        }
        boolean harmless = type.isLog() && outcome != Outcome.NAMED; // what stands after the end of a log is not read
        assertThat(harmless || !report.isHealthy())
                .as("the doctor's %s", report)
                .isTrue();
    }

    private enum Outcome {
        /** All is there. */
        RIGHT,
        /** Errors that name the file; what is not concerned is there. */
        NAMED,
        /** The newest commit is gone, as if it had been torn by a crash. */
        TORN
    }

    private static boolean names(String message, List<Path> files) {
        return files.stream().anyMatch(file -> message.contains(file.toString()));
    }

    private static Outcome open(Path folder, List<Path> damaged) {
        try (VecDatabase database = VecDatabase.open(folder)) {
            assertThat(database.collectionNames()).containsExactly("late", "one", "two");
            int refused = 0;
            for (String name : database.collectionNames()) {
                try {
                    database.collection(name);
                } catch (VecStoreException damage) {
                    assertNamed(damage, damaged);
                    refused++;
                }
            }
            if (refused > 0) {
                assertThat(refused).isLessThanOrEqualTo(damaged.size());
                return Outcome.NAMED;
            }
            List<String> found = withoutSnapshots(GoldenStore.describe(database));
            if (found.equals(withoutSnapshots(healthy))) {
                checkSearches(database);
                return Outcome.RIGHT;
            }
            assertThat(found).isEqualTo(withoutSnapshots(beforeTheLastCommit));
            return Outcome.TORN;
        } catch (VecStoreException damage) {
            assertNamed(damage, damaged);
            return Outcome.NAMED;
        }
    }

    private static List<String> withoutSnapshots(List<String> lines) {
        return lines.stream().filter(line -> !line.startsWith("snapshot")).toList();
    }

    private static void assertNamed(VecStoreException damage, List<Path> damaged) {
        assertThat(damage.getMessage())
                .matches(message -> names(message, damaged), "names " + damaged)
                .contains("restore a snapshot or a backup", "--repair");
    }

    private static void checkSearches(VecDatabase database) {
        for (String name : List.of("one", "two")) {
            VectorCollection collection = database.collection(name);
            for (int i = 10; i < RECORDS + RECORDS / 3; i += 37) {
                assertThat(best(collection, SearchRequest.lexical("number" + i, 1)))
                        .isEqualTo("r" + i);
                float[] vector = {i, i * i % 31, 1};
                SearchRequest dense = SearchRequest.builder()
                        .vector(vector)
                        .topK(1)
                        .filter(Filter.eq("number", i))
                        .build();
                assertThat(best(collection, dense)).isEqualTo("r" + i);
            }
            assertThat(collection
                            .search(SearchRequest.builder()
                                    .vector(new float[] {1, 1, 1})
                                    .build())
                            .hits())
                    .hasSize(10);
        }
    }

    private static String best(VectorCollection collection, SearchRequest request) {
        return collection.search(request).hits().getFirst().record().id();
    }

    /** What the error says to do helps: afterwards everything opens, and nobody finds anything wrong. */
    private static void repair(Path folder) {
        assertThat(VecDatabase.repair(folder).after().isHealthy()).isTrue();
        try (VecDatabase database = VecDatabase.open(folder)) {
            database.collectionNames()
                    .forEach(name -> database.collection(name)
                            .forEach(record -> assertThat(STORED).contains(record.id())));
        }
    }

    /** If the background has not come to it before the database was closed, the repair does it. */
    private static void assertRebuilt(Path folder) {
        RepairReport report = VecDatabase.repair(folder);
        assertThat(report.after().damages()).isEmpty();
        assertThat(report.actions()).allMatch(action -> action.lost().isEmpty());
    }

    private static void assertSnapshotIsRefused(Path folder, List<Path> damaged) {
        try (VecDatabase database = VecDatabase.open(folder)) {
            List<String> before = GoldenStore.describe(database);
            if (database.snapshots().isEmpty()) {
                return; // the doctor tells why, and the log
            }
            assertThatThrownBy(() -> database.restoreSnapshot("stored"))
                    .isInstanceOf(VecStoreException.class)
                    .matches(refused -> names(refused.getMessage(), damaged), "names " + damaged);
            assertThat(GoldenStore.describe(database)).isEqualTo(before);
        }
    }

    /** The manifest of last week beside the segments of today: what came between would be lost without a word. */
    @Test
    void manifest_putBackAfterALaterFlush_isRefusedAndRepairable() throws IOException {
        Path folder = temporary.resolve("stale");
        byte[] old;
        Path manifest;
        try (VecDatabase database = VecDatabase.open(folder)) {
            database.createCollection("other", OPTIONS).upsert(record("kept", 1));
            VectorCollection collection = database.createCollection("c", OPTIONS);
            fill(collection, 0, 30);
            collection.flush();
            manifest = folder.resolve("collections/" + key(folder, "c") + "/MANIFEST");
            old = Files.readAllBytes(manifest);
            collection.delete("r0");
            fill(collection, 30, 50);
            database.collection("other").flush();
            collection.flush();
        }
        Files.write(manifest, old);
        assertThat(VecDatabase.doctor(folder).damages())
                .anyMatch(damage -> !damage.derived() && damage.reason().contains("old version"));
        try (VecDatabase database = VecDatabase.open(folder)) {
            assertThat(database.collection("other").get("kept")).isPresent();
            assertThat(catchThrowable(() -> database.collection("c")))
                    .hasMessageContainingAll(manifest.toString(), "old version", "--repair");
        }
        assertThat(VecDatabase.repair(folder).actions())
                .anyMatch(action ->
                        action.lost().contains("of collection") || action.lost().contains("to collection"));
        assertThat(VecDatabase.doctor(folder).isHealthy()).isTrue();
        try (VecDatabase database = VecDatabase.open(folder)) {
            assertThat(database.collection("c").count()).isEqualTo(30);
            database.collection("c").upsert(record("later", 1));
        }
        try (VecDatabase database = VecDatabase.open(folder)) {
            assertThat(database.collection("c").get("later")).isPresent();
        }
    }

    private static String key(Path folder, String collection) {
        return Catalog.read(new FileStorage(), folder)
                .collections()
                .get(collection)
                .toString();
    }
}
