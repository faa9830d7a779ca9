package io.vecstore.text;

/**
 * A page of a document (a slide of a presentation), and the range of the text that is on it.
 *
 * @param number the page's number, counted from 1 in the order of the file
 * @param start the offset of its first character, in UTF-16 units
 * @param end the offset after its last character
 */
public record Page(int number, int start, int end) {
    public Page {
        if (number < 1 || start < 0 || end < start) {
            throw new IllegalArgumentException("page " + number + " at [" + start + ", " + end
                    + ") must have a number >= 1 and 0 <= start <= end");
        }
    }
}
