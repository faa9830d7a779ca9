package io.vecstore;

import io.vecstore.error.InvalidRequestException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a record besides its vector and text: a JSON object with long and double kept apart.
 *
 * <p>Values are {@code String}, {@code Long}, {@code Double} (finite), {@code Boolean}, JSON null, {@code List}
 * and nested objects as {@code Map}. Narrower numbers are widened on the way in ({@code float} by its exact
 * binary value); every other type, NaN, infinity and text with half a surrogate pair is refused with an
 * {@link InvalidRequestException} that names the key. Keys keep their order, but equality does not look at
 * it. Values are addressed by the textual form of {@link FieldPath}.
 *
 * <p>Immutable; safe for use by several threads.
 */
public final class Metadata {
    /** The deepest nesting, the root object being level 1. */
    public static final int MAX_DEPTH = 32;
    /** The most values, counted over all levels. */
    public static final int MAX_VALUES = 10_000;
    /** The most UTF-16 units in all keys and strings together. */
    public static final int MAX_TEXT_LENGTH = 1 << 20;
    /** The longest JSON text that is read, in characters or bytes: the longest text with every character escaped. */
    public static final int MAX_JSON_LENGTH = 8 * MAX_TEXT_LENGTH;

    private static final Metadata EMPTY = new Metadata(Map.of());

    private final Map<String, @Nullable Object> members;

    private Metadata(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /** The object without members. */
    public static Metadata empty() {
        return EMPTY;
    }

    public static Metadata of(String key, @Nullable Object value) {
        return builder().put(key, value).build();
    }

    public static Metadata of(String key1, @Nullable Object value1, String key2, @Nullable Object value2) {
        return builder().put(key1, value1).put(key2, value2).build();
    }

    public static Metadata of(
            String key1,
            @Nullable Object value1,
            String key2,
            @Nullable Object value2,
            String key3,
            @Nullable Object value3) {
        return builder().put(key1, value1).put(key2, value2).put(key3, value3).build();
    }

    /** A deep copy of a map; see the class for the types it may hold. */
    public static Metadata from(Map<String, ? extends @Nullable Object> members) {
        return members.isEmpty() ? EMPTY : new Metadata(MetadataFreezer.freeze(members));
    }

    /**
     * Reads a JSON object. A number with fraction or exponent is a double, any other a long.
     *
     * @throws InvalidRequestException if the text is not exactly one JSON object, repeats a key, has an integer
     *     outside of 64 bits or a number outside of the double range, or exceeds a limit
     */
    public static Metadata parse(String json) {
        return from(MetadataJson.read(json));
    }

    /** Reads what {@link #toBytes} wrote; fails as {@link #parse} does, and on bytes that are not UTF-8. */
    public static Metadata fromBytes(byte[] utf8) {
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return parse(decoder.decode(ByteBuffer.wrap(utf8)).toString());
        } catch (CharacterCodingException e) {
            throw new InvalidRequestException("metadata of " + utf8.length + " bytes is not UTF-8: " + e.getMessage());
        }
    }

    /** Reads what {@link #toBytes} wrote; the segment is copied, not kept. */
    public static Metadata fromBytes(MemorySegment utf8) {
        if (utf8.byteSize() > MAX_JSON_LENGTH) {
            throw new InvalidRequestException(
                    "metadata JSON has " + utf8.byteSize() + " bytes; the limit is " + MAX_JSON_LENGTH);
        }
        return fromBytes(utf8.toArray(ValueLayout.JAVA_BYTE));
    }

    public static Builder builder() {
        return new Builder();
    }

    /** This object with one member added or replaced. The key is taken as it is, not as a path. */
    public Metadata with(String key, @Nullable Object value) {
        var copy = new LinkedHashMap<String, @Nullable Object>(members);
        copy.put(key, value);
        return from(copy);
    }

    /**
     * This object with the members of a patch (<a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a>): JSON null
     * removes a member, an object is merged into the object that is there, any other value replaces.
     *
     * @throws InvalidRequestException if the result exceeds a limit
     */
    public Metadata mergePatch(Metadata patch) {
        return from(MetadataMerge.merge(members, patch.members));
    }

    /** The value at a path, or empty where it is missing or JSON null; {@link #contains} tells the two apart. */
    public Optional<Object> value(String path) {
        return value(FieldPath.parse(path));
    }

    /** The value at a path, or empty where it is missing or JSON null. */
    public Optional<Object> value(FieldPath path) {
        Map<?, ?> owner = ownerOf(path);
        return owner == null
                ? Optional.empty()
                : Optional.ofNullable(owner.get(path.keys().getLast()));
    }

    /** Whether there is a value at a path, be it JSON null. */
    public boolean contains(String path) {
        var parsed = FieldPath.parse(path);
        Map<?, ?> owner = ownerOf(parsed);
        return owner != null && owner.containsKey(parsed.keys().getLast());
    }

    /** The object that would hold the last key of a path, or null where the path leaves the objects. */
    private @Nullable Map<?, ?> ownerOf(FieldPath path) {
        Map<?, ?> owner = members;
        for (String key : path.keys().subList(0, path.keys().size() - 1)) {
            if (!(owner.get(key) instanceof Map<?, ?> nested)) {
                return null;
            }
            owner = nested;
        }
        return owner;
    }

    /** The string at a path; empty where missing or null. Another type is an {@link InvalidRequestException}. */
    public Optional<String> string(String path) {
        return typed(path, String.class);
    }

    /** The boolean at a path; empty where missing or null. Another type is an {@link InvalidRequestException}. */
    public Optional<Boolean> booleanValue(String path) {
        return typed(path, Boolean.class);
    }

    /** The long at a path; empty where missing or null. Another type is an {@link InvalidRequestException}. */
    public OptionalLong longValue(String path) {
        return typed(path, Long.class).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /**
     * The double at a path, or the long there rounded to the nearest double; empty where missing or null.
     * Another type is an {@link InvalidRequestException}.
     */
    public OptionalDouble doubleValue(String path) {
        return typed(path, Number.class)
                .map(number -> OptionalDouble.of(number.doubleValue()))
                .orElseGet(OptionalDouble::empty);
    }

    private <T> Optional<T> typed(String path, Class<T> type) {
        return value(path).map(value -> {
            if (!type.isInstance(value)) {
                throw new InvalidRequestException("metadata value of \"" + path + "\" is a "
                        + value.getClass().getSimpleName() + ", not a " + type.getSimpleName());
            }
            return type.cast(value);
        });
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** The keys of the root object in their order; unmodifiable. */
    public Set<String> keys() {
        return members.keySet();
    }

    /** The root object, unmodifiable at every level; JSON null is a null value. */
    public Map<String, @Nullable Object> asMap() {
        return members;
    }

    /** The object as JSON on one line; {@link #parse} reads back an equal object. */
    public String toJson() {
        return MetadataJson.write(members);
    }

    /** The JSON as UTF-8, as the store keeps it. */
    public byte[] toBytes() {
        return toJson().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Metadata that && members.equals(that.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return toJson();
    }

    /** Collects members; not safe for use by several threads. */
    public static final class Builder {
        private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds a member. The key is taken as it is, not as a path.
         *
         * @throws InvalidRequestException if the key was put before
         */
        public Builder put(String key, @Nullable Object value) {
            if (members.containsKey(key)) {
                throw new InvalidRequestException("metadata key \"" + key + "\" is given twice");
            }
            members.put(key, value);
            return this;
        }

        public Metadata build() {
            return from(members);
        }
    }
}
