package io.vecstore.langchain4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vecstore.Metadata;
import io.vecstore.error.InvalidRequestException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * langchain4j's metadata as ours and back. Types that ours does not have are stored as the next wider one and named
 * under {@link #TYPES_KEY}, so that a segment read back equals the one that was stored.
 */
final class SegmentMetadata {

    /** The member of stored metadata that maps a key to the type its value had: {@code int}, {@code float}, {@code uuid}. */
    static final String TYPES_KEY = "langchain4j.types";

    private static final JsonMapper MAPPER = new JsonMapper();

    private SegmentMetadata() {}

    /**
     * The metadata to store.
     *
     * @throws InvalidRequestException if it uses {@link #TYPES_KEY}, or holds what {@link Metadata} refuses
     */
    static Metadata toStored(dev.langchain4j.data.document.Metadata metadata) {
        Map<String, Object> stored = new LinkedHashMap<>();
        Map<String, Object> types = new LinkedHashMap<>();
        metadata.toMap().forEach((key, value) -> {
            if (key.equals(TYPES_KEY)) {
                throw new InvalidRequestException("metadata key \"" + TYPES_KEY
                        + "\" is where the store notes the types of the other keys; choose another name");
            }
            stored.put(key, storedValue(value));
            typeName(value).ifPresent(name -> types.put(key, name));
        });
        if (!types.isEmpty()) {
            stored.put(TYPES_KEY, types);
        }
        return Metadata.from(stored);
    }

    /** A value as it is stored, and compared with in filters. */
    static Object storedValue(Object value) {
        return switch (value) {
            case UUID uuid -> uuid.toString();
            case Float number -> widened(number);
            default -> value;
        };
    }

    /** The double that is written with the same digits, because langchain4j compares numbers by their digits. */
    private static double widened(float number) {
        double sameDigits = Double.parseDouble(Float.toString(number));
        return (float) sameDigits == number ? sameDigits : number;
    }

    private static Optional<String> typeName(Object value) {
        return switch (value) {
            case Integer _ -> Optional.of("int");
            case Float _ -> Optional.of("float");
            case UUID _ -> Optional.of("uuid");
            default -> Optional.empty();
        };
    }

    /**
     * The metadata of a segment. Values that other writers stored and langchain4j has no type for come as text:
     * {@code true}, or JSON for lists and objects; JSON null is left out.
     */
    static dev.langchain4j.data.document.Metadata toSegment(Metadata stored) {
        Map<?, ?> types = stored.asMap().get(TYPES_KEY) instanceof Map<?, ?> noted ? noted : Map.of();
        Map<String, Object> values = new HashMap<>();
        stored.asMap().forEach((key, value) -> {
            if (value != null && !key.equals(TYPES_KEY) && !key.isBlank()) {
                values.put(key, segmentValue(value, types.get(key)));
            }
        });
        return new dev.langchain4j.data.document.Metadata(values);
    }

    private static Object segmentValue(Object value, @Nullable Object type) {
        return switch (value) {
            case Long number when "int".equals(type) -> Math.toIntExact(number);
            case Double number when "float".equals(type) -> number.floatValue();
            case String text when "uuid".equals(type) -> UUID.fromString(text);
            case String text -> text;
            case Number number -> number;
            case Boolean flag -> flag.toString();
            default -> json(value);
        };
    }

    private static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored metadata has only JSON values", e);
        }
    }
}
