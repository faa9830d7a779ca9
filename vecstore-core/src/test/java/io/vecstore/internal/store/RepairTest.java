package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.CollectionOptions;
import io.vecstore.DoctorReport;
import io.vecstore.RepairReport;
import io.vecstore.SearchRequest;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.error.ConflictException;
import io.vecstore.error.CorruptDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damages a database, has it repaired, and compares what is left with what was stored and with what is said lost. */
class RepairTest {

    private static final long SEED = Long.getLong("vecstore.seed", 11);
    private static final int RECORDS = 30;

    @TempDir
    Path temporary;

    private Path folder;
    private final TreeMap<String, String> model = new TreeMap<>();

    /** Two segments with deletions, of which some are replaced, and commits that are only in the log. */
    @BeforeEach
    void makeDatabase() {
        folder = temporary.resolve("db");
        try (VecDatabase database = VecDatabase.open(folder)) {
            for (String name : List.of("one", "two")) {
                VectorCollection collection = database.createCollection(name, CollectionOptions.DEFAULT);
                fill(collection, name, 0, RECORDS);
                collection.flush();
                fill(collection, name, RECORDS - 5, RECORDS + 10);
                collection.delete("r0");
                model.remove(name + "/r0");
                collection.flush();
            }
            for (int i = 0; i < 10; i++) {
                fill(database.collection("two"), "two", 100 + i, 101 + i);
            }
        }
    }

    private void fill(VectorCollection collection, String name, int from, int to) {
        for (int i = from; i < to; i++) {
            String text = "number " + i + " of " + name + " after " + from;
            collection.upsert(VectorRecord.builder("r" + i)
                    .text(text)
                    .vector(new float[] {i, 1})
                    .build());
            model.put(name + "/r" + i, text);
        }
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(suffix))
                    .filter(file -> !file.toString().contains(SetAside.FOLDER))
                    .sorted()
                    .toList();
        }
    }

    private static void flip(Path file, long offset) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) offset] ^= 0x10;
        Files.write(file, bytes);
    }

    private static Map<String, String> contents(VecDatabase database) {
        TreeMap<String, String> contents = new TreeMap<>();
        for (String name : database.collectionNames()) {
            database.collection(name)
                    .forEach(record ->
                            contents.put(name + "/" + record.id(), record.text().orElseThrow()));
        }
        return contents;
    }

    private Map<String, String> contents() {
        try (VecDatabase database = VecDatabase.open(folder)) {
            return contents(database);
        }
    }

    @Test
    void healthyDatabase_isLeftAlone() throws IOException {
        byte[] catalog = Files.readAllBytes(folder.resolve(Catalog.NAME));
        RepairReport report = VecDatabase.repair(folder);
        assertThat(report.actions()).isEmpty();
        assertThat(report.after().isHealthy()).isTrue();
        assertThat(Files.readAllBytes(folder.resolve(Catalog.NAME))).isEqualTo(catalog);
        assertThat(folder.resolve(SetAside.FOLDER)).doesNotExist();
        assertThat(contents()).isEqualTo(model);
    }

    @Test
    void logHole_anyFrame_losesThatCommitAlone() throws IOException {
        Path log = files(".log").getLast();
        byte[] good = Files.readAllBytes(log);
        int frame = 40;
        for (int i = 0; i < 9; i++) { // the tenth is the last: a torn tail
            Path copy = temporary.resolve("copy" + i);
            copyTo(copy);
            Path damaged = copy.resolve(folder.relativize(log));
            flip(damaged, frame + 24 + 3);
            assertThatThrownBy(() -> VecDatabase.open(copy))
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageContaining("--repair");
            RepairReport report = VecDatabase.repair(copy);
            long sequence = good[frame + 24] & 0xFF;
            assertThat(report.actions().stream().map(RepairReport.Action::lost))
                    .filteredOn(lost -> !lost.isEmpty())
                    .containsExactly("commit " + sequence);
            assertThat(report.after().damages()).isEmpty();
            TreeMap<String, String> expected = new TreeMap<>(model);
            expected.remove("two/r" + (100 + i));
            try (VecDatabase database = VecDatabase.open(copy)) {
                assertThat(contents(database)).isEqualTo(expected);
                database.collection("two").upsert(VectorRecord.builder("later").build());
            }
            assertThat(VecDatabase.doctor(copy).isHealthy()).isTrue();
            frame += 24
                    + java.nio.ByteBuffer.wrap(good)
                            .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                            .getInt(frame + 4);
        }
    }

    @Test
    void logFile_gone_isSkippedAndItsCommitsAreListed() throws IOException {
        try (VecDatabase database = VecDatabase.open(folder)) {
            database.collection("one")
                    .upsert(VectorRecord.builder("x").text("x").build());
            database.collection("one").flush(); // begins a new file; "two" still needs the old one
            fill(database.collection("two"), "two", 200, 201);
        }
        model.put("one/x", "x");
        List<Path> logs = files(".log");
        assertThat(logs).hasSize(2);
        Files.delete(logs.getFirst());
        assertThatThrownBy(() -> VecDatabase.open(folder)).isInstanceOf(CorruptDataException.class);
        RepairReport report = VecDatabase.repair(folder);
        assertThat(report.actions()).anyMatch(action -> action.lost().matches("commits \\d+ to \\d+"));
        for (int i = 0; i < 10; i++) {
            model.remove("two/r" + (100 + i));
        }
        assertThat(contents()).isEqualTo(model);
    }

    @Test
    void deletions_lost_bringBackOnlyWhatWasNotReplaced() throws IOException {
        Path live = files(".live-1").getFirst();
        flip(live, 70);
        DoctorReport found = VecDatabase.doctor(folder);
        assertThat(found.damages()).hasSize(1);
        assertThat(found.damages().getFirst().cost()).contains("brings back what was deleted");
        RepairReport report = VecDatabase.repair(folder);
        assertThat(report.actions()).hasSize(1);
        assertThat(report.actions().getFirst().lost()).contains("are back");
        Map<String, String> contents = contents();
        String back = contents.containsKey("one/r0") ? "one/r0" : "two/r0";
        assertThat(contents.remove(back)).contains("number 0");
        assertThat(contents).isEqualTo(model);
        assertThat(folder.resolve(SetAside.FOLDER)).exists();
    }

    @Test
    void manifest_lost_costsItsCollectionOnly() throws IOException {
        flip(files("MANIFEST").getFirst(), 70);
        RepairReport report = VecDatabase.repair(folder);
        assertThat(report.actions())
                .singleElement()
                .satisfies(action -> assertThat(action.lost()).startsWith("all records of collection"));
        String lost = report.actions().getFirst().lost().contains("one") ? "one/" : "two/";
        model.keySet().removeIf(key -> key.startsWith(lost));
        assertThat(contents()).isEqualTo(model);
    }

    @Test
    void catalog_lost_isMadeAnewWithoutNames() throws IOException {
        Files.delete(folder.resolve(Catalog.NAME));
        RepairReport report = VecDatabase.repair(folder);
        assertThat(report.actions().getFirst().lost()).isEqualTo("the names of the collections");
        try (VecDatabase database = VecDatabase.open(folder)) {
            assertThat(database.collectionNames()).containsExactly("recovered-1", "recovered-2");
            assertThat(contents(database).values()).containsExactlyInAnyOrderElementsOf(model.values());
        }
    }

    @Test
    void newerFormat_isRefusedUntouched() throws IOException {
        Path catalog = folder.resolve(Catalog.NAME);
        byte[] bytes = Files.readAllBytes(catalog);
        bytes[12] = 9;
        Files.write(catalog, bytes);
        assertThatThrownBy(() -> VecDatabase.repair(folder)).isInstanceOf(ConflictException.class);
        assertThat(Files.readAllBytes(catalog)).isEqualTo(bytes);
        assertThat(folder.resolve(SetAside.FOLDER)).doesNotExist();
    }

    /** Whatever bit flips: afterwards it opens, it is healthy, and nothing is missing that is not said to be lost. */
    @Test
    void randomFlips_areRepairedAndLossesAreListed() throws IOException {
        System.out.println("RepairTest seed " + SEED);
        Random random = new Random(SEED);
        List<Path> files =
                files("").stream().filter(file -> !file.endsWith(Recovery.LOCK)).toList();
        for (int i = 0; i < 80; i++) {
            Path copy = temporary.resolve("flip" + i);
            copyTo(copy);
            Path file = copy.resolve(folder.relativize(files.get(random.nextInt(files.size()))));
            long offset = random.nextInt((int) Files.size(file));
            flip(file, offset);
            String place = file + " at " + offset;
            RepairReport report;
            try {
                report = VecDatabase.repair(copy);
            } catch (ConflictException looksNewer) {
                continue;
            }
            assertThat(report.after().damages()).as(place).isEmpty();
            assertThat(report.actions().isEmpty())
                    .as(place)
                    .isEqualTo(report.before().isHealthy());
            try (VecDatabase database = VecDatabase.open(copy)) {
                Map<String, String> contents = contents(database);
                boolean lossless = report.actions().stream()
                        .allMatch(action -> action.lost().isEmpty());
                boolean tornTail = file.toString().endsWith(".log");
                if (lossless && !tornTail) {
                    assertThat(contents).as(place).isEqualTo(model);
                }
                contents.values().removeIf(text -> text.startsWith("number 0 "));
                assertThat(model.values()).as(place).containsAll(contents.values());
            }
        }
    }

    @Test
    void postings_damagedAndNotRebuildable_areAnsweredFromTheTextsAndReported() throws IOException {
        Path postings = files(".postings").getFirst();
        Files.write(postings, new byte[10]);
        Path inTheWay = Files.createDirectories(postings.resolveSibling(postings.getFileName() + ".tmp"));
        Files.createFile(inTheWay.resolve("keeps it from being deleted"));
        try (VecDatabase database = VecDatabase.open(folder)) {
            for (String name : List.of("one", "two")) {
                VectorCollection collection = database.collection(name);
                for (int i = 1; i < RECORDS; i++) {
                    assertThat(collection
                                    .search(SearchRequest.lexical(Integer.toString(i), 1))
                                    .hits())
                            .extracting(hit -> hit.record().id())
                            .containsExactly("r" + i);
                }
            }
            assertThat(database.health().damages()).singleElement().satisfies(damage -> {
                assertThat(damage.path()).isEqualTo(postings.toString());
                assertThat(damage.derived()).isTrue();
            });
        }
    }

    @Test
    void postings_damagedWhileOpen_areFoundByVerifyAndRebuilt() throws IOException {
        Path postings = files(".postings").getFirst();
        try (VecDatabase database = VecDatabase.open(folder)) {
            assertThat(database.verify().isHealthy()).isTrue();
            try (var file = new java.io.RandomAccessFile(postings.toFile(), "rw")) {
                file.seek(80);
                int old = file.read();
                file.seek(80);
                file.write(old ^ 0x10);
            }
            database.verify();
        }
        assertThat(VecDatabase.doctor(folder).isHealthy()).isTrue();
        assertThat(contents()).isEqualTo(model);
    }

    private void copyTo(Path target) throws IOException {
        for (Path file : files("")) {
            Path copy = target.resolve(folder.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }
}
