package io.vecstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreListenerTest {

    @TempDir
    Path folder;

    private final BlockingQueue<StoreEvent> events = new LinkedBlockingQueue<>();

    private VecDatabase open(StoreListener listener) {
        return VecDatabase.open(
                folder.resolve("db"),
                DatabaseOptions.DEFAULT.withListener(listener).withSlowQueryThreshold(Duration.ZERO));
    }

    private static VectorRecord record(String id) {
        return VectorRecord.builder(id).vector(new float[] {1, 2}).text("text").build();
    }

    private <T extends StoreEvent> T next(Class<T> type) {
        StoreEvent event = events.remove();
        assertThat(event).isInstanceOf(type);
        return type.cast(event);
    }

    private static void work(VecDatabase database) {
        VectorCollection collection = database.openCollection("c", CollectionOptions.DEFAULT);
        collection.upsert(List.of(record("a"), record("b")));
        collection.flush();
        collection.delete("a");
        collection.search(SearchRequest.lexical("text", 3));
        collection.compact();
    }

    @Test
    void listener_ofAllThatHappens_isToldInOrder() {
        try (VecDatabase database = open(events::add)) {
            assertThat(next(StoreEvent.Recovered.class).collections()).isEmpty();
            work(database);
            StoreEvent.Committed committed = next(StoreEvent.Committed.class);
            assertThat(committed.collections()).containsExactly("c");
            assertThat(committed.changes()).isEqualTo(2);
            assertThat(committed.sequenceNumber()).isEqualTo(1);
            StoreEvent.Flushed flushed = next(StoreEvent.Flushed.class);
            assertThat(flushed.collection()).isEqualTo("c");
            assertThat(flushed.sequenceNumber()).isEqualTo(1);
            assertThat(flushed.bytes()).isPositive();
            assertThat(next(StoreEvent.Committed.class).changes()).isEqualTo(1);
            StoreEvent.SlowQuery slow = next(StoreEvent.SlowQuery.class);
            assertThat(slow.request().text()).hasValue("text");
            assertThat(slow.plan()).contains("BM25");
            assertThat(next(StoreEvent.Flushed.class).bytes()).isZero();
            StoreEvent.Compacted compacted = next(StoreEvent.Compacted.class);
            assertThat(compacted.segments()).isEqualTo(1);
            assertThat(compacted.bytesBefore()).isPositive();
            assertThat(compacted.bytesAfter()).isPositive();
            assertThat(events).isEmpty();
            database.transaction(tx -> tx.collection("c").upsert(record("d")));
            assertThat(next(StoreEvent.Committed.class).sequenceNumber()).isEqualTo(3);
        }
        try (VecDatabase database = open(events::add)) {
            assertThat(database.collection("c").count()).isEqualTo(2);
            assertThat(next(StoreEvent.Recovered.class).sequenceNumber()).isEqualTo(3);
        }
    }

    @Test
    void damagedDerivedFile_isToldWithItsPlace() throws Exception {
        try (VecDatabase database = open(events::add)) {
            work(database);
        }
        Path postings = find(".postings");
        Files.write(postings, new byte[10]);
        events.clear();
        try (VecDatabase database = open(events::add)) {
            StoreEvent told = events.take();
            StoreEvent other = events.poll(20, TimeUnit.SECONDS);
            assertThat(Stream.of(told, other))
                    .anySatisfy(event -> assertThat(event)
                            .isInstanceOfSatisfying(StoreEvent.Quarantined.class, quarantined -> {
                                assertThat(quarantined.file()).isEqualTo(postings);
                                assertThat(quarantined.reason()).contains(postings.toString());
                            }));
            assertThat(database.collection("c").count()).isEqualTo(1);
        }
    }

    private Path find(String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void listener_thatThrows_harmsNothing() {
        StoreListener broken = event -> {
            events.add(event);
            if (event instanceof StoreEvent.Committed) {
                throw new AssertionError("broken");
            }
            throw new IllegalStateException("broken");
        };
        try (VecDatabase database = open(broken)) {
            work(database);
            assertThat(database.collection("c").count()).isEqualTo(1);
        }
        assertThat(events).hasSize(7);
        try (VecDatabase database = open(broken)) {
            assertThat(database.collection("c").count()).isEqualTo(1);
        }
    }

    /** Would deadlock or be refused if the listener were called with a lock of the store. */
    @Test
    void listener_thatUsesTheStore_findsNoLockHeld() {
        VecDatabase[] opened = {null};
        AtomicBoolean reacting = new AtomicBoolean(); // what the reaction does is told as well
        Queue<StoreEvent> stuck = new ConcurrentLinkedQueue<>();
        StoreListener nosy = event -> {
            VecDatabase database = opened[0];
            if (database != null && reacting.compareAndSet(false, true)) {
                events.add(event);
                Thread other = Thread.ofPlatform().daemon().start(() -> {
                    database.transaction(tx -> tx.collection("log").upsert(record("e" + events.size())));
                    database.collection("log").flush();
                });
                if (!ends(other)) {
                    stuck.add(event);
                }
                reacting.set(false);
            }
        };
        try (VecDatabase database = open(nosy)) {
            database.createCollection("log", CollectionOptions.DEFAULT);
            opened[0] = database;
            work(database);
            assertThat(stuck).isEmpty();
            assertThat(events)
                    .hasAtLeastOneElementOfType(StoreEvent.Committed.class)
                    .hasAtLeastOneElementOfType(StoreEvent.Flushed.class)
                    .hasAtLeastOneElementOfType(StoreEvent.Compacted.class);
            assertThat(database.collection("log").count()).isEqualTo(events.size());
        }
    }

    /** Whether a thread comes to its end; one that waits for a lock of this thread does not. */
    private static boolean ends(Thread thread) {
        try {
            return thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void slowQueryThreshold_isHeldToAndChecked() {
        assertThatThrownBy(() -> DatabaseOptions.DEFAULT.withSlowQueryThreshold(Duration.ofSeconds(-1)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("PT-1S");
        DatabaseOptions patient =
                DatabaseOptions.DEFAULT.withListener(events::add).withSlowQueryThreshold(Duration.ofHours(1));
        try (VecDatabase database = VecDatabase.open(folder.resolve("db"), patient)) {
            work(database);
        }
        assertThat(events).noneMatch(StoreEvent.SlowQuery.class::isInstance).hasSize(6);
    }

    @Test
    void flightRecorder_recordsQueriesFlushesCompactionsAndRecoveries() throws Exception {
        Path file = folder.resolve("test.jfr");
        try (Recording recording = new Recording()) {
            for (String name : List.of("Query", "Flush", "Compaction", "Recovery")) {
                recording.enable("io.vecstore." + name).withoutThreshold();
            }
            recording.start();
            try (VecDatabase database = open(event -> {})) {
                work(database);
            }
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> recorded = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("io.vecstore."))
                .toList();
        assertThat(recorded)
                .extracting(event -> event.getEventType().getName())
                .containsOnly(
                        "io.vecstore.Query", "io.vecstore.Flush", "io.vecstore.Compaction", "io.vecstore.Recovery");
        RecordedEvent query = recorded.stream()
                .filter(event -> event.getEventType().getName().endsWith("Query"))
                .findFirst()
                .orElseThrow();
        assertThat(query.getString("collection")).isEqualTo("c");
        assertThat(query.getInt("hits")).isEqualTo(1);
    }
}
