package io.vecstore.internal.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The clock that readers and writers judge expiry by. It stands still while the clock below it goes back, so that what
 * has expired once does not come back (ADR 11). Thread-safe.
 */
final class ExpiryClock implements InstantSource {

    private final InstantSource below;
    private final AtomicLong latest = new AtomicLong(Long.MIN_VALUE);

    ExpiryClock(InstantSource below) {
        this.below = below;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        long now = below.millis();
        long known = latest.get();
        return now <= known ? known : latest.accumulateAndGet(now, Math::max);
    }
}
