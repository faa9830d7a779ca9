package io.vecstore.text;

/**
 * A part of a text, {@code [start, end)} in UTF-16 units.
 *
 * @param start the offset of its first character, 0 or more
 * @param end the offset after its last character, {@code start} or more
 */
public record TextRange(int start, int end) {
    public TextRange {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("text range [" + start + ", " + end + ") must have 0 <= start <= end");
        }
    }

    /** The number of UTF-16 units in the range. */
    public int length() {
        return end - start;
    }

    /** The characters of {@code text} in this range. */
    public String of(CharSequence text) {
        return text.subSequence(start, end).toString();
    }
}
