package io.vecstore.internal.store;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** How many searches are under way in a database, so that background work knows when they need its cores. Thread-safe. */
public final class Searches {

    /** Compiling and collecting garbage want a core too, now and then. */
    private static final int CORES_OF_THE_JVM = 1;

    private final int cores;
    private final LongAdder underWay = new LongAdder();

    /** @param cores how many the process has */
    Searches(int cores) {
        this.cores = cores;
    }

    /** Runs a search. */
    public <T> T run(Supplier<T> search) {
        underWay.increment();
        try {
            return search.get();
        } finally {
            underWay.decrement();
        }
    }

    /** Whether searches would have to wait for a core while so many threads work in the background. */
    boolean isCrowdedBy(int threads) {
        long searching = underWay.sum();
        return searching > 0 && searching + threads + CORES_OF_THE_JVM > cores;
    }
}
