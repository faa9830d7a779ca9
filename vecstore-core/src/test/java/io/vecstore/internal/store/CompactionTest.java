package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.CollectionOptions;
import io.vecstore.CollectionStats;
import io.vecstore.CompactionProgress;
import io.vecstore.DatabaseOptions;
import io.vecstore.Durability;
import io.vecstore.Metadata;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.internal.io.FileStorage;
import io.vecstore.internal.io.Storage;
import io.vecstore.internal.model.RecordData;
import io.vecstore.internal.model.WriteOperation;
import io.vecstore.internal.model.WriteRequest;
import io.vecstore.testkit.ManualClock;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When space is freed, how a compaction is slowed down and ended, and what it does on a full disk. */
class CompactionTest {

    private static final DatabaseOptions OPTIONS =
            DatabaseOptions.DEFAULT.withDurability(Durability.os()).withMemTableBytes(64 << 10);

    @TempDir
    Path folder;

    private static VectorRecord record(String id, int n) {
        float[] vector = new float[64];
        vector[n % 64] = n + 1;
        return VectorRecord.builder(id)
                .text("text number " + n)
                .metadata(Metadata.of("n", n))
                .vector(vector)
                .build();
    }

    private static Map<String, Long> contents(VectorCollection collection) {
        Map<String, Long> contents = new TreeMap<>();
        collection.forEach(
                each -> contents.put(each.id(), each.metadata().longValue("n").orElseThrow()));
        return contents;
    }

    private static long bytesOnDisk(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("collections"))) {
            long sum = 0;
            for (Path each : files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(suffix))
                    .toList()) {
                sum += Files.size(each);
            }
            return sum;
        }
    }

    /** Measured once the merges that are due are done: how soon that is depends on what else the machine does. */
    @Test
    void updatesOfTheSameIds_takeAtMostThreeTimesTheirSpace() throws IOException {
        try (DatabaseEngine engine = DatabaseEngine.open(folder, new EngineOptions(new FileStorage(), OPTIONS))) {
            CollectionEngine collection = engine.create("c", CollectionOptions.DEFAULT);
            for (int n = 0; n < 40_000; n += 20) {
                upsert(engine, n % 200, n % 200 + 20, RecordData.NEVER);
            }
            engine.upkeep().maintenance().flush(collection);
            engine.upkeep().compactor().compactAsNeeded(collection);
            long size = bytesOnDisk(folder, "");
            engine.compact(collection, progress -> true);
            long live = bytesOnDisk(folder, "");
            assertThat(size).as("live %d bytes", live).isLessThanOrEqualTo(3 * live);
            assertThat(segmentRows(engine)).containsExactly(200);
        }
    }

    /** In the background these merges would take hours: the writer has made them. */
    @Test
    @Timeout(60)
    void garbage_ofMoreThanTwoThirds_isMergedByTheWriterThatMakesMore() {
        DatabaseOptions slow = OPTIONS.withMemTableBytes(100 << 10).withCompactionBytesPerSecond(1);
        try (DatabaseEngine engine = DatabaseEngine.open(folder, new EngineOptions(new FileStorage(), slow))) {
            CollectionEngine collection = engine.create("c", CollectionOptions.DEFAULT);
            for (int i = 0; i < 400; i += 100) {
                upsert(engine, i, i + 100, RecordData.NEVER);
                engine.upkeep().maintenance().flush(collection);
                delete(engine, i, i + 90);
                engine.upkeep().maintenance().flush(collection);
            }
            assertThat(segmentRows(engine)).containsExactly(100, 100, 100, 100);
            upsert(engine, 1_000, 1_250, RecordData.NEVER);
            assertThat(segmentRows(engine)).startsWith(40).doesNotContain(100);
        }
    }

    /** Three segments of 100 records, of which all of the first and some of the second are deleted or replaced. */
    private static void makeGarbage(VectorCollection collection) {
        for (int segment = 0; segment < 3; segment++) {
            List<VectorRecord> records = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                records.add(record("r" + (100 * segment + i), i));
            }
            collection.upsert(records);
            collection.flush();
        }
        for (int i = 0; i < 150; i++) {
            collection.delete("r" + i);
        }
    }

    @Test
    void progress_isToldAndEndsTheCompaction() throws IOException {
        try (VecDatabase database = VecDatabase.open(folder, OPTIONS.withMemTableBytes(1 << 20))) {
            VectorCollection collection = database.createCollection("c", CollectionOptions.DEFAULT);
            makeGarbage(collection);
            long segmentBytes = collection.stats().segmentBytes();
            assertThat(collection.stats().reclaimableBytes()).isBetween(segmentBytes * 2 / 5, segmentBytes * 3 / 5);
            Map<String, Long> before = contents(collection);
            List<CompactionProgress> told = new ArrayList<>();
            boolean ended = collection.compact(progress -> {
                told.add(progress);
                return told.size() < 2;
            });
            assertThat(ended).isFalse();
            assertThat(told).hasSize(2);
            assertThat(contents(collection)).isEqualTo(before);
            assertThat(collection.stats().segments()).isEqualTo(3);
            assertThat(bytesOnDisk(folder, ".tmp")).isZero();
            told.clear();
            assertThat(collection.compact(told::add)).isTrue();
            assertThat(told).isSortedAccordingTo(Comparator.comparingLong(CompactionProgress::bytesWritten));
            assertThat(told.getLast().bytesWritten())
                    .isBetween(
                            told.getLast().bytesExpected() / 2, told.getLast().bytesExpected() * 2);
            CollectionStats stats = collection.stats();
            assertThat(stats.segments()).isEqualTo(1);
            assertThat(stats.reclaimableBytes()).isZero();
            assertThat(contents(collection)).isEqualTo(before);
        }
        assertThat(VecDatabase.doctor(folder).damages()).isEmpty();
    }

    @Test
    void compact_fromWhereItsProgressIsTold_isRefusedAndAFlushIsNot() {
        try (VecDatabase database = VecDatabase.open(folder, OPTIONS.withMemTableBytes(1 << 20))) {
            VectorCollection collection = database.createCollection("c", CollectionOptions.DEFAULT);
            makeGarbage(collection);
            Map<String, Long> before = contents(collection);
            boolean ended = collection.compact(progress -> {
                collection.flush();
                assertThatThrownBy(collection::compact)
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageContaining("collection \"c\"");
                return true;
            });
            assertThat(ended).isTrue();
            assertThat(contents(collection)).isEqualTo(before);
            assertThat(collection.stats().segments()).isEqualTo(1);
        }
    }

    /** At this pace it would take minutes: closing does not wait, or else there would be one segment. */
    @Test
    void close_duringASlowCompaction_endsIt() {
        DatabaseOptions slow = OPTIONS.withMemTableBytes(1 << 20).withCompactionBytesPerSecond(500);
        Map<String, Long> before;
        try (VecDatabase database = VecDatabase.open(folder, slow)) {
            VectorCollection collection = database.createCollection("c", CollectionOptions.DEFAULT);
            for (int segment = 0; segment < 4; segment++) {
                for (int i = 0; i < 50; i++) {
                    collection.upsert(record("r" + segment + "-" + i, i));
                }
                collection.flush();
            }
            before = contents(collection);
            assertThat(collection.stats().segments()).isEqualTo(4);
        }
        assertThat(VecDatabase.doctor(folder).damages()).isEmpty();
        try (VecDatabase database = VecDatabase.open(folder, slow)) {
            assertThat(contents(database.collection("c"))).isEqualTo(before);
            assertThat(database.collection("c").stats().segments()).isEqualTo(4);
        }
    }

    private DatabaseEngine open(Storage storage, ManualClock clock) {
        return DatabaseEngine.open(
                folder,
                new EngineOptions(storage, OPTIONS.withMemTableBytes(1 << 20).withClock(clock)));
    }

    private static void write(DatabaseEngine engine, int from, int to, long expiresAt) {
        upsert(engine, from, to, expiresAt);
        engine.flush(engine.collection("c"));
    }

    private static void upsert(DatabaseEngine engine, int from, int to, long expiresAt) {
        List<WriteRequest> requests = new ArrayList<>();
        for (int i = from; i < to; i++) {
            requests.add(new WriteRequest.Plain(new WriteOperation.Upsert(
                    new RecordData("r" + i, new float[] {1, i}, "text " + i, null, Metadata.empty(), expiresAt, 0))));
        }
        engine.write(engine.collection("c"), requests);
    }

    private static void delete(DatabaseEngine engine, int from, int to) {
        List<WriteRequest> requests = new ArrayList<>();
        for (int i = from; i < to; i++) {
            requests.add(new WriteRequest.Plain(new WriteOperation.Delete("r" + i)));
        }
        engine.write(engine.collection("c"), requests);
    }

    private static List<Integer> segmentRows(DatabaseEngine engine) {
        return engine.segments(engine.collection("c")).stream()
                .map(segment -> segment.records().size())
                .toList();
    }

    @Test
    void care_freesWhatExpiredOrWasDeletedThoughNobodyFlushes() {
        ManualClock clock = new ManualClock(Instant.ofEpochMilli(1_000));
        try (DatabaseEngine engine = open(new FileStorage(), clock)) {
            engine.create("c", CollectionOptions.DEFAULT);
            write(engine, 0, 100, 5_000);
            write(engine, 100, 200, RecordData.NEVER);
            engine.upkeep().care();
            assertThat(segmentRows(engine)).containsExactly(100, 100);
            clock.advance(Duration.ofSeconds(5));
            engine.upkeep().care();
            assertThat(segmentRows(engine)).containsExactly(100);
            delete(engine, 100, 120);
            engine.upkeep().care();
            assertThat(segmentRows(engine)).as("a fifth is not worth it").containsExactly(100);
            delete(engine, 120, 150);
            engine.upkeep().care();
            assertThat(segmentRows(engine)).containsExactly(50);
        }
    }

    @Test
    void manySegments_areMergedByTheWriterThatMakesMore() {
        DatabaseOptions small = OPTIONS.withMemTableBytes(100 << 10);
        try (DatabaseEngine engine = DatabaseEngine.open(folder, new EngineOptions(new FileStorage(), small))) {
            CollectionEngine collection = engine.create("c", CollectionOptions.DEFAULT);
            for (int i = 0; i < Upkeep.MAX_SEGMENTS; i++) {
                upsert(engine, i, i + 1, RecordData.NEVER);
                engine.upkeep().maintenance().flush(collection);
            }
            assertThat(segmentRows(engine)).hasSize(Upkeep.MAX_SEGMENTS);
            upsert(engine, 100, 350, RecordData.NEVER);
            assertThat(segmentRows(engine)).hasSizeLessThan(4);
        }
    }

    @Test
    void fullDisk_dropsDeadSegmentsAndRewritesNoneUntilThereIsRoom() {
        long[] usable = {Long.MAX_VALUE};
        try (DatabaseEngine engine = open(storage(usable), new ManualClock(Instant.ofEpochMilli(1_000)))) {
            engine.create("c", CollectionOptions.DEFAULT);
            write(engine, 0, 100, RecordData.NEVER);
            write(engine, 100, 200, RecordData.NEVER);
            usable[0] = 0;
            delete(engine, 0, 150);
            engine.upkeep().care();
            assertThat(segmentRows(engine)).containsExactly(100);
            usable[0] = 1 << 30;
            engine.upkeep().care();
            assertThat(segmentRows(engine)).containsExactly(50);
        }
    }

    /** The real file system, of which the free space is what the test says. */
    private static Storage storage(long[] usable) {
        FileStorage real = new FileStorage();
        return (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (p, m, a) -> {
                    if (m.getName().equals("usableBytes")) {
                        return usable[0];
                    }
                    try {
                        return m.invoke(real, a);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
