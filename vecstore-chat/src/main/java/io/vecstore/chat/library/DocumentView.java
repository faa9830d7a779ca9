package io.vecstore.chat.library;

import java.util.List;
import java.util.OptionalInt;

/**
 * A part of a document's text, to be shown.
 *
 * @param name for people
 * @param title empty where it has none
 * @param text the characters from {@code offset} on
 * @param offset of the first character shown
 * @param length of the whole text
 * @param hash the version of the file that it was read from
 * @param sections where headings and pages begin in the part that is shown, in order
 */
public record DocumentView(
        String name, String title, String text, int offset, int length, String hash, List<Section> sections) {

    /**
     * A place where other headings or another page begin.
     *
     * @param start offset in the document's text
     * @param headings above it, outermost first
     */
    public record Section(int start, List<String> headings, OptionalInt page) {}

    /** Copies the sections. */
    public DocumentView {
        sections = List.copyOf(sections);
    }
}
