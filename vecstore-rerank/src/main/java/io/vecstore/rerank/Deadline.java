package io.vecstore.rerank;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The end of a time budget on a monotonic clock. */
final class Deadline {
    private final LongSupplier nanoClock;
    private final long start;
    private final Optional<Duration> budget;

    private Deadline(LongSupplier nanoClock, Optional<Duration> budget) {
        this.nanoClock = nanoClock;
        this.start = budget.isPresent() ? nanoClock.getAsLong() : 0;
        this.budget = budget;
    }

    static Deadline after(Optional<Duration> budget, LongSupplier nanoClock) {
        return new Deadline(nanoClock, budget);
    }

    boolean isOver() {
        return budget.isPresent() && !remaining().orElseThrow().isPositive();
    }

    /** What is left of the budget, never negative; empty without a budget. */
    Optional<Duration> remaining() {
        return budget.map(limit -> limit.minusNanos(nanoClock.getAsLong() - start))
                .map(rest -> rest.isNegative() ? Duration.ZERO : rest);
    }
}
