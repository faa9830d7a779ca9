package io.vecstore.internal.model;

import io.vecstore.Document;
import io.vecstore.Metadata;
import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.BinaryWriter;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of a {@link WriteOperation}: one tag byte, then its parts in order. A record is
 *
 * <pre>
 * id string, flags byte (1 vector, 2 text, 4 document id, 8 expiry, 16 soft deletion),
 * [dimension varint, floats] [text string] [document id string] [expiry i64 ms] [deleted at i64 ms],
 * metadata as JSON (length, UTF-8)
 * </pre>
 */
public final class OperationCodec {

    private static final int UPSERT = 1;
    private static final int DELETE = 2;
    private static final int PUT_DOCUMENT = 3;
    private static final int DELETE_DOCUMENT = 4;

    private static final int HAS_VECTOR = 1;
    private static final int HAS_TEXT = 2;
    private static final int HAS_DOCUMENT = 4;
    private static final int HAS_EXPIRY = 8;
    private static final int HAS_DELETION = 16;
    private static final int ALL_FLAGS = 31;

    private OperationCodec() {}

    public static void write(WriteOperation operation, BinaryWriter out) {
        switch (operation) {
            case WriteOperation.Upsert(RecordData data) -> {
                out.writeByte(UPSERT);
                writeRecord(data, out);
            }
            case WriteOperation.Delete(String id) -> {
                out.writeByte(DELETE);
                out.writeString(id);
            }
            case WriteOperation.PutDocument(Document document) -> {
                out.writeByte(PUT_DOCUMENT);
                out.writeString(document.id());
                out.writeString(document.text());
                writeMetadata(document.metadata(), out);
            }
            case WriteOperation.DeleteDocument(String documentId) -> {
                out.writeByte(DELETE_DOCUMENT);
                out.writeString(documentId);
            }
        }
    }

    /** Reads one operation; a record gets {@code version}. */
    public static WriteOperation read(BinaryReader in, long version) {
        byte tag = in.readByte();
        return switch (tag) {
            case UPSERT -> new WriteOperation.Upsert(readRecord(in, version));
            case DELETE -> new WriteOperation.Delete(in.readString());
            case PUT_DOCUMENT ->
                new WriteOperation.PutDocument(new Document(in.readString(), in.readString(), readMetadata(in)));
            case DELETE_DOCUMENT -> new WriteOperation.DeleteDocument(in.readString());
            default -> throw in.corrupt("unknown operation " + tag);
        };
    }

    private static void writeRecord(RecordData data, BinaryWriter out) {
        float[] vector = data.vector();
        String text = data.text();
        String documentId = data.documentId();
        boolean expires = data.expiresAt() != RecordData.NEVER;
        boolean deleted = data.deletedAt() != RecordData.NEVER;
        out.writeString(data.id());
        out.writeByte((vector == null ? 0 : HAS_VECTOR)
                | (text == null ? 0 : HAS_TEXT)
                | (documentId == null ? 0 : HAS_DOCUMENT)
                | (expires ? HAS_EXPIRY : 0)
                | (deleted ? HAS_DELETION : 0));
        if (vector != null) {
            out.writeVarInt(vector.length);
            out.writeFloats(vector);
        }
        if (text != null) {
            out.writeString(text);
        }
        if (documentId != null) {
            out.writeString(documentId);
        }
        if (expires) {
            out.writeLong(data.expiresAt());
        }
        if (deleted) {
            out.writeLong(data.deletedAt());
        }
        writeMetadata(data.metadata(), out);
    }

    private static RecordData readRecord(BinaryReader in, long version) {
        String id = in.readString();
        int flags = in.readByte();
        if ((flags & ~ALL_FLAGS) != 0) {
            throw in.corrupt("record \"" + id + "\" has unknown flags " + flags);
        }
        float @Nullable [] vector = (flags & HAS_VECTOR) == 0 ? null : in.readFloats(in.readCount(Float.BYTES));
        String text = (flags & HAS_TEXT) == 0 ? null : in.readString();
        String documentId = (flags & HAS_DOCUMENT) == 0 ? null : in.readString();
        long expiresAt = (flags & HAS_EXPIRY) == 0 ? RecordData.NEVER : in.readLong();
        long deletedAt = (flags & HAS_DELETION) == 0 ? RecordData.NEVER : in.readLong();
        return new RecordData(id, vector, text, documentId, readMetadata(in), expiresAt, version)
                .withDeletedAt(deletedAt);
    }

    private static void writeMetadata(Metadata metadata, BinaryWriter out) {
        byte[] json = metadata.isEmpty() ? new byte[0] : metadata.toBytes();
        out.writeVarInt(json.length);
        out.writeBytes(json);
    }

    private static Metadata readMetadata(BinaryReader in) {
        byte[] json = in.readBytes(in.readCount(1));
        return json.length == 0 ? Metadata.empty() : Metadata.fromBytes(json);
    }
}
