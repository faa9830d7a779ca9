package io.vecstore.text.split;

/** The one definition of the characters that may stand between chunks. */
final class Whitespace {
    private Whitespace() {}

    /** Java's white space and Unicode's space separators, the no-break spaces among them. */
    static boolean is(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** The first offset in {@code [start, end)} that is not white space, or {@code end}. */
    static int skip(CharSequence text, int start, int end) {
        int i = start;
        while (i < end && is(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The offset after the last character in {@code [start, end)} that is not white space, or {@code start}. */
    static int trimEnd(CharSequence text, int start, int end) {
        int i = end;
        while (i > start && is(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }
}
