package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.Durability;
import io.vecstore.Metadata;
import io.vecstore.SearchRequest;
import io.vecstore.Snapshot;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.error.ClosedException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.error.NotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers of a database that somebody else writes. They share nothing with the writer but the files. */
class ReadOnlyTest {

    private static final long SEED = Long.getLong("vecstore.seed", 13);
    private static final int IDS = 40;

    @TempDir
    Path temporary;

    /** Commit {@code n} of the sequence that all tests here write: one record, in one of two collections. */
    static void write(VecDatabase database, int n) {
        String id = "r" + n % IDS;
        VectorCollection collection = database.collection(n % 2 == 0 ? "even" : "odd");
        if (n % 7 == 3) {
            collection.delete(id);
        } else {
            collection.upsert(VectorRecord.builder(id)
                    .text("word" + n)
                    .metadata(Metadata.of("n", n))
                    .vector(new float[] {n, 1})
                    .build());
        }
        database.collection("even")
                .upsert(VectorRecord.builder("clock")
                        .metadata(Metadata.of("n", n))
                        .build());
    }

    private static Map<String, Long> expected(int last) {
        TreeMap<String, Long> expected = new TreeMap<>();
        for (int n = 0; n <= last; n++) {
            String key = (n % 2 == 0 ? "even/r" : "odd/r") + n % IDS;
            if (n % 7 == 3) {
                expected.remove(key);
            } else {
                expected.put(key, (long) n);
            }
        }
        return expected;
    }

    static void create(VecDatabase database) {
        database.createCollection("even", CollectionOptions.DEFAULT);
        database.createCollection("odd", CollectionOptions.DEFAULT);
    }

    /** Checks that what is visible is the state after some commit, and returns which. */
    static int check(VecDatabase reader) {
        TreeMap<String, Long> seen = new TreeMap<>();
        for (String name : List.of("even", "odd")) {
            reader.collection(name)
                    .forEach(record -> seen.put(
                            name + "/" + record.id(),
                            record.metadata().longValue("n").orElseThrow()));
        }
        Long clock = seen.remove("even/clock");
        int last = clock == null ? -1 : Math.toIntExact(clock);
        boolean betweenTheTwoCommits = !seen.equals(expected(last));
        if (betweenTheTwoCommits) {
            assertThat(seen)
                    .as("after commit %d, or the first half of the next", last)
                    .isEqualTo(expected(last + 1));
        }
        return last;
    }

    private static VecDatabase openWriter(Path folder) {
        return VecDatabase.open(
                folder, DatabaseOptions.DEFAULT.withDurability(Durability.os()).withMemTableBytes(64 << 10));
    }

    @Test
    void reader_followsFlushesCompactionsDropsAndSnapshots() {
        System.out.println("ReadOnlyTest seed " + SEED);
        Random random = new Random(SEED);
        Path folder = temporary.resolve("db");
        try (VecDatabase writer = openWriter(folder)) {
            create(writer);
            try (VecDatabase reader = VecDatabase.openReadOnly(folder)) {
                for (int n = 0; n < 400; n++) {
                    write(writer, n);
                    switch (random.nextInt(12)) {
                        case 0 -> writer.collection("even").flush();
                        case 1 -> writer.collection("odd").compact();
                        default -> {}
                    }
                    if (random.nextInt(3) == 0) {
                        assertThat(reader.refresh()).isTrue();
                        assertThat(check(reader)).isEqualTo(n);
                        assertThat(reader.refresh()).isFalse();
                    }
                }
            }
        }
    }

    @Test
    void reader_whileWriting_seesWholeCommitsThatNeverGoBack() throws InterruptedException {
        Path folder = temporary.resolve("db");
        AtomicBoolean stop = new AtomicBoolean();
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        try (VecDatabase writer = openWriter(folder)) {
            create(writer);
            List<Thread> readers = Stream.generate(() -> Thread.ofPlatform().start(() -> {
                        try (VecDatabase reader = VecDatabase.openReadOnly(folder)) {
                            int last = -1;
                            while (!stop.get()) {
                                reader.refresh();
                                int now = check(reader);
                                assertThat(now).isGreaterThanOrEqualTo(last);
                                last = now;
                            }
                        } catch (RuntimeException | AssertionError failed) {
                            failures.add(failed);
                        }
                    }))
                    .limit(2)
                    .toList();
            for (int n = 0; n < 3_000 && failures.isEmpty(); n++) {
                write(writer, n);
                if (n % 50 == 0) {
                    writer.collection(n % 100 == 0 ? "even" : "odd").compact();
                }
            }
            stop.set(true);
            for (Thread reader : readers) {
                reader.join();
            }
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void snapshot_takenBeforeACompaction_staysReadable() {
        Path folder = temporary.resolve("db");
        try (VecDatabase writer = openWriter(folder)) {
            create(writer);
            for (int n = 0; n < 100; n++) {
                write(writer, n);
            }
            writer.collection("even").flush();
            try (VecDatabase reader = VecDatabase.openReadOnly(folder);
                    Snapshot snapshot = reader.collection("even").snapshot()) {
                long before = snapshot.count();
                writer.collection("even").compact();
                writer.dropCollection("odd");
                VectorCollection odd = reader.collection("odd");
                assertThat(odd.search(SearchRequest.lexical("word95", 1)).hits())
                        .hasSize(1);
                reader.refresh();
                assertThat(snapshot.count()).isEqualTo(before);
                assertThat(snapshot.search(SearchRequest.lexical("word98", 1)).hits())
                        .hasSize(1);
                assertThatThrownBy(odd::count).isInstanceOf(ClosedException.class);
                assertThatThrownBy(() -> reader.collection("odd")).isInstanceOf(NotFoundException.class);
            }
        }
    }

    @Test
    void everyWrite_isRefusedAndNoFileChanges() throws IOException {
        Path folder = temporary.resolve("db");
        try (VecDatabase writer = openWriter(folder)) {
            create(writer);
            write(writer, 0);
            writer.collection("even").flush();
            write(writer, 1);
        }
        Map<String, FileTime> before = files(folder);
        try (VecDatabase reader = VecDatabase.openReadOnly(folder)) {
            VectorCollection even = reader.collection("even");
            List<ThrowingCallable> writes = List.of(
                    () -> even.delete("r0"),
                    () -> even.softDelete("r0"),
                    even::flush,
                    even::compact,
                    () -> reader.createCollection("new", CollectionOptions.DEFAULT),
                    () -> reader.dropCollection("even"),
                    () -> reader.createSnapshot("s"),
                    () -> reader.deleteSnapshot("s"),
                    () -> reader.restoreSnapshot("s"),
                    () -> reader.importSnapshot(folder));
            for (ThrowingCallable write : writes) {
                assertThatThrownBy(write)
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageContainingAll("read-only", folder.toString());
            }
            assertThat(reader.health().writesRefused()).isPresent();
            assertThat(reader.verify().damages()).isEmpty();
            assertThat(check(reader)).isEqualTo(1);
        }
        assertThat(files(folder)).isEqualTo(before);
        assertThatThrownBy(() -> VecDatabase.openReadOnly(temporary.resolve("none")))
                .isInstanceOf(NotFoundException.class);
        assertThat(temporary.resolve("none")).doesNotExist();
    }

    private static Map<String, FileTime> files(Path folder) throws IOException {
        Map<String, FileTime> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.toList()) {
                files.put(each.toString(), Files.getLastModifiedTime(each));
            }
        }
        return files;
    }

    @Test
    void damagedIndex_isAnsweredWithoutAndNotWritten() throws IOException {
        Path folder = temporary.resolve("db");
        try (VecDatabase writer = openWriter(folder)) {
            create(writer);
            write(writer, 0);
            writer.collection("even").flush();
        }
        Path postings;
        try (Stream<Path> all = Files.walk(folder)) {
            postings = all.filter(file -> file.toString().endsWith(".postings"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.write(postings, new byte[5]);
        try (VecDatabase reader = VecDatabase.openReadOnly(folder)) {
            assertThat(reader.collection("even")
                            .search(SearchRequest.lexical("word0", 1))
                            .hits())
                    .hasSize(1);
            assertThat(reader.health().damages())
                    .singleElement()
                    .satisfies(damage -> assertThat(damage.path()).isEqualTo(postings.toString()));
        }
        assertThat(postings).hasBinaryContent(new byte[5]);
    }
}
