package io.vecstore.internal.events;

import io.vecstore.StoreEvent;
import io.vecstore.StoreListener;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener what happened. Thread-safe; never throws. */
public final class Events {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final StoreListener listener;
    private final Duration slowQueryThreshold;

    /** @param slowQueryThreshold queries that take at least this long are told */
    public Events(StoreListener listener, Duration slowQueryThreshold) {
        this.listener = listener;
        this.slowQueryThreshold = slowQueryThreshold;
    }

    /** Tells an event; to be called without locks. */
    public void tell(StoreEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException | Error failed) {
            LOG.error("the listener failed at {}; the store goes on", event, failed);
        }
    }

    /** Whether a query that took so long is slow. */
    public boolean isSlow(Duration took) {
        return took.compareTo(slowQueryThreshold) >= 0;
    }

    /** The time since {@code startNanos} of {@link System#nanoTime}. */
    public static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
