package io.vecstore.exchange;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vecstore.Document;
import io.vecstore.Metadata;
import io.vecstore.VectorRecord;
import io.vecstore.WriteBatch;
import io.vecstore.error.InvalidRequestException;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads one line of {@link JsonLines}. */
final class RowReader {

    private @Nullable String document;
    private @Nullable String id;
    private @Nullable String documentId;
    private @Nullable String text;
    private @Nullable Instant expiresAt;
    private float @Nullable [] vector;
    private Metadata metadata = Metadata.empty();

    private RowReader() {}

    /** Adds what the line says to the batch. */
    static void add(String line, ObjectMapper mapper, WriteBatch batch) throws IOException {
        RowReader row = new RowReader();
        try (JsonParser json = mapper.getFactory().createParser(line)) {
            row.read(json);
            if (json.nextToken() != null) {
                throw new InvalidRequestException("there is more than one JSON object");
            }
        }
        row.addTo(batch);
    }

    private void read(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new InvalidRequestException("a JSON object is expected");
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "document" -> document = string(json, name);
                case "id" -> id = string(json, name);
                case "documentId" -> documentId = string(json, name);
                case "text" -> text = string(json, name);
                case "expiresAt" -> expiresAt = Instant.parse(string(json, name));
                case "vector" -> vector = floats(json);
                case "metadata" -> metadata = metadata(json);
                default -> throw new InvalidRequestException("unknown member \"" + name + "\"");
            }
        }
    }

    private static String string(JsonParser json, String name) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new InvalidRequestException("member \"" + name + "\" has to be a string");
        }
        return json.getText();
    }

    private static Metadata metadata(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new InvalidRequestException("member \"metadata\" has to be an object");
        }
        ObjectNode tree = json.readValueAsTree();
        return Metadata.parse(tree.toString());
    }

    private static float[] floats(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new InvalidRequestException("member \"vector\" has to be an array of numbers");
        }
        float[] values = new float[16];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (!json.currentToken().isNumeric() || count == VectorRecord.MAX_DIMENSION) {
                throw new InvalidRequestException(
                        "member \"vector\" has to be an array of at most " + VectorRecord.MAX_DIMENSION + " numbers");
            }
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = json.getFloatValue();
        }
        return Arrays.copyOf(values, count);
    }

    private void addTo(WriteBatch batch) {
        if ((id == null) == (document == null)) {
            throw new InvalidRequestException("either \"id\" or \"document\" is needed");
        }
        if (document != null) {
            batch.putDocument(new Document(document, Objects.requireNonNullElse(text, ""), metadata));
        } else {
            batch.upsert(record(Objects.requireNonNull(id)));
        }
    }

    private VectorRecord record(String key) {
        VectorRecord.Builder builder = VectorRecord.builder(key).metadata(metadata);
        if (text != null) {
            builder.text(text);
        }
        if (documentId != null) {
            builder.documentId(documentId);
        }
        if (vector != null) {
            builder.vector(vector);
        }
        if (expiresAt != null) {
            builder.expiresAt(expiresAt);
        }
        return builder.build();
    }
}
