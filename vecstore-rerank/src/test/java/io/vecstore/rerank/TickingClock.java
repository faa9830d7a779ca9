package io.vecstore.rerank;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock on which every look takes one second. */
final class TickingClock implements LongSupplier {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong now = new AtomicLong(-5 * SECOND);

    @Override
    public long getAsLong() {
        return now.getAndAdd(SECOND);
    }
}
