package io.vecstore;

import io.vecstore.error.InvalidRequestException;
import io.vecstore.internal.model.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The way from the root of a {@link Metadata} object to one value: one key per level of nesting.
 *
 * <p>As text, keys are joined by dots: {@code author.name} is the key {@code name} inside the object
 * {@code author}. A dot always nests; a key that itself contains a dot is written in double quotes or
 * backticks, with the quote doubled inside: {@code "dc.title".lang}. So what a path means never depends on
 * the data. Paths do not descend into lists. Immutable; safe for use by several threads.
 *
 * @param keys one or more keys, each of 1 to {@value #MAX_KEY_LENGTH} UTF-16 units, at most
 *     {@value Metadata#MAX_DEPTH} of them
 */
public record FieldPath(List<String> keys) {
    /** The longest key, in UTF-16 units. */
    public static final int MAX_KEY_LENGTH = 512;

    public FieldPath {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || keys.size() > Metadata.MAX_DEPTH) {
            throw new InvalidRequestException(
                    "a field path has 1 to " + Metadata.MAX_DEPTH + " keys, but this one has " + keys.size());
        }
        keys.forEach(FieldPath::requireKey);
    }

    /** The path of exactly these keys: a dot or quote inside a key is an ordinary character. */
    public static FieldPath of(String... keys) {
        return new FieldPath(List.of(keys));
    }

    /**
     * Reads the textual form. A key outside of quotes ends at the next dot and contains no quote.
     *
     * @throws InvalidRequestException on an empty key, an unclosed quote, or text after a closing quote
     */
    public static FieldPath parse(String text) {
        var keys = new ArrayList<String>();
        int at = 0;
        do {
            at = readKey(text, at, keys);
            if (at < text.length() && text.charAt(at) != '.') {
                throw malformed(text, at, "a dot or the end");
            }
            at++;
        } while (at <= text.length());
        return new FieldPath(keys);
    }

    /** Appends the key that starts at {@code start}; returns the index after it. */
    private static int readKey(String text, int start, List<String> keys) {
        if (start < text.length() && isQuote(text.charAt(start))) {
            return readQuotedKey(text, start, keys);
        }
        int end = start;
        while (end < text.length() && text.charAt(end) != '.' && !isQuote(text.charAt(end))) {
            end++;
        }
        if (end == start) {
            throw malformed(text, start, "a key");
        }
        keys.add(text.substring(start, end));
        return end;
    }

    private static int readQuotedKey(String text, int start, List<String> keys) {
        char quote = text.charAt(start);
        var key = new StringBuilder();
        for (int at = start + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c != quote) {
                key.append(c);
            } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                key.append(quote);
                at++;
            } else {
                keys.add(key.toString());
                return at + 1;
            }
        }
        throw malformed(text, text.length(), "a closing " + quote);
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '`';
    }

    private static InvalidRequestException malformed(String text, int at, String expected) {
        return new InvalidRequestException("field path \"" + text + "\" is malformed at position " + at + ": expected "
                + expected + "; put a key with dots or quotes into double quotes");
    }

    static void requireKey(String key) {
        if (key.isEmpty() || key.length() > MAX_KEY_LENGTH) {
            throw new InvalidRequestException(
                    "a metadata key has 1 to " + MAX_KEY_LENGTH + " characters, but this one has " + key.length()
                            + (key.isEmpty() ? "" : " and starts with \"" + key.substring(0, 40) + "\""));
        }
        int lone = Texts.loneSurrogate(key);
        if (lone >= 0) {
            throw new InvalidRequestException(
                    "metadata key \"" + key + "\" has half of a surrogate pair at position " + lone);
        }
    }

    /** The key in double quotes, with double quotes inside doubled. */
    public static String quote(String key) {
        return '"' + key.replace("\"", "\"\"") + '"';
    }

    /** Whether the key may stand without quotes: a letter or underscore, then letters, digits, underscores. */
    public static boolean isPlain(String key) {
        if (key.isEmpty()) {
            return false;
        }
        int first = key.codePointAt(0);
        return isPlainStart(first) && key.codePoints().skip(1).allMatch(FieldPath::isPlainPart);
    }

    /** Whether a key may start with this code point outside of quotes. */
    public static boolean isPlainStart(int codePoint) {
        return codePoint == '_' || Character.isLetter(codePoint);
    }

    /** Whether a key may continue with this code point outside of quotes. */
    public static boolean isPlainPart(int codePoint) {
        return codePoint == '_' || Character.isLetterOrDigit(codePoint);
    }

    /** The textual form; {@link #parse} reads it back. */
    @Override
    public String toString() {
        return keys.stream().map(key -> isPlain(key) ? key : quote(key)).collect(Collectors.joining("."));
    }
}
