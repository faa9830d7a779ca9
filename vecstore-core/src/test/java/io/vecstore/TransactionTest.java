package io.vecstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.WriteResult.Outcome;
import io.vecstore.error.ClosedException;
import io.vecstore.error.ConflictException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.error.NotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionTest {

    @TempDir
    Path folder;

    private VecDatabase database;
    private VectorCollection left;
    private VectorCollection right;

    @BeforeEach
    void open() {
        database = VecDatabase.open(folder, DatabaseOptions.DEFAULT.withDurability(Durability.os()));
        left = database.openCollection("left", CollectionOptions.DEFAULT);
        right = database.openCollection("right", CollectionOptions.DEFAULT);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static VectorRecord record(String id, long value) {
        return VectorRecord.builder(id).metadata(Metadata.of("value", value)).build();
    }

    private static long value(VectorRecord record) {
        return record.metadata().longValue("value").orElseThrow();
    }

    @Test
    void transaction_overCollections_isOneCommit() {
        long before = left.upsert(record("a", 1));
        long sequence = database.transaction(tx -> {
            tx.collection("left").delete("a");
            tx.collection("right").upsert(record("b", 2));
            tx.collection("left")
                    .replaceDocument(
                            new Document("d", "text", Metadata.empty()),
                            List.of(VectorRecord.builder("c").documentId("d").build()));
        });
        assertThat(sequence).isEqualTo(before + 1);
        close();
        open();
        assertThat(left.get("a")).isEmpty();
        assertThat(left.chunks("d")).hasSize(1);
        assertThat(right.get("b").orElseThrow().version()).isEqualTo(sequence);
    }

    @Test
    void transaction_thatThrows_leavesNothing() {
        left.upsert(record("a", 1));
        IllegalStateException thrown = new IllegalStateException("changed my mind");
        assertThatThrownBy(() -> database.transaction(tx -> {
                    tx.collection("left").upsert(record("a", 2));
                    tx.collection("right").upsert(record("b", 2));
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(value(left.get("a").orElseThrow())).isEqualTo(1);
        assertThat(right.count()).isZero();
        right.upsert(record("b", 3));
        assertThat(right.count()).isEqualTo(1);
    }

    @Test
    void reads_inside_seeItsOwnWritesAndBeforeDoesNot() {
        left.upsert(List.of(record("a", 1), record("b", 1)));
        left.transaction(tx -> {
            assertThat(tx.upsert(record("a", 2)).outcome()).isEqualTo(Outcome.UPDATED);
            assertThat(tx.delete("b").outcome()).isEqualTo(Outcome.DELETED);
            assertThat(tx.write(new WriteBatch().mergeMetadata("a", Metadata.of("more", true)))
                            .getFirst()
                            .outcome())
                    .isEqualTo(Outcome.UPDATED);
            tx.replaceDocument(
                    new Document("d", "", Metadata.empty()),
                    List.of(VectorRecord.builder("c").documentId("d").build()));
            assertThat(tx.get("c")).isPresent();
            tx.deleteDocument("d");
            assertThat(tx.get("a").orElseThrow().metadata()).isEqualTo(Metadata.of("value", 2, "more", true));
            assertThat(tx.get("b")).isEmpty();
            assertThat(tx.get("c")).isEmpty();
            assertThat(tx.document("d")).isEmpty();
            assertThat(value(tx.before().get("a").orElseThrow())).isEqualTo(1);
            assertThat(tx.before().count()).isEqualTo(2);
            assertThat(left.count()).isEqualTo(2);
        });
        assertThat(left.count()).isEqualTo(1);
        assertThat(left.get("a").orElseThrow().metadata()).isEqualTo(Metadata.of("value", 2, "more", true));
    }

    @Test
    void conflict_caughtInside_leavesTheRestOfTheTransaction() {
        left.transaction(tx -> {
            tx.upsert(record("a", 1));
            long version = tx.get("a").orElseThrow().version();
            assertThatThrownBy(() -> tx.write(new WriteBatch()
                            .upsert(record("b", 1))
                            .upsert(record("a", 9))
                            .ifVersion(version + 1)))
                    .isInstanceOf(ConflictException.class);
            assertThat(tx.get("b")).isEmpty();
            tx.write(new WriteBatch().upsert(record("a", 2)).ifVersion(version));
        });
        assertThat(left.count()).isEqualTo(1);
        assertThat(value(left.get("a").orElseThrow())).isEqualTo(2);
    }

    @Test
    void misuse_isRefusedWithATypedError() throws Exception {
        List<CollectionTransaction> leaked = new ArrayList<>();
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            database.transaction(tx -> {
                CollectionTransaction inside = tx.collection("left");
                leaked.add(inside);
                assertThatThrownBy(() -> database.transaction(nested -> {}))
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageContaining("inside of another");
                assertThatThrownBy(() -> right.upsert(record("x", 1))).isInstanceOf(InvalidRequestException.class);
                assertThatThrownBy(() -> database.createCollection("new", CollectionOptions.DEFAULT))
                        .isInstanceOf(InvalidRequestException.class);
                assertThatThrownBy(() -> database.dropCollection("right")).isInstanceOf(InvalidRequestException.class);
                assertThatThrownBy(() -> tx.collection("none")).isInstanceOf(NotFoundException.class);
                Future<?> elsewhere = pool.submit(() -> inside.get("a"));
                assertThatThrownBy(elsewhere::get).hasCauseInstanceOf(InvalidRequestException.class);
                left.flush();
                inside.upsert(record("a", 1));
            });
        }
        assertThat(left.count()).isEqualTo(1);
        assertThatThrownBy(() -> leaked.getFirst().upsert(record("b", 1))).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> leaked.getFirst().get("a")).isInstanceOf(ClosedException.class);
    }

    @Test
    void transaction_beyondTheLimit_isRefusedAndMayGoOnSmaller() {
        VectorRecord large = VectorRecord.builder("large")
                .vector(new float[VectorRecord.MAX_DIMENSION])
                .build();
        int fitting = (int) (WriteBatch.MAX_BYTES / (VectorRecord.MAX_DIMENSION * Float.BYTES)) - 1;
        assertThatThrownBy(() -> left.transaction(tx -> {
                    for (int i = 0; i < fitting; i++) {
                        tx.upsert(large);
                    }
                    assertThatThrownBy(() ->
                                    tx.write(new WriteBatch().upsert(large).upsert(large)))
                            .isInstanceOf(InvalidRequestException.class)
                            .hasMessageContaining(Long.toString(WriteBatch.MAX_BYTES));
                    throw new IllegalStateException("stop here, it would be much to write");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(left.count()).isZero();
    }

    /** Money moves between two collections; no view may ever show a sum that is not the one at the start. */
    @Test
    void readersAndWriters_atOnce_seeTransactionsWhole() throws Exception {
        left.upsert(record("account", 1_000));
        right.upsert(record("account", 1_000));
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService pool = Executors.newCachedThreadPool()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int w = 0; w < 3; w++) {
                writers.add(pool.submit(() -> {
                    for (int i = 0; i < 100; i++) {
                        transfer(i % 2 == 0 ? 7 : -5);
                    }
                }));
            }
            Future<Long> reader = pool.submit(() -> {
                long newest = 0;
                while (!done.get() || newest == 0) {
                    newest = readSum(newest);
                }
                return newest;
            });
            Future<?> single = pool.submit(() -> {
                for (int i = 0; i < 100; i++) {
                    right.upsert(record("other", i));
                    right.flush();
                }
            });
            for (Future<?> writer : writers) {
                writer.get();
            }
            single.get();
            done.set(true);
            assertThat(reader.get()).isPositive();
        }
        assertThat(value(left.get("account").orElseThrow())).isEqualTo(1_000 - 3 * (50 * 7 - 50 * 5));
    }

    private void transfer(long amount) {
        database.transaction(tx -> {
            CollectionTransaction from = tx.collection("left");
            CollectionTransaction to = tx.collection("right");
            from.upsert(record("account", value(from.get("account").orElseThrow()) - amount));
            to.upsert(record("account", value(to.get("account").orElseThrow()) + amount));
        });
    }

    private long readSum(long newest) {
        try (DatabaseSnapshot snapshot = database.snapshot()) {
            long sum = value(snapshot.collection("left").get("account").orElseThrow())
                    + value(snapshot.collection("right").get("account").orElseThrow());
            assertThat(sum).isEqualTo(2_000);
            assertThat(snapshot.sequenceNumber()).isGreaterThanOrEqualTo(newest);
            assertThat(snapshot.collectionNames()).containsExactly("left", "right");
            return snapshot.sequenceNumber();
        }
    }

    @Test
    void readers_duringATransaction_neitherWaitNorSeeIt() throws Exception {
        left.upsert(record("a", 1));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newSingleThreadExecutor();
                Snapshot begun = left.snapshot()) {
            Future<?> transaction = pool.submit(() -> left.transaction(tx -> {
                tx.upsert(record("a", 2));
                inside.countDown();
                await(read);
            }));
            await(inside);
            try (DatabaseSnapshot all = database.snapshot()) {
                assertThat(value(left.get("a").orElseThrow())).isEqualTo(1);
                assertThat(value(all.collection("left").get("a").orElseThrow())).isEqualTo(1);
            } finally {
                read.countDown(); // or closing the pool would wait for ever
            }
            transaction.get();
            assertThat(value(left.get("a").orElseThrow())).isEqualTo(2);
            assertThat(value(begun.get("a").orElseThrow())).isEqualTo(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
