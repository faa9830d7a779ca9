package io.vecstore.internal.store;

import io.vecstore.error.ClosedException;
import io.vecstore.error.OverloadedException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Runs asynchronous calls on a few threads, of which none is there until it is needed. Thread-safe. */
public final class AsyncExecutor {

    private static final long IDLE_SECONDS = 10;

    private final int queueLength;
    private final ThreadPoolExecutor pool;

    /**
     * @param threads how many calls run at once
     * @param queueLength how many more may wait
     */
    AsyncExecutor(int threads, int queueLength) {
        this.queueLength = queueLength;
        this.pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queueLength),
                this::newThread);
        pool.allowCoreThreadTimeOut(true);
    }

    private Worker newThread(Runnable work) {
        return new Worker(this, work);
    }

    /**
     * Has {@code action} run by one of the threads.
     *
     * @return what becomes of it; failed with {@link OverloadedException} if too many wait, with {@link ClosedException}
     *     after {@link #close}
     */
    public <T> CompletableFuture<T> submit(Supplier<T> action) {
        AsyncTask<T> task = new AsyncTask<>(action);
        try {
            pool.execute(task);
            return task;
        } catch (RejectedExecutionException refused) {
            return CompletableFuture.failedFuture(
                    pool.isShutdown()
                            ? closed()
                            : new OverloadedException(queueLength + " asynchronous calls wait already; slow down, or "
                                    + "open the database with a longer asyncQueue"));
        }
    }

    /** Refuses further calls, fails those that wait, interrupts those that run, and waits for these. */
    void close() {
        for (Runnable waiting : pool.shutdownNow()) {
            if (waiting instanceof AsyncTask<?> task) {
                task.completeExceptionally(closed());
            }
        }
        if (!(Thread.currentThread() instanceof Worker worker && worker.owner == this)) {
            Waiting.uninterruptibly(() -> pool.awaitTermination(1, TimeUnit.HOURS));
        }
    }

    private static ClosedException closed() {
        return new ClosedException("the database was closed before an asynchronous call had begun");
    }

    /** Tells a thread of the pool from others: one that closes the database must not wait for itself. */
    private static final class Worker extends Thread {
        private final AsyncExecutor owner;

        Worker(AsyncExecutor owner, Runnable work) {
            super(work, "vecstore-async");
            this.owner = owner;
            setDaemon(true);
        }
    }
}
