package io.vecstore.parquet;

import io.vecstore.Document;
import io.vecstore.Metadata;
import io.vecstore.VectorRecord;
import io.vecstore.WriteBatch;
import io.vecstore.error.InvalidRequestException;
import java.time.Instant;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Records and documents as rows of Parquet, and back. */
final class Columns {

    private static final String ID = "id";
    private static final String TYPE = "type";
    private static final String DOCUMENT_ID = "documentId";
    private static final String TEXT = "text";
    private static final String METADATA = "metadata";
    private static final String VECTOR = "vector";
    private static final String EXPIRES_AT = "expiresAt";
    private static final String RECORD = "record";
    private static final String DOCUMENT = "document";

    static final MessageType SCHEMA = Types.buildMessage()
            .required(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named(ID)
            .optional(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named(TYPE)
            .optional(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named(DOCUMENT_ID)
            .optional(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named(TEXT)
            .optional(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named(METADATA)
            .optionalList()
            .requiredElement(PrimitiveTypeName.FLOAT)
            .named(VECTOR)
            .optional(PrimitiveTypeName.INT64)
            .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
            .named(EXPIRES_AT)
            .named("vecstore");

    private Columns() {}

    static Group row(Document document) {
        Group row = new SimpleGroup(SCHEMA);
        row.append(ID, document.id())
                .append(TYPE, DOCUMENT)
                .append(TEXT, document.text())
                .append(METADATA, document.metadata().toJson());
        return row;
    }

    static Group row(VectorRecord record) {
        Group row = new SimpleGroup(SCHEMA);
        row.append(ID, record.id())
                .append(TYPE, RECORD)
                .append(METADATA, record.metadata().toJson());
        record.documentId().ifPresent(document -> row.append(DOCUMENT_ID, document));
        record.text().ifPresent(text -> row.append(TEXT, text));
        record.expiresAt().ifPresent(time -> row.append(EXPIRES_AT, time.toEpochMilli()));
        record.vector().ifPresent(vector -> {
            Group list = row.addGroup(VECTOR);
            for (float component : vector) {
                list.addGroup(0).append("element", component);
            }
        });
        return row;
    }

    /** Adds what a row says to the batch. */
    static void add(Group row, WriteBatch batch) {
        String id = string(row, ID).orElseThrow(() -> new InvalidRequestException("it has no \"id\""));
        Metadata metadata = string(row, METADATA).map(Metadata::parse).orElseGet(Metadata::empty);
        String type = string(row, TYPE).orElse(RECORD);
        switch (type) {
            case DOCUMENT ->
                batch.putDocument(new Document(id, string(row, TEXT).orElse(""), metadata));
            case RECORD -> batch.upsert(record(id, metadata, row));
            default ->
                throw new InvalidRequestException("its type is \"" + type + "\" instead of \"record\" or \"document\"");
        }
    }

    private static VectorRecord record(String id, Metadata metadata, Group row) {
        VectorRecord.Builder builder = VectorRecord.builder(id).metadata(metadata);
        string(row, DOCUMENT_ID).ifPresent(builder::documentId);
        string(row, TEXT).ifPresent(builder::text);
        if (has(row, VECTOR)) {
            builder.vector(vector(row));
        }
        if (has(row, EXPIRES_AT)) {
            requirePrimitive(row, EXPIRES_AT, PrimitiveTypeName.INT64);
            builder.expiresAt(Instant.ofEpochMilli(row.getLong(EXPIRES_AT, 0)));
        }
        return builder.build();
    }

    private static boolean has(Group row, String name) {
        return row.getType().containsField(name) && row.getFieldRepetitionCount(name) > 0;
    }

    private static Optional<String> string(Group row, String name) {
        if (!has(row, name)) {
            return Optional.empty();
        }
        requirePrimitive(row, name, PrimitiveTypeName.BINARY);
        return Optional.of(row.getString(name, 0));
    }

    private static void requirePrimitive(Group row, String name, PrimitiveTypeName wanted) {
        Type type = row.getType().getType(name);
        if (!type.isPrimitive() || type.asPrimitiveType().getPrimitiveTypeName() != wanted) {
            throw new InvalidRequestException("column \"" + name + "\" is " + type + " instead of " + wanted);
        }
    }

    /** A vector in the list of three levels that the format prescribes, or as a repeated column. */
    private static float[] vector(Group row) {
        if (row.getType().getType(VECTOR).isPrimitive()) {
            return floats(row, row.getType().getFieldIndex(VECTOR));
        }
        Group list = row.getGroup(VECTOR, 0);
        if (list.getType().getType(0).isPrimitive()) {
            return floats(list, 0);
        }
        float[] values = new float[list.getFieldRepetitionCount(0)];
        for (int i = 0; i < values.length; i++) {
            Group element = list.getGroup(0, i);
            if (element.getFieldRepetitionCount(0) != 1) {
                throw new InvalidRequestException("component " + i + " of its vector is null");
            }
            values[i] = component(element, 0, 0);
        }
        return values;
    }

    private static float[] floats(Group group, int field) {
        float[] values = new float[group.getFieldRepetitionCount(field)];
        for (int i = 0; i < values.length; i++) {
            values[i] = component(group, field, i);
        }
        return values;
    }

    private static float component(Group group, int field, int index) {
        Type type = group.getType().getType(field);
        PrimitiveTypeName name =
                type.isPrimitive() ? type.asPrimitiveType().getPrimitiveTypeName() : PrimitiveTypeName.BINARY;
        return switch (name) {
            case FLOAT -> group.getFloat(field, index);
            case DOUBLE -> (float) group.getDouble(field, index);
            default -> throw new InvalidRequestException("its vector has components of type " + type);
        };
    }
}
