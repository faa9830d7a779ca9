package io.vecstore.internal.model;

import io.vecstore.Document;
import io.vecstore.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a record inside the engine, where the vector is shared and not copied. Nobody writes to the vector.
 */
public final class RecordData implements Row {

    /** The expiry of a record that never expires, and the deletion time of one that is not deleted. */
    public static final long NEVER = Long.MAX_VALUE;

    private final String id;
    private final float @Nullable [] vector;
    private final @Nullable String text;
    private final @Nullable String documentId;
    private final Metadata metadata;
    private final long expiresAt;
    private final long version;
    private final long deletedAt;

    /**
     * Parts of a record that is not deleted.
     *
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
        this(id, vector, text, documentId, metadata, expiresAt, version, NEVER);
    }

    /** All parts; long, because it is what every other way to make one comes down to. */
    private RecordData(
            String id,
            float @Nullable [] vector,
            @Nullable String text,
            @Nullable String documentId,
            Metadata metadata,
            long expiresAt,
            long version,
            long deletedAt) {
        this.id = id;
        this.vector = vector;
        this.text = text;
        this.documentId = documentId;
        this.metadata = metadata;
        this.expiresAt = expiresAt;
        this.version = version;
        this.deletedAt = deletedAt;
    }

    /** A document, kept like a record that has no vector and is not searched. */
    public static RecordData of(Document document, long version) {
        return new RecordData(document.id(), null, document.text(), null, document.metadata(), NEVER, version);
    }

    /** What is left of a record of which nothing but its id was read. */
    public static RecordData ofId(String id, long version) {
        return new RecordData(id, null, null, null, Metadata.empty(), NEVER, version);
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

    @Override
    public @Nullable String documentId() {
        return documentId;
    }

    public Metadata metadata() {
        return metadata;
    }

    @Override
    public long expiresAt() {
        return expiresAt;
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public long deletedAt() {
        return deletedAt;
    }

    @Override
    public RecordData data() {
        return this;
    }

    /** These parts with another vector. */
    public RecordData withVector(float @Nullable [] other) {
        return new RecordData(id, other, text, documentId, metadata, expiresAt, version, deletedAt);
    }

    /** These parts as stored by commit {@code sequence}. */
    public RecordData withVersion(long sequence) {
        return new RecordData(id, vector, text, documentId, metadata, expiresAt, sequence, deletedAt);
    }

    /** These parts with other metadata. */
    public RecordData withMetadata(Metadata other) {
        return new RecordData(id, vector, text, documentId, other, expiresAt, version, deletedAt);
    }

    /** These parts with another expiry, in milliseconds since the epoch, or {@link #NEVER}. */
    public RecordData withExpiresAt(long other) {
        return new RecordData(id, vector, text, documentId, metadata, other, version, deletedAt);
    }

    /** These parts as soft-deleted at a time in milliseconds since the epoch; not deleted with {@link #NEVER}. */
    public RecordData withDeletedAt(long other) {
        return new RecordData(id, vector, text, documentId, metadata, expiresAt, version, other);
    }
}
