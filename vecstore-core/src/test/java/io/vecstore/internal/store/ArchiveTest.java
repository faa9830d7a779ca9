package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.CollectionOptions;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.error.ConflictException;
import io.vecstore.error.NotFoundException;
import io.vecstore.error.VecStoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives: what goes in comes out elsewhere; what is damaged, foreign or malicious is refused and leaves nothing. */
class ArchiveTest {

    private static final long SEED = Long.getLong("vecstore.seed", 5);

    @TempDir
    Path temporary;

    private Path folder;
    private Path full;
    private Path increment;
    private final TreeMap<String, String> first = new TreeMap<>();
    private final TreeMap<String, String> second = new TreeMap<>();

    @BeforeEach
    void export() {
        folder = temporary.resolve("db");
        full = temporary.resolve("full.zip");
        increment = temporary.resolve("increment.zip");
        try (VecDatabase database = VecDatabase.open(folder)) {
            VectorCollection collection = database.createCollection("c", CollectionOptions.DEFAULT);
            fill(collection, 0, 200, "first");
            database.createSnapshot("one");
            first.putAll(contents(database));
            fill(collection, 190, 220, "second");
            database.createSnapshot("two");
            second.putAll(contents(database));
            database.exportSnapshot("one", full);
            database.exportSnapshot("two", "one", increment);
        }
    }

    private static void fill(VectorCollection collection, int from, int to, String text) {
        for (int i = from; i < to; i++) {
            collection.upsert(VectorRecord.builder("r" + i)
                    .text(text + " " + i)
                    .vector(new float[] {i, 1, 2, 3})
                    .build());
        }
    }

    private static Map<String, String> contents(VecDatabase database) {
        TreeMap<String, String> contents = new TreeMap<>();
        database.collection("c")
                .forEach(record -> contents.put(record.id(), record.text().orElseThrow()));
        return contents;
    }

    @Test
    void fullAndIncrement_importedElsewhere_areTheSnapshots() throws IOException {
        assertThat(Files.size(increment)).isLessThan(Files.size(full));
        try (VecDatabase database = VecDatabase.open(temporary.resolve("elsewhere"))) {
            assertThatThrownBy(() -> database.importSnapshot(increment))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("\"one\"");
            assertThat(database.importSnapshot(full).name()).isEqualTo("one");
            database.importSnapshot(increment);
            assertThatThrownBy(() -> database.importSnapshot(full)).isInstanceOf(ConflictException.class);
            database.restoreSnapshot("two");
            assertThat(contents(database)).isEqualTo(second);
            database.restoreSnapshot("one");
            assertThat(contents(database)).isEqualTo(first);
            fill(database.collection("c"), 500, 501, "later");
        }
        try (VecDatabase database = VecDatabase.open(temporary.resolve("elsewhere"))) {
            first.put("r500", "later 500");
            assertThat(contents(database)).isEqualTo(first);
        }
        assertThat(VecDatabase.doctor(temporary.resolve("elsewhere")).damages()).isEmpty();
    }

    @Test
    void export_overAnExistingFile_isRefused() throws IOException {
        byte[] before = Files.readAllBytes(full);
        try (VecDatabase database = VecDatabase.open(folder)) {
            assertThatThrownBy(() -> database.exportSnapshot("two", full)).isInstanceOf(ConflictException.class);
        }
        assertThat(Files.readAllBytes(full)).isEqualTo(before);
        try (Stream<Path> files = Files.list(temporary)) {
            assertThat(files.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
        }
    }

    private void assertRefused(byte[] bytes, String what) throws IOException {
        Path archive = Files.write(temporary.resolve("bad.zip"), bytes);
        Path elsewhere = temporary.resolve("refusing");
        try (VecDatabase database = VecDatabase.open(elsewhere)) {
            assertThatThrownBy(() -> database.importSnapshot(archive)).as(what).isInstanceOf(VecStoreException.class);
            assertThat(database.snapshots()).as(what).isEmpty();
        }
        try (Stream<Path> files = Files.walk(elsewhere.resolve("snapshots"))) {
            assertThat(files.filter(file -> !file.endsWith("snapshots")))
                    .as(what)
                    .isEmpty();
        } catch (NoSuchFileException nothingWasBegun) {
            assertThat(elsewhere).exists();
        }
        assertThat(Files.readAllBytes(archive)).isEqualTo(bytes);
    }

    @Test
    void truncated_isRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(full);
        for (int length = 0; length < bytes.length; length += 1 + bytes.length / 60) {
            assertRefused(Arrays.copyOf(bytes, length), "cut to " + length);
        }
    }

    @Test
    void randomFlips_areRefusedOrHarmless() throws IOException {
        System.out.println("ArchiveTest seed " + SEED);
        Random random = new Random(SEED);
        byte[] bytes = Files.readAllBytes(full);
        for (int i = 0; i < 150; i++) {
            byte[] flipped = bytes.clone();
            int offset = random.nextInt(bytes.length);
            flipped[offset] ^= (byte) (1 << random.nextInt(8));
            Path archive = Files.write(temporary.resolve("flipped.zip"), flipped);
            Path elsewhere = temporary.resolve("flip" + i);
            try (VecDatabase database = VecDatabase.open(elsewhere)) {
                try {
                    database.importSnapshot(archive);
                } catch (VecStoreException refused) {
                    assertThat(database.snapshots()).isEmpty();
                    continue;
                }
                database.restoreSnapshot("one"); // the bit was of a time stamp or the like
                assertThat(contents(database)).as("flip at " + offset).isEqualTo(first);
            }
        }
    }

    private interface Change {
        byte[] apply(String name, byte[] bytes);
    }

    private byte[] rewritten(Map<String, String> extra, Change change) throws IOException {
        return rewritten(extra, change, "", "");
    }

    private byte[] rewritten(Map<String, String> extra, Change change, String from, String to) throws IOException {
        Path result = temporary.resolve("rewritten.zip");
        try (ZipFile in = new ZipFile(full.toFile());
                OutputStream file = Files.newOutputStream(result);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (Enumeration<? extends ZipEntry> all = in.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                out.putNextEntry(new ZipEntry(entry.getName().replace(from, to)));
                out.write(change.apply(entry.getName(), in.getInputStream(entry).readAllBytes()));
            }
            for (Map.Entry<String, String> each : extra.entrySet()) {
                out.putNextEntry(new ZipEntry(each.getKey()));
                out.write(each.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return Files.readAllBytes(result);
    }

    /** A file of the archive is called otherwise, in the index and in the zip file. */
    private byte[] renamed(String from, String to) throws IOException {
        return rewritten(
                Map.of(),
                (name, bytes) -> name.equals("vecstore.json")
                        ? new String(bytes, StandardCharsets.UTF_8)
                                .replace("\"" + from, "\"" + to)
                                .getBytes(StandardCharsets.UTF_8)
                        : bytes,
                from,
                to);
    }

    private byte[] withIndex(String from, String to) throws IOException {
        return rewritten(
                Map.of(),
                (name, bytes) -> name.equals("vecstore.json")
                        ? new String(bytes, StandardCharsets.UTF_8)
                                .replaceFirst(from, to)
                                .getBytes(StandardCharsets.UTF_8)
                        : bytes);
    }

    @Test
    void foreignNewerAndMalicious_areRefused() throws IOException {
        assertRefused("no zip at all".getBytes(StandardCharsets.UTF_8), "foreign");
        assertRefused(withIndex("\"format\" : 1", "\"format\" : 2"), "newer");
        assertRefused(renamed("CATALOG", "../CATALOG"), "leaves the folder");
        assertRefused(renamed("CATALOG", temporary.resolve("CATALOG").toString()), "absolute");
        assertThat(temporary.resolve("CATALOG")).doesNotExist();
        assertRefused(renamed("collections/", "collections/../../"), "leaves the folder inside of a path");
        assertRefused(withIndex("\"sha256\" : \"..", "\"sha256\" : \"00"), "checksum");
        assertRefused(withIndex("\"bytes\" : [0-9]+", "\"bytes\" : 3"), "longer than it says");
        assertRefused(withIndex("\"bytes\" : [0-9]+", "\"bytes\" : -3"), "negative length");
        assertRefused(withIndex("\"included\" : true", "\"included\" : false"), "no base");
        assertRefused(
                rewritten(Map.of(), (name, bytes) -> name.endsWith(".segment") ? new byte[10] : bytes), "another file");
        assertRefused(
                rewritten(Map.of(), (name, bytes) -> name.equals("vecstore.json") ? new byte[] {'{'} : bytes), "x");
        assertThatThrownBy(() -> assertRefused(Files.readAllBytes(full), "the archive itself is good"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void additionalEntries_areNotUnpacked() throws IOException {
        Path archive = Files.write(
                temporary.resolve("more.zip"),
                rewritten(Map.of("../../evil", "x", "collections/evil", "x"), (name, bytes) -> bytes));
        Path elsewhere = temporary.resolve("a/b/db");
        try (VecDatabase database = VecDatabase.open(elsewhere)) {
            database.importSnapshot(archive);
            database.restoreSnapshot("one");
            assertThat(contents(database)).isEqualTo(first);
        }
        try (Stream<Path> files = Files.walk(temporary)) {
            assertThat(files.filter(file -> file.toString().endsWith("evil"))).isEmpty();
        }
    }

    @Test
    void missingArchive_isNamed() {
        try (VecDatabase database = VecDatabase.open(folder)) {
            Path missing = temporary.resolve("missing.zip");
            assertThatThrownBy(() -> database.importSnapshot(missing))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("missing.zip");
        }
    }
}
