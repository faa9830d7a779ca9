package io.vecstore;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vecstore.error.InvalidRequestException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON text of {@link Metadata}: strict reading, no polymorphic types, untrusted keys are not interned. */
final class MetadataJson {
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Metadata.MAX_DEPTH)
                            .maxDocumentLength(Metadata.MAX_JSON_LENGTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private MetadataJson() {}

    /** The members of the object as Jackson reads them; {@link MetadataFreezer} checks the values. */
    static Map<String, @Nullable Object> read(String json) {
        if (json.length() > Metadata.MAX_JSON_LENGTH) {
            throw new InvalidRequestException(
                    "metadata JSON has " + json.length() + " characters; the limit is " + Metadata.MAX_JSON_LENGTH);
        }
        Map<String, @Nullable Object> members;
        try {
            members = MAPPER.readValue(json, OBJECT);
        } catch (JsonProcessingException e) {
            throw malformed(e);
        }
        if (members == null) {
            throw new InvalidRequestException("metadata JSON must be an object, but it is null");
        }
        return members;
    }

    static String write(Map<String, @Nullable Object> members) {
        try {
            return MAPPER.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("frozen metadata has only JSON values", e);
        }
    }

    private static InvalidRequestException malformed(JsonProcessingException e) {
        var location = e.getLocation();
        String place =
                location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        return new InvalidRequestException(
                "metadata is not a JSON object with unique keys" + place + ": " + e.getOriginalMessage());
    }
}
