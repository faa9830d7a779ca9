package io.vecstore.langchain4j;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import io.vecstore.WriteBatch;
import io.vecstore.error.InvalidRequestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON file that langchain4j's in-memory store writes ({@code serializeToFile}) into a store of ours.
 * Stateless and thread-safe.
 */
public final class InMemoryStoreImporter {

    private static final int BATCH_SIZE = 1_000;
    private static final JsonMapper MAPPER = new JsonMapper();

    private InMemoryStoreImporter() {}

    /**
     * Stores every entry of the file under its id. The file is streamed and written in commits of a thousand entries:
     * where it fails midway, what came before is stored, and importing it again replaces that.
     *
     * @return how many entries there were; of those with one id the last one stays
     * @throws InvalidRequestException if the file is not of that form; the message names line and column, or the entry
     * @throws UncheckedIOException if it cannot be read
     */
    public static long importFile(Path file, VecStoreEmbeddingStore store) {
        try (JsonParser json = MAPPER.createParser(Files.newInputStream(file))) {
            return importEntries(json, file, store);
        } catch (JsonProcessingException e) {
            throw new InvalidRequestException(
                    file + " is not the JSON of an in-memory embedding store: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static long importEntries(JsonParser json, Path file, VecStoreEmbeddingStore store) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT
                || !"entries".equals(json.nextFieldName())
                || json.nextToken() != JsonToken.START_ARRAY) {
            throw new InvalidRequestException(
                    file + " is not the JSON of an in-memory embedding store: it begins with no list of \"entries\"");
        }
        long count = 0;
        WriteBatch batch = new WriteBatch();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            JsonNode entry = MAPPER.readTree(json);
            batch.upsert(SegmentRecords.toRecord(
                    text(entry, "id", file, count), embedding(entry, file, count), segment(entry, file, count)));
            count++;
            if (count % BATCH_SIZE == 0) {
                store.collection().write(batch);
                batch = new WriteBatch();
            }
        }
        if (json.currentToken() != JsonToken.END_ARRAY || json.nextToken() != JsonToken.END_OBJECT) {
            throw new InvalidRequestException(file + " has something else than entries after entry " + count);
        }
        store.collection().write(batch);
        return count;
    }

    private static Embedding embedding(JsonNode entry, Path file, long number) {
        JsonNode vector = entry.path("embedding").path("vector");
        if (!vector.isArray() || vector.isEmpty()) {
            throw malformed(file, number, "no embedding.vector");
        }
        float[] values = new float[vector.size()];
        for (int i = 0; i < values.length; i++) {
            if (!vector.get(i).isNumber()) {
                throw malformed(file, number, "a component " + vector.get(i) + " of its vector, which is no number");
            }
            values[i] = vector.get(i).floatValue();
        }
        return Embedding.from(values);
    }

    private static @Nullable TextSegment segment(JsonNode entry, Path file, long number) {
        JsonNode embedded = entry.path("embedded");
        if (embedded.isMissingNode() || embedded.isNull()) {
            return null;
        }
        Map<String, Object> metadata = new HashMap<>();
        embedded.path("metadata")
                .path("metadata")
                .properties()
                .forEach(each -> metadata.put(each.getKey(), value(each, file, number)));
        return TextSegment.from(text(embedded, "text", file, number), Metadata.from(metadata));
    }

    /** A metadata value: JSON has lost its exact type, so this is the one that langchain4j itself reads. */
    private static Object value(Map.Entry<String, JsonNode> member, Path file, long number) {
        JsonNode value = member.getValue();
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isInt() || value.isLong() || value.isDouble()) {
            return value.numberValue();
        }
        throw malformed(
                file, number, "a metadata value of \"" + member.getKey() + "\" that is neither text nor number");
    }

    private static String text(JsonNode node, String key, Path file, long number) {
        if (!node.path(key).isTextual()) {
            throw malformed(file, number, "no text in \"" + key + "\"");
        }
        return node.path(key).textValue();
    }

    private static InvalidRequestException malformed(Path file, long number, String what) {
        return new InvalidRequestException(file + ": entry " + (number + 1) + " has " + what
                + "; write the file anew with serializeToFile of langchain4j's in-memory store");
    }
}
