package io.vecstore;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON merge patch (<a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a>) on frozen maps. */
final class MetadataMerge {

    private MetadataMerge() {}

    /** {@code target} with the members of {@code patch}: null removes, objects are merged, the rest replaces. */
    static Map<String, @Nullable Object> merge(Map<?, ?> target, Map<?, ?> patch) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        target.forEach((key, value) -> merged.put((String) key, value));
        patch.forEach((key, value) -> {
            if (value == null) {
                merged.remove(key);
            } else if (value instanceof Map<?, ?> nested) {
                Map<?, ?> old = merged.get(key) instanceof Map<?, ?> object ? object : Map.of();
                merged.put((String) key, merge(old, nested));
            } else {
                merged.put((String) key, value);
            }
        });
        return merged;
    }
}
