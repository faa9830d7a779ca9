package io.vecstore.text.split;

import java.util.List;
import java.util.OptionalInt;

/**
 * A passage of a document.
 *
 * @param text the document's text from {@code start} to {@code end}; begins and ends with no white space
 * @param start the offset of its first character in the document's text, in UTF-16 units
 * @param end the offset after its last character
 * @param index its place among the document's chunks, counted from 0
 * @param page the page that its first character is on, empty where the format has no pages
 * @param headingPath the headings that it stands under, outermost first; its own leading headings included
 */
public record Chunk(String text, int start, int end, int index, OptionalInt page, List<String> headingPath) {
    public Chunk {
        if (start < 0 || end - start != text.length() || text.isEmpty() || index < 0) {
            throw new IllegalArgumentException("chunk " + index + " at [" + start + ", " + end + ") has "
                    + text.length() + " characters of text; it needs as many as its range, and at least one");
        }
        headingPath = List.copyOf(headingPath);
    }
}
