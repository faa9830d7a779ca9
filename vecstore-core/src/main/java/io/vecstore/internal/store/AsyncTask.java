package io.vecstore.internal.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call that runs later. Cancelling it interrupts the thread that runs it, which searches heed; the pool clears the flag
 * before the next call.
 */
final class AsyncTask<T> extends CompletableFuture<T> implements Runnable {

    private final Supplier<T> action;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread runner;

    AsyncTask(Supplier<T> action) {
        this.action = action;
    }

    @Override
    public void run() {
        if (isDone()) {
            return;
        }
        setRunner(Thread.currentThread());
        try {
            T result = action.get();
            setRunner(null);
            complete(result);
        } catch (RuntimeException | Error failed) {
            setRunner(null);
            completeExceptionally(failed);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled && mayInterruptIfRunning) {
            lock.lock();
            try {
                if (runner != null) {
                    runner.interrupt();
                }
            } finally {
                lock.unlock();
            }
        }
        return cancelled;
    }

    private void setRunner(@Nullable Thread thread) {
        lock.lock();
        try {
            runner = thread;
        } finally {
            lock.unlock();
        }
    }
}
