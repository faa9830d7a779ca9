package io.vecstore.internal.model;

import io.vecstore.error.CancelledException;
import io.vecstore.error.DeadlineException;
import java.time.Duration;
import java.util.Optional;

/** When a search has to give up: its time is over, or its thread was interrupted. For one search, in one thread. */
public final class Deadline {

    /** So many calls of {@link #tick} cost about as much as looking at the clock does. */
    private static final int TICKS = 256;

    private final Optional<Duration> timeout;
    private final long start = System.nanoTime();
    private int ticks;

    private Deadline(Optional<Duration> timeout) {
        this.timeout = timeout;
    }

    /** A deadline that is {@code timeout} from now, or never. */
    public static Deadline in(Optional<Duration> timeout) {
        return new Deadline(timeout);
    }

    /** Only interrupts count. */
    public static Deadline none() {
        return new Deadline(Optional.empty());
    }

    /** {@link #check} at every 256th call: for loops over single records. */
    public void tick() {
        if (++ticks % TICKS == 0) {
            check();
        }
    }

    /**
     * Goes on, or throws.
     *
     * @throws DeadlineException if the time is over
     * @throws CancelledException if the thread was interrupted, whose flag stays
     */
    public void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException("the search was given up because its thread was interrupted; search again");
        }
        if (timeout.isPresent() && System.nanoTime() - start >= nanos(timeout.get())) {
            throw new DeadlineException("the search was given up after its timeout of " + timeout.get()
                    + "; allow more time, or ask for less");
        }
    }

    private static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException centuries) {
            return Long.MAX_VALUE;
        }
    }
}
