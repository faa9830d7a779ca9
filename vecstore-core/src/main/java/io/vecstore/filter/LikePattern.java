package io.vecstore.filter;

import io.vecstore.error.InvalidRequestException;

/** Patterns of LIKE; see {@link TextOperator#LIKE}. */
final class LikePattern {

    private static final char ANY = '%';
    private static final char ONE = '_';
    private static final char ESCAPE = '\\';

    private LikePattern() {}

    /** Refuses a pattern whose last backslash has nothing to make ordinary. */
    static void require(String pattern) {
        for (int at = 0; at < pattern.length(); at++) {
            if (pattern.charAt(at) == ESCAPE && ++at == pattern.length()) {
                throw new InvalidRequestException(
                        "the LIKE pattern '" + pattern + "' ends with a backslash; double it to mean the character");
            }
        }
    }

    /**
     * Walks over both texts; where they differ, it goes back to the last {@code %}, which then takes one code point
     * more. One piece, because it is one loop over four positions.
     */
    static boolean matches(String value, String pattern) {
        int v = 0;
        int p = 0;
        int afterAny = -1; // in the pattern
        int anyEnd = 0; // in the value
        while (v < value.length()) {
            char next = p < pattern.length() ? pattern.charAt(p) : 0;
            if (next == ANY && p < pattern.length()) {
                afterAny = ++p;
                anyEnd = v;
            } else if (next == ONE) {
                p++;
                v = value.offsetByCodePoints(v, 1);
            } else if (p < pattern.length() && value.charAt(v) == literal(pattern, p)) {
                p += next == ESCAPE ? 2 : 1;
                v++;
            } else if (afterAny >= 0) {
                anyEnd = value.offsetByCodePoints(anyEnd, 1);
                v = anyEnd;
                p = afterAny;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == ANY) {
            p++;
        }
        return p == pattern.length();
    }

    /** The character that has to come where the pattern is at {@code at}. */
    private static char literal(String pattern, int at) {
        char c = pattern.charAt(at);
        return c == ESCAPE ? pattern.charAt(at + 1) : c;
    }

    /** The text before the first wildcard. */
    static String prefix(String pattern) {
        StringBuilder prefix = new StringBuilder();
        for (int at = 0; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            if (c == ANY || c == ONE) {
                break;
            }
            prefix.append(c == ESCAPE ? pattern.charAt(++at) : c);
        }
        return prefix.toString();
    }
}
