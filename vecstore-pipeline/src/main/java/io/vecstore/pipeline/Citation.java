package io.vecstore.pipeline;

import java.util.List;
import java.util.OptionalInt;

/**
 * A place in a document. {@code collection.document(documentId).text().substring(start, end)} is {@code text} for as
 * long as the document is stored in the version that {@code contentHash} names.
 *
 * @param source where the document comes from, the absolute URI of its file
 * @param documentId the document's id in the collection
 * @param contentHash SHA-256 of the file that the document was parsed from, 64 lower-case hexadecimal digits
 * @param title the document's title, empty where it has none
 * @param headingPath the headings that the place stands under, outermost first
 * @param page the page of the first character, empty where the format has no pages
 * @param start the offset of the first character in the document's text, in UTF-16 units
 * @param end the offset after the last character
 * @param text the characters themselves
 */
public record Citation(
        String source,
        String documentId,
        String contentHash,
        String title,
        List<String> headingPath,
        OptionalInt page,
        int start,
        int end,
        String text) {

    /** Copies the headings and checks that the range has the text's length. */
    public Citation {
        if (start < 0 || end - start != text.length()) {
            throw new IllegalArgumentException("a citation of " + text.length() + " characters from " + documentId
                    + " cannot span [" + start + ", " + end + ")");
        }
        headingPath = List.copyOf(headingPath);
    }

    /**
     * A part of this place.
     *
     * @param from the offset in {@link #text} of the part's first character
     * @param to the offset after its last character
     * @param partPage the page of the part's first character
     */
    Citation part(int from, int to, OptionalInt partPage) {
        return new Citation(
                source,
                documentId,
                contentHash,
                title,
                headingPath,
                partPage,
                start + from,
                start + to,
                text.substring(from, to));
    }
}
