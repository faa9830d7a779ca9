package io.vecstore;

import io.vecstore.error.InvalidRequestException;
import io.vecstore.internal.model.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies a caller's map into the few value types of {@link Metadata} and enforces its limits. Used once. */
final class MetadataFreezer {
    private int values;
    private long textLength;

    /** An unmodifiable deep copy in the order of {@code source}. */
    static Map<String, @Nullable Object> freeze(Map<?, ?> source) {
        return new MetadataFreezer().object(source, "", 1);
    }

    private Map<String, @Nullable Object> object(Map<?, ?> source, String path, int depth) {
        requireDepth(path, depth);
        var copy = LinkedHashMap.<String, @Nullable Object>newLinkedHashMap(source.size());
        for (Map.Entry<?, ?> entry : source.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new InvalidRequestException("metadata keys are strings, but " + entry.getKey() + " is one in "
                        + (path.isEmpty() ? "the root" : path));
            }
            FieldPath.requireKey(key);
            countText(key);
            copy.put(key, value(entry.getValue(), child(path, key), depth));
        }
        return Collections.unmodifiableMap(copy);
    }

    private List<@Nullable Object> list(List<?> source, String path, int depth) {
        requireDepth(path, depth);
        var copy = new ArrayList<@Nullable Object>(source.size());
        for (Object element : source) {
            copy.add(value(element, path + "[" + copy.size() + "]", depth));
        }
        return Collections.unmodifiableList(copy);
    }

    private @Nullable Object value(@Nullable Object value, String path, int depth) {
        if (++values > Metadata.MAX_VALUES) {
            throw new InvalidRequestException("metadata has more than " + Metadata.MAX_VALUES
                    + " values; the first one too many is \"" + path + "\"");
        }
        return switch (value) {
            case null -> null;
            case String text -> text(text, path);
            case Boolean flag -> flag;
            case Long number -> number;
            case Integer number -> (long) number;
            case Short number -> (long) number;
            case Byte number -> (long) number;
            case Double number -> finite(number, path);
            case Float number -> finite(number, path);
            case Metadata nested -> object(nested.asMap(), path, depth + 1);
            case Map<?, ?> nested -> object(nested, path, depth + 1);
            case List<?> nested -> list(nested, path, depth + 1);
            default ->
                throw new InvalidRequestException("metadata value of \"" + path + "\" is a "
                        + value.getClass().getName()
                        + "; use a String, long within 64 bits, double, boolean, null, List or Map");
        };
    }

    private String text(String text, String path) {
        countText(text);
        int lone = Texts.loneSurrogate(text);
        if (lone >= 0) {
            throw new InvalidRequestException("metadata value of \"" + path
                    + "\" has half of a surrogate pair at position " + lone + "; remove or replace it");
        }
        return text;
    }

    private static Double finite(double number, String path) {
        if (!Double.isFinite(number)) {
            throw new InvalidRequestException(
                    "metadata value of \"" + path + "\" is " + number + "; only finite numbers can be stored");
        }
        return number;
    }

    private void countText(String text) {
        textLength += text.length();
        if (textLength > Metadata.MAX_TEXT_LENGTH) {
            throw new InvalidRequestException("metadata has more than " + Metadata.MAX_TEXT_LENGTH
                    + " characters of keys and strings; keep long texts in the record's text");
        }
    }

    private static void requireDepth(String path, int depth) {
        if (depth > Metadata.MAX_DEPTH) {
            throw new InvalidRequestException(
                    "metadata nests deeper than " + Metadata.MAX_DEPTH + " levels at \"" + path + "\"");
        }
    }

    private static String child(String path, String key) {
        String name = FieldPath.isPlain(key) ? key : FieldPath.quote(key);
        return path.isEmpty() ? name : path + "." + name;
    }
}
