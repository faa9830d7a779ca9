package io.vecstore;

import io.vecstore.error.InvalidRequestException;
import java.time.Duration;

/** When an acknowledged commit is on the medium. Whatever the choice, it survives the end of the process. */
public sealed interface Durability {

    /** Before the write returns. Commits of several threads share one sync. The default. */
    record Sync() implements Durability {}

    /**
     * At most {@code period} later: a power cut may lose the commits of that time, newest first, none in part.
     *
     * @param period at least a millisecond
     */
    record Interval(Duration period) implements Durability {

        /**
         * Checks the period.
         *
         * @throws InvalidRequestException if it is shorter than a millisecond
         */
        public Interval {
            if (period.toMillis() < 1) {
                throw new InvalidRequestException("sync period " + period + " is shorter than a millisecond");
            }
        }
    }

    /** When the operating system likes: a power cut may lose what it had not written yet. */
    record Os() implements Durability {}

    static Durability sync() {
        return new Sync();
    }

    static Durability interval(Duration period) {
        return new Interval(period);
    }

    static Durability os() {
        return new Os();
    }
}
