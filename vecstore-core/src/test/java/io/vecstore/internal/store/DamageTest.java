package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.DoctorReport;
import io.vecstore.Metadata;
import io.vecstore.SearchRequest;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.error.ConflictException;
import io.vecstore.error.CorruptDataException;
import io.vecstore.error.VecStoreException;
import io.vecstore.filter.Filter;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bits flip, files are cut, lengthened, deleted, swapped; litter lies about. */
class DamageTest {

    private static final long SEED = Long.getLong("vecstore.seed", 7);

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void makeTwoCollections() {
        folder = temporary.resolve("db");
        try (VecDatabase database = VecDatabase.open(folder, DatabaseOptions.DEFAULT)) {
            for (String name : List.of("one", "two")) {
                VectorCollection collection = database.createCollection(name, CollectionOptions.DEFAULT);
                for (int i = 0; i < 50; i++) {
                    collection.upsert(VectorRecord.builder("r" + i)
                            .text("number " + i + " of " + name)
                            .vector(new float[] {i, 1})
                            .metadata(Metadata.of("number", i))
                            .build());
                }
                collection.delete("r49");
                collection.flush();
                collection.delete("r48");
                collection.flush();
            }
            database.collection("two").upsert(VectorRecord.builder("log").build());
        }
    }

    private List<Path> files(String suffix) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(suffix)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    private static void flip(Path file, long offset) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) offset] ^= 0x10;
        Files.write(file, bytes);
    }

    @Test
    void postings_damagedOrGone_areRebuilt() throws IOException {
        for (Path postings : files(".postings")) {
            flip(postings, 70);
            Files.write(postings, new byte[100]);
        }
        assertThat(VecDatabase.doctor(folder).damages()).isNotEmpty().allMatch(DoctorReport.Damage::derived);
        Files.delete(files(".postings").getFirst());
        try (VecDatabase database = VecDatabase.open(folder)) {
            for (String name : List.of("one", "two")) {
                assertThat(database.collection(name)
                                .search(SearchRequest.lexical("number 17", 1))
                                .hits()
                                .getFirst()
                                .record()
                                .id())
                        .isEqualTo("r17");
            }
        }
        assertThat(VecDatabase.doctor(folder).isHealthy()).isTrue();
    }

    @Test
    void segment_damaged_keepsTheOtherCollectionOpen() throws IOException {
        Path segment = files(".segment").getFirst();
        Files.write(segment, Arrays.copyOf(Files.readAllBytes(segment), 200));
        assertThat(VecDatabase.doctor(folder).damages())
                .anyMatch(damage -> damage.path().equals(segment.toString()) && !damage.derived());
        try (VecDatabase database = VecDatabase.open(folder)) {
            int broken = 0;
            for (String name : List.of("one", "two")) {
                try {
                    assertThat(database.collection(name).count()).isGreaterThanOrEqualTo(48);
                } catch (CorruptDataException damage) {
                    assertThat(damage).hasMessageContaining(segment.toString());
                    broken++;
                }
            }
            assertThat(broken).isEqualTo(1);
            assertThat(database.collectionNames()).containsExactly("one", "two");
        }
    }

    @Test
    void files_swappedBetweenSegments_areNoticed() throws IOException {
        List<Path> segments = files(".segment");
        Path spare = temporary.resolve("spare");
        Files.move(segments.get(0), spare);
        Files.move(segments.get(1), segments.get(0));
        Files.move(spare, segments.get(1));
        assertThat(VecDatabase.doctor(folder).damages()).hasSizeGreaterThanOrEqualTo(2);
        try (VecDatabase database = VecDatabase.open(folder)) {
            assertThatThrownBy(() -> database.collection("one")).isInstanceOf(CorruptDataException.class);
        }
    }

    @Test
    void litter_isIgnored() throws IOException {
        Path collection = files("MANIFEST").getFirst().getParent();
        for (Path place : List.of(folder, folder.resolve("wal"), collection)) {
            Files.write(place.resolve(".DS_Store"), new byte[] {1});
            Files.write(place.resolve("x.tmp"), new byte[0]);
            Files.createDirectories(place.resolve("99.segment.d"));
            Files.write(place.resolve("notes.log"), new byte[] {1});
        }
        try (VecDatabase database = VecDatabase.open(folder)) {
            assertThat(database.collection("one").count()).isEqualTo(48);
            assertThat(database.collection("two").count()).isEqualTo(49);
        }
        assertThat(collection.resolve("notes.log")).exists();
    }

    @Test
    void newerFormat_isRefusedUntouched() throws IOException {
        Path catalog = folder.resolve("CATALOG");
        byte[] bytes = Files.readAllBytes(catalog);
        bytes[12] = 9;
        Files.write(catalog, bytes);
        assertThatThrownBy(() -> VecDatabase.open(folder))
                .isInstanceOf(ConflictException.class)
                .hasMessageContainingAll("format 9", "format 1");
        assertThat(Files.readAllBytes(catalog)).isEqualTo(bytes);
    }

    /** Whatever bit flips, opening and searching end in a right answer or in a typed error, and the doctor sees it. */
    @Test
    void randomFlips_endInTypedErrors() throws IOException {
        Random random = new Random(SEED);
        System.out.println("DamageTest seed " + SEED);
        List<Path> files = files("");
        files.removeIf(file -> file.endsWith("LOCK"));
        for (int i = 0; i < 150; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] good = Files.readAllBytes(file);
            long offset = random.nextInt(good.length);
            flip(file, offset);
            String place = file + " at " + offset;
            boolean healthy = VecDatabase.doctor(folder).isHealthy();
            if (!file.toString().endsWith(".log")) { // the end of a log may look torn, which is no damage
                assertThat(healthy).as("doctor, %s", place).isFalse();
            }
            Path copy = temporary.resolve("copy" + i);
            copyTo(copy);
            readAll(copy, place);
            Files.write(file, good);
        }
    }

    private static void readAll(Path database, String place) {
        try (VecDatabase opened = VecDatabase.open(database)) {
            for (String name : List.of("one", "two")) {
                VectorCollection collection = opened.collection(name);
                collection.forEach(record -> assertThat(record.id()).isNotEmpty());
                collection.search(SearchRequest.builder()
                        .vector(new float[] {1, 2})
                        .text("number 3")
                        .filter(Filter.lt("number", 20))
                        .build());
            }
        } catch (VecStoreException expected) {
            assertThat(expected.getMessage()).as(place).isNotBlank();
        }
    }

    private void copyTo(Path target) throws IOException {
        for (Path file : files("")) {
            Path copy = target.resolve(folder.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }
}
