package io.vecstore;

import io.vecstore.error.InvalidRequestException;
import io.vecstore.internal.model.RecordData;
import io.vecstore.internal.model.Texts;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a collection stores under one id: any of a dense vector, a text, metadata and a time at which it expires.
 * Immutable; vectors are copied in and out.
 */
public final class VectorRecord {

    /** The longest id, in UTF-16 units. */
    public static final int MAX_ID_LENGTH = 4_096;
    /** The largest dimension of a vector. */
    public static final int MAX_DIMENSION = 65_536;
    /** The longest text, in UTF-16 units. */
    public static final int MAX_TEXT_LENGTH = 16 << 20;

    private final RecordData data;

    VectorRecord(RecordData data) {
        this.data = data;
    }

    /**
     * Starts a record.
     *
     * @param id 1 to {@value #MAX_ID_LENGTH} UTF-16 units, no lone surrogates; compared unit by unit, so that texts
     *     that only look alike (Unicode normal forms) are different ids
     * @throws InvalidRequestException if the id is empty, too long, or not valid Unicode
     */
    public static Builder builder(String id) {
        return new Builder(Texts.requireId(id, "record id"));
    }

    public String id() {
        return data.id();
    }

    /** A copy of the dense vector, if the record has one. */
    public Optional<float[]> vector() {
        return Optional.ofNullable(data.vector()).map(float[]::clone);
    }

    /** The text that lexical search looks into, if the record has one. */
    public Optional<String> text() {
        return Optional.ofNullable(data.text());
    }

    /** The {@link Document} that this record is a chunk of, if any. */
    public Optional<String> documentId() {
        return Optional.ofNullable(data.documentId());
    }

    public Metadata metadata() {
        return data.metadata();
    }

    /** From this moment on the record is not returned any more. */
    public Optional<Instant> expiresAt() {
        return data.expiresAt() == RecordData.NEVER
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(data.expiresAt()));
    }

    /** When the record was soft-deleted; empty for one that was not, as all reads but those for deleted ones return. */
    public Optional<Instant> deletedAt() {
        return data.deletedAt() == RecordData.NEVER
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(data.deletedAt()));
    }

    /** The sequence number of the commit that stored this record; 0 for a record that was not read from a store. */
    public long version() {
        return data.version();
    }

    RecordData data() {
        return data;
    }

    @Override
    public String toString() {
        return "VectorRecord[" + id() + "]";
    }

    /** Collects the parts of a {@link VectorRecord}. Not thread-safe. */
    public static final class Builder {
        private final String id;
        private float @Nullable [] vector;
        private @Nullable String text;
        private @Nullable String documentId;
        private Metadata metadata = Metadata.empty();
        private long expiresAt = RecordData.NEVER;

        private Builder(String id) {
            this.id = id;
        }

        /**
         * @param value 1 to {@value VectorRecord#MAX_DIMENSION} finite numbers
         * @throws InvalidRequestException if it is empty, too long, or holds NaN or an infinity
         */
        public Builder vector(float[] value) {
            this.vector = Texts.requireVector(value.clone(), "record \"" + id + "\"");
            return this;
        }

        /**
         * @param value at most {@value VectorRecord#MAX_TEXT_LENGTH} UTF-16 units
         * @throws InvalidRequestException if it is longer or holds lone surrogates
         */
        public Builder text(String value) {
            this.text = Texts.requireText(value, MAX_TEXT_LENGTH, "text of record \"" + id + "\"");
            return this;
        }

        /** Makes the record a chunk of the document with that id. */
        public Builder documentId(String value) {
            this.documentId = Texts.requireId(value, "document id of record \"" + id + "\"");
            return this;
        }

        public Builder metadata(Metadata value) {
            this.metadata = value;
            return this;
        }

        /** The moment from which on the record is not returned any more, with the precision of a millisecond. */
        public Builder expiresAt(Instant value) {
            this.expiresAt = value.toEpochMilli();
            return this;
        }

        public VectorRecord build() {
            return new VectorRecord(new RecordData(id, vector, text, documentId, metadata, expiresAt, 0));
        }
    }
}
