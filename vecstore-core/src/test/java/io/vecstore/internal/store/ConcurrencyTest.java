package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.Durability;
import io.vecstore.Metadata;
import io.vecstore.SearchRequest;
import io.vecstore.Snapshot;
import io.vecstore.VecStore;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers, readers, flushes and compactions at once. */
class ConcurrencyTest {

    private static final int WRITERS = 3;
    private static final int COMMITS = 150;

    @TempDir
    Path folder;

    private static VectorRecord record(String id, long value) {
        return VectorRecord.builder(id)
                .text("value")
                .vector(new float[] {value, 1})
                .metadata(Metadata.of("value", value))
                .build();
    }

    /** Each writer keeps two records equal; no reader may ever see them differ, or go back in time. */
    @Test
    void readers_duringWritesAndCompactions_seeWholeCommitsInOrder() throws Exception {
        DatabaseOptions options =
                DatabaseOptions.DEFAULT.withDurability(Durability.os()).withMemTableBytes(64 << 10);
        AtomicBoolean done = new AtomicBoolean();
        try (VecStore store = VecStore.open(folder, CollectionOptions.DEFAULT, options);
                ExecutorService pool = Executors.newCachedThreadPool()) {
            VectorCollection collection = store.collection();
            List<Future<Long>> writers = new ArrayList<>();
            for (int w = 0; w < WRITERS; w++) {
                String id = "w" + w;
                writers.add(pool.submit(() -> write(collection, id)));
            }
            List<Future<Long>> readers = new ArrayList<>();
            for (int r = 0; r < 2; r++) {
                readers.add(pool.submit(() -> read(collection, done)));
            }
            Future<Long> maintenance = pool.submit(() -> maintain(collection, done));
            for (Future<Long> writer : writers) {
                writer.get();
            }
            done.set(true);
            for (Future<Long> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
            assertThat(maintenance.get()).isPositive();
            assertThat(collection.count()).isEqualTo(2 * WRITERS);
        }
        try (VecStore store = VecStore.open(folder)) {
            try (Snapshot snapshot = store.collection().snapshot()) {
                for (int w = 0; w < WRITERS; w++) {
                    assertThat(value(snapshot, "w" + w + "-left")).isEqualTo(COMMITS);
                }
            }
        }
    }

    private static long write(VectorCollection collection, String id) {
        for (long i = 1; i <= COMMITS; i++) {
            collection.upsert(List.of(record(id + "-left", i), record(id + "-right", i)));
        }
        return COMMITS;
    }

    private static long read(VectorCollection collection, AtomicBoolean done) {
        long[] newest = new long[WRITERS];
        long reads = 0;
        while (!done.get() || reads == 0) {
            try (Snapshot snapshot = collection.snapshot()) {
                for (int w = 0; w < WRITERS; w++) {
                    long left = value(snapshot, "w" + w + "-left");
                    assertThat(value(snapshot, "w" + w + "-right")).isEqualTo(left);
                    assertThat(left).isGreaterThanOrEqualTo(newest[w]);
                    newest[w] = left;
                }
                int found = snapshot.search(SearchRequest.builder()
                                .vector(new float[] {1, 1})
                                .text("value")
                                .topK(100)
                                .build())
                        .hits()
                        .size();
                assertThat(found).isEqualTo((int) snapshot.count()).isEven();
            }
            reads++;
        }
        return reads;
    }

    private static long value(Snapshot snapshot, String id) {
        return snapshot.get(id)
                .map(record -> record.metadata().longValue("value").orElseThrow())
                .orElse(0L);
    }

    private static long maintain(VectorCollection collection, AtomicBoolean done) {
        long rounds = 0;
        while (!done.get() || rounds == 0) {
            collection.flush();
            collection.compact();
            rounds++;
        }
        return rounds;
    }

    @Test
    void interruptedWriter_finishesItsCommitAndKeepsTheFlag() throws Exception {
        try (VecStore store = VecStore.open(folder);
                ExecutorService pool = Executors.newSingleThreadExecutor()) {
            Callable<Boolean> interrupted = () -> {
                Thread.currentThread().interrupt();
                store.collection().upsert(record("a", 1));
                store.collection().flush();
                return Thread.interrupted();
            };
            assertThat(pool.submit(interrupted).get()).isTrue();
            assertThat(store.collection().get("a")).isPresent();
            store.collection().upsert(record("b", 2));
        }
        try (VecStore store = VecStore.open(folder)) {
            assertThat(store.collection().count()).isEqualTo(2);
        }
    }
}
