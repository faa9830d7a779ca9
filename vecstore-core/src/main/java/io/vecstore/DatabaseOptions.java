package io.vecstore;

import io.vecstore.error.InvalidRequestException;
import java.time.Clock;
import java.time.InstantSource;

/**
 * How a database runs.
 *
 * @param durability when an acknowledged write is on the medium; {@link Durability#sync} by default
 * @param memTableBytes how much a collection keeps in memory before it writes a segment, at least 64 KiB; 64 MiB by
 *     default
 * @param clock what expiry is measured by; the system's by default
 */
public record DatabaseOptions(Durability durability, long memTableBytes, InstantSource clock) {

    public static final DatabaseOptions DEFAULT = new DatabaseOptions(Durability.sync(), 64L << 20, Clock.systemUTC());
    private static final long MIN_MEM_TABLE_BYTES = 64L << 10;

    /**
     * Checks the parts.
     *
     * @throws InvalidRequestException if memTableBytes is too small
     */
    public DatabaseOptions {
        if (memTableBytes < MIN_MEM_TABLE_BYTES) {
            throw new InvalidRequestException(
                    "memTableBytes is " + memTableBytes + ", at least " + MIN_MEM_TABLE_BYTES + " are needed");
        }
    }

    public DatabaseOptions withDurability(Durability other) {
        return new DatabaseOptions(other, memTableBytes, clock);
    }

    public DatabaseOptions withMemTableBytes(long other) {
        return new DatabaseOptions(durability, other, clock);
    }

    public DatabaseOptions withClock(InstantSource other) {
        return new DatabaseOptions(durability, memTableBytes, other);
    }
}
