package io.vecstore.internal.store;

import io.vecstore.CompactionProgress;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Slows a compaction down, tells how far it has come, and ends it early; asked at every write to disk, by one thread,
 * and while a graph is built, by all that build it.
 */
final class CompactionPace {

    /** While it waits, it looks this often whether it shall end. */
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final long bytesPerSecond;
    private final long expectedBytes;
    private final Predicate<CompactionProgress> goOn;
    private final BooleanSupplier hurry;
    private final BackgroundWork work;
    private final long start = System.nanoTime();
    private long writtenBytes;
    private volatile boolean cancelled;

    /**
     * @param bytesPerSecond 0 for as fast as it goes
     * @param goOn told of the progress; false ends the compaction
     * @param hurry whether somebody waits for the compaction to end, so that slowing it down does harm
     * @param work what the compaction is part of
     */
    CompactionPace(
            long bytesPerSecond,
            long expectedBytes,
            Predicate<CompactionProgress> goOn,
            BooleanSupplier hurry,
            BackgroundWork work) {
        this.bytesPerSecond = bytesPerSecond;
        this.expectedBytes = expectedBytes;
        this.goOn = goOn;
        this.hurry = hurry;
        this.work = work;
    }

    long expectedBytes() {
        return expectedBytes;
    }

    /** Rests where that is due; returns whether the compaction is to end. */
    boolean isCancelledAfterRest() {
        work.rest();
        return isCancelled();
    }

    private boolean isCancelled() {
        return cancelled || work.isToEnd();
    }

    /**
     * Notes that bytes were written, and waits until more may be.
     *
     * @throws CancellationException if the compaction is to end
     */
    void wrote(int bytes) {
        writtenBytes += bytes;
        cancelled |= !goOn.test(new CompactionProgress(writtenBytes, expectedBytes));
        requireGoingOn();
        work.rest();
        if (bytesPerSecond > 0) {
            long due = start + (long) (writtenBytes * (1e9 / bytesPerSecond));
            while (due - System.nanoTime() > 0 && !hurry.getAsBoolean()) {
                LockSupport.parkNanos(Math.min(SLICE_NANOS, due - System.nanoTime()));
                requireGoingOn();
            }
        }
    }

    private void requireGoingOn() {
        if (isCancelled()) {
            throw new CancellationException("a compaction was ended early; nothing has changed");
        }
    }
}
