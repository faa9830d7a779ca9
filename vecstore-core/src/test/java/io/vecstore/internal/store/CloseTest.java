package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.DatabaseOptions;
import io.vecstore.Durability;
import io.vecstore.Metadata;
import io.vecstore.SearchRequest;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.error.CancelledException;
import io.vecstore.error.ClosedException;
import io.vecstore.testkit.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads that are interrupted, and a database that is closed under those that use it. */
class CloseTest {

    private static final long SEED = Long.getLong("vecstore.seed", 47);
    private static final int SEARCHERS = 100;
    private static final int INTERRUPTS = Integer.getInteger("vecstore.interrupts", 400);
    private static final DatabaseOptions OPTIONS =
            DatabaseOptions.DEFAULT.withDurability(Durability.os()).withMemTableBytes(64 << 10);

    @TempDir
    Path folder;

    private static VectorRecord record(String id, int number) {
        return VectorRecord.builder(id)
                .text("some words " + number)
                .vector(new float[] {number % 7, number % 5, 1})
                .metadata(Metadata.of("number", number))
                .build();
    }

    private static int search(VectorCollection collection) {
        return collection
                .search(SearchRequest.builder()
                        .vector(new float[] {1, 2, 3})
                        .text("words")
                        .build())
                .hits()
                .size();
    }

    /** Runs {@code step} with 1, 2, 3... until the database is closed; returns the last number that was done. */
    private static int untilClosed(IntUnaryOperator step, CountDownLatch begun) {
        int done = 0;
        try {
            while (true) {
                var _ = step.applyAsInt(done + 1);
                if (++done == 1) {
                    begun.countDown();
                }
            }
        } catch (ClosedException expected) {
            return done;
        }
    }

    @Test
    void close_underSearchesAndAnIngest_endsThemAllWithATypedError() throws Exception {
        VecDatabase database = VecDatabase.open(folder, OPTIONS);
        VectorCollection collection = database.createCollection("c", Workload.COLLECTION_OPTIONS);
        collection.upsert(record("first", 0));
        CountDownLatch begun = new CountDownLatch(SEARCHERS + 1);
        try (ExecutorService pool = Executors.newFixedThreadPool(SEARCHERS + 1)) {
            Future<Integer> writer = pool.submit(() ->
                    untilClosed(number -> (int) collection.upsert(record("id" + number % 500, number)), begun));
            List<Future<Integer>> searchers = new ArrayList<>();
            for (int i = 0; i < SEARCHERS; i++) {
                searchers.add(pool.submit(() -> untilClosed(number -> search(collection), begun)));
            }
            begun.await();
            database.close();
            database.close();
            int written = writer.get();
            for (Future<Integer> searcher : searchers) {
                assertThat(searcher.get()).isPositive();
            }
            try (VecDatabase reopened = VecDatabase.open(folder)) {
                assertThat(reopened.collection("c")
                                .get("id" + written % 500)
                                .orElseThrow()
                                .metadata()
                                .longValue("number"))
                        .hasValue(written);
            }
        }
    }

    @Test
    void use_afterClose_isATypedErrorWhateverIsCalled() {
        VecDatabase database = VecDatabase.open(folder, OPTIONS);
        VectorCollection collection = database.createCollection("c", Workload.COLLECTION_OPTIONS);
        collection.upsert(record("a", 1));
        database.close();
        List<Runnable> calls = List.of(
                () -> collection.get("a"),
                () -> collection.count(),
                () -> collection.upsert(record("b", 2)),
                () -> collection.delete("a"),
                () -> search(collection),
                () -> collection.snapshot(),
                () -> collection.flush(),
                () -> collection.compact(),
                () -> collection.stats(),
                () -> database.collection("c"),
                () -> database.createCollection("d", Workload.COLLECTION_OPTIONS),
                () -> database.dropCollection("c"),
                () -> database.createSnapshot("s"));
        for (int i = 0; i < calls.size(); i++) {
            assertThatThrownBy(calls.get(i)::run).as("call %d", i).isInstanceOf(ClosedException.class);
        }
        database.close();
    }

    @Test
    void interrupts_inAStorm_endNothingAndLoseNothing() throws Exception {
        System.out.println("CloseTest seed " + SEED);
        AtomicBoolean stop = new AtomicBoolean();
        int[] written = new int[2];
        try (VecDatabase database = VecDatabase.open(folder, OPTIONS);
                ExecutorService pool = Executors.newFixedThreadPool(5)) {
            VectorCollection collection = database.createCollection("c", Workload.COLLECTION_OPTIONS);
            List<Thread> threads = new ArrayList<>();
            CountDownLatch begun = new CountDownLatch(5);
            List<Future<Integer>> workers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                int worker = i;
                workers.add(pool.submit(() -> work(collection, worker, stop, threads, begun)));
            }
            begun.await();
            Random random = new Random(SEED);
            for (int i = 0; i < INTERRUPTS; i++) {
                threads.get(random.nextInt(threads.size())).interrupt();
                LockSupport.parkNanos(random.nextInt(2_000_000));
            }
            stop.set(true);
            for (int i = 0; i < 5; i++) {
                int done = workers.get(i).get();
                assertThat(done).as("work of %d", i).isPositive();
                if (i < 2) {
                    written[i] = done;
                }
            }
        }
        try (VecDatabase database = VecDatabase.open(folder)) {
            for (int i = 0; i < 2; i++) {
                assertThat(database.collection("c")
                                .get("w" + i)
                                .orElseThrow()
                                .metadata()
                                .longValue("number"))
                        .hasValue(written[i]);
            }
        }
        assertThat(VecDatabase.doctor(folder).damages()).isEmpty();
    }

    /** A search may be given up; a write may not, because its outcome has to be known. */
    private static void searchDespiteInterrupts(VectorCollection collection) {
        try {
            search(collection);
        } catch (CancelledException interrupted) {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static int work(
            VectorCollection collection, int worker, AtomicBoolean stop, List<Thread> threads, CountDownLatch begun) {
        synchronized (threads) {
            threads.add(Thread.currentThread());
        }
        int done = 0;
        while (!stop.get() || done == 0) {
            done++;
            switch (worker) {
                case 0, 1 -> collection.upsert(record("w" + worker, done));
                case 2, 3 -> searchDespiteInterrupts(collection);
                default -> {
                    collection.flush();
                    collection.compact();
                }
            }
            if (done == 1) {
                begun.countDown();
            }
        }
        Thread.interrupted(); // one that came at the very end
        return done;
    }
}
