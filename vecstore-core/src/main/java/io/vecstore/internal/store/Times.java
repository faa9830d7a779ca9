package io.vecstore.internal.store;

import io.vecstore.internal.model.RecordData;
import java.time.Duration;

/** Sums of times that do not run over. */
final class Times {

    private Times() {}

    /** The time {@code ttl} after {@code now}, in milliseconds since the epoch; never, if that is too far away. */
    static long after(long now, Duration ttl) {
        try {
            return Math.addExact(now, ttl.toMillis());
        } catch (ArithmeticException tooFar) {
            return RecordData.NEVER;
        }
    }
}
