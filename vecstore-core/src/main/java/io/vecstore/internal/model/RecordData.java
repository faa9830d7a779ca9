package io.vecstore.internal.model;

import io.vecstore.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a record inside the engine, where the vector is shared and not copied. Nobody writes to the vector.
 */
public final class RecordData {

    /** The expiry of a record that never expires. */
    public static final long NEVER = Long.MAX_VALUE;

    private final String id;
    private final float @Nullable [] vector;
    private final @Nullable String text;
    private final @Nullable String documentId;
    private final Metadata metadata;
    private final long expiresAt;
    private final long version;

    /**
     * @param expiresAt milliseconds since the epoch, or {@link #NEVER}
     * @param version the sequence number of the commit that stored it, 0 for one not stored
     */
    public RecordData(
            String id,
            float @Nullable [] vector,
            @Nullable String text,
            @Nullable String documentId,
            Metadata metadata,
            long expiresAt,
            long version) {
        this.id = id;
        this.vector = vector;
        this.text = text;
        this.documentId = documentId;
        this.metadata = metadata;
        this.expiresAt = expiresAt;
        this.version = version;
    }

    public String id() {
        return id;
    }

    public float @Nullable [] vector() {
        return vector;
    }

    public @Nullable String text() {
        return text;
    }

    public @Nullable String documentId() {
        return documentId;
    }

    public Metadata metadata() {
        return metadata;
    }

    public long expiresAt() {
        return expiresAt;
    }

    public long version() {
        return version;
    }

    /** These parts with another vector. */
    public RecordData withVector(float @Nullable [] other) {
        return new RecordData(id, other, text, documentId, metadata, expiresAt, version);
    }

    /** These parts as stored by commit {@code sequence}. */
    public RecordData withVersion(long sequence) {
        return new RecordData(id, vector, text, documentId, metadata, expiresAt, sequence);
    }
}
