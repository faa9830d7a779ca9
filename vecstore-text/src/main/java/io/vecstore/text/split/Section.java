package io.vecstore.text.split;

import io.vecstore.text.Heading;
import io.vecstore.text.ParsedDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands under one heading, up to the next. A heading that is followed at once by one of its subheadings
 * belongs to the section of that, so that a title is not a chunk alone.
 */
record Section(int start, int end, List<String> headingPath) {

    /** The sections of a document, which leave out none of its text. */
    static List<Section> of(ParsedDocument document) {
        List<Section> sections = new ArrayList<>();
        int start = 0;
        int bodyStart = 0;
        int level = 0;
        for (Heading heading : document.headings()) {
            boolean underTheLast = heading.level() > level;
            level = heading.level();
            if (!underTheLast || !isBlank(document.text(), bodyStart, heading.start())) {
                sections.add(section(document, start, bodyStart, heading.start()));
                start = heading.start();
            }
            bodyStart = heading.end();
        }
        sections.add(section(document, start, bodyStart, document.text().length()));
        return sections;
    }

    private static Section section(ParsedDocument document, int start, int bodyStart, int end) {
        // A heading's last character is under that heading; a section without one starts at its body.
        return new Section(start, end, document.headingPathAt(Math.max(start, bodyStart - 1)));
    }

    private static boolean isBlank(String text, int start, int end) {
        return Whitespace.skip(text, start, end) == end;
    }
}
