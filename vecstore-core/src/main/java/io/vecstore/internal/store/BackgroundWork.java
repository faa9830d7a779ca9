package io.vecstore.internal.store;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * What work in the background asks between its pieces: whether to end, and whether to leave its core to searches for a
 * moment. Merges and rebuilt indexes are such work. A flush is not, for writers wait for it and memory is not free
 * before. Thread-safe: each thread rests for itself.
 */
final class BackgroundWork {

    /*
     * Where there are more threads than cores, the kernel makes a search wait for a whole slice of another one, 4 ms and
     * as long as ten searches. A core that idles for a moment fetches what waits elsewhere, so that the wait ends there.
     * The values are measured by ./bench store with 2 cores: shorter rests let too many searches wait for a slice.
     */
    private static final long MIN_WORK_NANOS = 500_000;
    private static final int REST_PER_WORK = 2;
    private static final long MAX_REST_NANOS = 8_000_000;

    private final Searches searches;
    private final int threads;
    private final BooleanSupplier closing;
    private final LongSupplier nanoTime;
    private final LongConsumer resting;
    private final ThreadLocal<Long> workingSince;

    /**
     * @param threads how many work at a time
     * @param closing whether the database is being closed, which ends what can be done another time
     */
    BackgroundWork(Searches searches, int threads, BooleanSupplier closing) {
        this(searches, threads, closing, System::nanoTime, LockSupport::parkNanos);
    }

    BackgroundWork(
            Searches searches, int threads, BooleanSupplier closing, LongSupplier nanoTime, LongConsumer resting) {
        this.searches = searches;
        this.threads = threads;
        this.closing = closing;
        this.nanoTime = nanoTime;
        this.resting = resting;
        this.workingSince = ThreadLocal.withInitial(nanoTime::getAsLong);
    }

    /** How many threads work at a time. */
    int threads() {
        return threads;
    }

    /** Whether what can be done another time is to end. */
    boolean isToEnd() {
        return closing.getAsBoolean();
    }

    /** Rests twice as long as the thread has worked, if that was a while and searches wait for a core. */
    void rest() {
        if (!searches.isCrowdedBy(threads)) {
            return;
        }
        long worked = nanoTime.getAsLong() - workingSince.get();
        if (worked >= MIN_WORK_NANOS) {
            resting.accept(Math.min(REST_PER_WORK * worked, MAX_REST_NANOS));
            workingSince.set(nanoTime.getAsLong());
        }
    }
}
