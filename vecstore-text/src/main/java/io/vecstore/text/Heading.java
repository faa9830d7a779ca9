package io.vecstore.text;

/**
 * A heading, whose words stand in the document's text at its offset.
 *
 * @param level 1 (outermost) to 6
 * @param text its words, on one line, not empty
 * @param start the offset of its first character in the document's text, in UTF-16 units
 */
public record Heading(int level, String text, int start) {
    /** The deepest level that HTML, Markdown and this project know. */
    public static final int MAX_LEVEL = 6;

    public Heading {
        if (level < 1 || level > MAX_LEVEL) {
            throw new IllegalArgumentException("heading \"" + text + "\" has level " + level + ", not 1 to 6");
        }
        if (text.isBlank() || text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("heading at " + start + " must be one line of text: \"" + text + "\"");
        }
        if (start < 0) {
            throw new IllegalArgumentException("heading \"" + text + "\" starts at " + start + ", before the text");
        }
    }

    /** The offset after the heading's last character. */
    public int end() {
        return start + text.length();
    }
}
