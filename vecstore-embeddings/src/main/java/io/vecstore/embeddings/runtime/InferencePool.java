package io.vecstore.embeddings.runtime;

import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.EmbeddingException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The threads that run a model: a bounded number of platform threads, since native code would pin the carriers
 * of virtual ones. A single call goes before the calls of lists, so that a search waits for at most one text
 * of a sync that is running. Waiting is interruptible; a native call that has begun is not, but it is short.
 */
public final class InferencePool implements AutoCloseable {
    private static final long IDLE_SECONDS = 30;

    private final String owner;
    private final AtomicLong sequence = new AtomicLong();
    private final PriorityBlockingQueue<Runnable> waiting = new PriorityBlockingQueue<>();
    private final ThreadPoolExecutor executor;

    /**
     * @param owner names the threads and, in messages, what was closed
     * @param threads how many calls run at once
     */
    public InferencePool(String owner, int threads) {
        this.owner = owner;
        this.executor = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                waiting,
                Thread.ofPlatform().daemon().name("vecstore-" + owner + "-", 1).factory());
        executor.allowCoreThreadTimeOut(true);
    }

    /** Runs one call ahead of all lists. */
    public <T> T call(Supplier<T> call) {
        return await(submit(call, Job.SINGLE));
    }

    /** Runs the calls, several at once; results in their order. The first failure cancels the rest. */
    public <T> List<T> callAll(List<? extends Supplier<T>> calls) {
        List<Future<T>> futures = new ArrayList<>(calls.size());
        try {
            for (Supplier<T> call : calls) {
                futures.add(submit(call, Job.LIST));
            }
            List<T> results = new ArrayList<>(calls.size());
            for (Future<T> future : futures) {
                results.add(await(future));
            }
            return results;
        } finally {
            futures.forEach(future -> future.cancel(false));
        }
    }

    /** How many calls wait for a thread. */
    int waiting() {
        return waiting.size();
    }

    private <T> Future<T> submit(Supplier<T> call, int rank) {
        Job<T> job = new Job<>(call, rank, sequence.getAndIncrement());
        try {
            executor.execute(job);
        } catch (RejectedExecutionException e) {
            throw closed(e);
        }
        return job;
    }

    private <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(false);
            Thread.currentThread().interrupt();
            throw new EmbeddingException(Kind.INTERRUPTED, "interrupted while waiting for " + owner, e);
        } catch (CancellationException e) {
            throw closed(e);
        } catch (ExecutionException e) {
            throw rethrown(e);
        }
    }

    private EmbeddingException closed(RuntimeException cause) {
        return new EmbeddingException(Kind.CLOSED, owner + " is closed: open it again, or close it later", cause);
    }

    /** The failure of a call as its own caller would see it; calls throw nothing that is checked. */
    private static RuntimeException rethrown(ExecutionException failure) {
        return switch (failure.getCause()) {
            case Error error -> throw error;
            case RuntimeException known -> known;
            case null, default -> throw new AssertionError(failure);
        };
    }

    /** Cancels the calls that wait, waits for those that run. */
    @Override
    public void close() {
        executor.shutdown();
        for (Runnable job = waiting.poll(); job != null; job = waiting.poll()) {
            ((Job<?>) job).cancel(false);
        }
        boolean interrupted = false;
        while (!executor.isTerminated()) {
            try {
                executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A call in the queue: by rank, then first come, first served. */
    private static final class Job<T> extends FutureTask<T> implements Comparable<Job<?>> {
        static final int SINGLE = 0;
        static final int LIST = 1;

        private final int rank;
        private final long number;

        Job(Supplier<T> call, int rank, long number) {
            super(call::get);
            this.rank = rank;
            this.number = number;
        }

        @Override
        public int compareTo(Job<?> other) {
            return rank != other.rank ? Integer.compare(rank, other.rank) : Long.compare(number, other.number);
        }
    }
}
