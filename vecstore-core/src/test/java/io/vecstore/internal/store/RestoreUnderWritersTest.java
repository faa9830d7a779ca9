package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.Durability;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.error.ClosedException;
import io.vecstore.error.InvalidRequestException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restoring a snapshot in place while others write: what they write later goes nowhere, and they are told. */
class RestoreUnderWritersTest {

    private static final DatabaseOptions OPTIONS =
            DatabaseOptions.DEFAULT.withDurability(Durability.os()).withMemTableBytes(64 << 10);

    @TempDir
    Path folder;

    private static VectorRecord record(String id) {
        return VectorRecord.builder(id).text("text of " + id).build();
    }

    private static Set<String> ids(VecDatabase database) {
        Set<String> ids = new TreeSet<>();
        database.collection("c").forEach(each -> ids.add(each.id()));
        return ids;
    }

    @BeforeEach
    void storeSnapshot() {
        try (VecDatabase database = VecDatabase.open(folder, OPTIONS)) {
            database.createCollection("c", CollectionOptions.DEFAULT).upsert(List.of(record("a"), record("b")));
            database.createSnapshot("s");
        }
    }

    private void checkIsSnapshot(VecDatabase database) {
        assertThat(ids(database)).containsExactly("a", "b");
    }

    @Test
    void restore_underWriters_closesTheirCollectionAndKeepsNothingOfThem() throws Exception {
        int writers = 4;
        CountDownLatch begun = new CountDownLatch(writers);
        try (ExecutorService pool = Executors.newFixedThreadPool(writers);
                VecDatabase database = VecDatabase.open(folder, OPTIONS)) {
            VectorCollection collection = database.collection("c");
            List<Future<Integer>> written = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                String prefix = "w" + i + "-";
                written.add(pool.submit(() -> writeUntilClosed(collection, prefix, begun)));
            }
            begun.await();
            database.restoreSnapshot("s");
            for (Future<Integer> each : written) {
                assertThat(each.get()).isPositive();
            }
            checkIsSnapshot(database);
        }
        try (VecDatabase reopened = VecDatabase.open(folder, OPTIONS)) {
            checkIsSnapshot(reopened);
        }
    }

    private static int writeUntilClosed(VectorCollection collection, String prefix, CountDownLatch begun) {
        int done = 0;
        try {
            while (true) {
                collection.upsert(record(prefix + done));
                if (++done == 1) {
                    begun.countDown();
                }
            }
        } catch (ClosedException expected) {
            return done;
        }
    }

    @Test
    void restore_duringATransactionOfAnotherThread_letsThatFail() throws Exception {
        try (ExecutorService pool = Executors.newSingleThreadExecutor();
                VecDatabase database = VecDatabase.open(folder, OPTIONS)) {
            VectorCollection collection = database.collection("c");
            assertThatThrownBy(() -> collection.transaction(transaction -> {
                        transaction.upsert(record("in the transaction"));
                        restoreByAnother(pool, database);
                    }))
                    .isInstanceOf(ClosedException.class);
            checkIsSnapshot(database);
            database.collection("c").upsert(record("later"));
            assertThat(ids(database)).containsExactly("a", "b", "later");
        }
    }

    private static void restoreByAnother(ExecutorService pool, VecDatabase database) {
        try {
            pool.submit(() -> database.restoreSnapshot("s")).get();
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    @Test
    void restore_inATransaction_isRefused() {
        try (VecDatabase database = VecDatabase.open(folder, OPTIONS)) {
            assertThatThrownBy(() -> database.collection("c").transaction(transaction -> {
                        transaction.upsert(record("in the transaction"));
                        database.restoreSnapshot("s");
                    }))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("snapshot \"s\"");
            checkIsSnapshot(database);
            database.collection("c").upsert(record("later"));
            assertThat(ids(database)).contains("later");
        }
    }
}
