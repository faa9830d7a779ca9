package io.vecstore.internal.model;

import org.jspecify.annotations.Nullable;

/** A record as the writer meets it under an id: what it decides by, and the whole of it on demand. */
public interface Row {

    /** The sequence number of the commit that stored it. */
    long version();

    /** Milliseconds since the epoch, or {@link RecordData#NEVER}. */
    long expiresAt();

    /** When it was soft-deleted, in milliseconds since the epoch, or {@link RecordData#NEVER}. */
    long deletedAt();

    /** The document that it is a chunk of, or null. */
    @Nullable
    String documentId();

    /** All of it, vector included; may read from disk. */
    RecordData data();

    /** Whether it counts at all at {@code now}, be it only as something that can be restored. */
    default boolean isUnexpired(long now) {
        return expiresAt() > now;
    }

    /** Whether readers find it at {@code now}. */
    default boolean isVisible(long now) {
        return isUnexpired(now) && deletedAt() == RecordData.NEVER;
    }
}
