package io.vecstore;

import java.time.Instant;
import java.util.List;

/**
 * A stored snapshot of a database, see {@link VecDatabase#createSnapshot}.
 *
 * @param name as it was given
 * @param sequenceNumber of the newest commit that is in it
 * @param createdAt when it was made
 * @param collections the names of its collections, in order
 * @param bytes of its files; those that the database still uses as well take no space of their own where the file system
 *     has hard links
 */
public record SnapshotInfo(String name, long sequenceNumber, Instant createdAt, List<String> collections, long bytes) {

    /** Copies the list. */
    public SnapshotInfo {
        collections = List.copyOf(collections);
    }
}
