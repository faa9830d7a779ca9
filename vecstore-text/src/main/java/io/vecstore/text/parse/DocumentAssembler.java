package io.vecstore.text.parse;

import io.vecstore.text.CleanText;
import io.vecstore.text.Heading;
import io.vecstore.text.Page;
import io.vecstore.text.ParsedDocument;
import io.vecstore.text.parse.DocumentParseException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds a document block by block: a block is a run of text without a break, a paragraph or a line. Blank
 * blocks leave no trace, breaks never pile up, and everything is cleaned, so that offsets taken here are the
 * document's. Not thread-safe.
 */
final class DocumentAssembler {
    /** Longer "headings" are paragraphs that someone styled as one. */
    private static final int MAX_HEADING_CHARACTERS = 200;

    private static final int MAX_PROPERTIES = 32;
    private static final int MAX_PROPERTY_CHARACTERS = 1000;

    private final String source;
    private final int maxCharacters;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder block = new StringBuilder();
    private final List<Heading> headings = new ArrayList<>();
    private final List<Page> pages = new ArrayList<>();
    private final Map<String, String> properties = new TreeMap<>();
    private String title = "";

    private boolean spaceOwed;
    private int newlinesOwed;
    private String marker = "";
    private int headingLevel;
    private int page;
    private int pageStart = -1;

    DocumentAssembler(String source, int maxCharacters) {
        this.source = source;
        this.maxCharacters = maxCharacters;
    }

    /** Adds to the current block; white space of any kind and amount becomes one space. */
    void inline(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSpace(c)) {
                spaceOwed = true;
            } else {
                if (spaceOwed && !block.isEmpty()) {
                    block.append(' ');
                }
                spaceOwed = false;
                block.append(c);
            }
        }
        checkLength();
    }

    /** Adds to the current block as it is, line ends included; inside a heading like {@link #inline}. */
    void verbatim(CharSequence text) {
        if (headingLevel > 0) {
            inline(text);
        } else {
            if (spaceOwed && !block.isEmpty()) {
                block.append(' ');
            }
            spaceOwed = false;
            block.append(text);
            checkLength();
        }
    }

    /** Ends the block; the next one starts on a new line. A heading has one line only, so there it is a space. */
    void line() {
        if (block.length() > MAX_HEADING_CHARACTERS) {
            headingLevel = 0;
        }
        if (headingLevel > 0) {
            spaceOwed = true;
        } else {
            endBlock();
            newlinesOwed = Math.max(newlinesOwed, 1);
        }
    }

    /** Ends the block; the next one is set off by an empty line. */
    void paragraph() {
        line();
        if (headingLevel == 0) {
            newlinesOwed = 2;
        }
    }

    /** Puts {@code prefix} before the next block: a list item's bullet and its indentation. */
    void marker(String prefix) {
        marker = prefix;
    }

    void startHeading(int level) {
        endHeading();
        headingLevel = level;
    }

    void endHeading() {
        endBlock();
        headingLevel = 0;
        newlinesOwed = 2;
    }

    void startPage(int number) {
        endPage();
        page = number;
    }

    void endPage() {
        paragraph();
        if (pageStart >= 0) {
            pages.add(new Page(page, pageStart, out.length()));
            pageStart = -1;
        }
        page = 0;
    }

    void title(String words) {
        title = cut(CleanText.clean(words).strip().replaceAll("\\s+", " "), MAX_PROPERTY_CHARACTERS);
    }

    /** Keeps what the file says of itself, cut to a bounded size. */
    void property(String name, String value) {
        String clean = CleanText.clean(value.strip());
        if (!clean.isEmpty() && (properties.size() < MAX_PROPERTIES || properties.containsKey(name))) {
            properties.put(name, cut(clean, MAX_PROPERTY_CHARACTERS));
        }
    }

    /** The length of the current, unfinished block. */
    int blockLength() {
        return block.length();
    }

    /** Ends what is open. */
    void finish() {
        endHeading();
        endPage();
    }

    /** Adds the finished text of another assembler, with its headings and pages, set off by an empty line. */
    void append(DocumentAssembler other) {
        finish();
        int shift = out.length();
        if (shift > 0 && !other.out.isEmpty()) {
            out.append("\n\n");
            shift += 2;
        }
        for (Heading heading : other.headings) {
            headings.add(new Heading(heading.level(), heading.text(), heading.start() + shift));
        }
        for (Page p : other.pages) {
            pages.add(new Page(p.number(), p.start() + shift, p.end() + shift));
        }
        out.append(other.out);
        checkLength();
    }

    /** The text of all finished blocks. */
    String text() {
        return out.toString();
    }

    List<Heading> headings() {
        return headings;
    }

    List<Page> pages() {
        return pages;
    }

    ParsedDocument toDocument(SourceFile file, String mediaType) {
        finish();
        return ParsedDocument.builder(source, out.toString())
                .content(file.bytes())
                .mediaType(mediaType)
                .title(title)
                .headings(headings)
                .pages(pages)
                .metadata(properties)
                .build();
    }

    private void endBlock() {
        String text = withoutOuterBlankLines(CleanText.clean(block));
        block.setLength(0);
        spaceOwed = false;
        if (text.isEmpty()) {
            return;
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new DocumentParseException(source, Reason.TIMEOUT, "the parse was abandoned");
        }
        if (!out.isEmpty()) {
            out.repeat('\n', newlinesOwed);
        }
        newlinesOwed = 1;
        if (page > 0 && pageStart < 0) {
            pageStart = out.length();
        }
        if (headingLevel > 0 && text.length() <= MAX_HEADING_CHARACTERS) {
            headings.add(new Heading(headingLevel, text, out.length()));
        } else {
            out.append(marker);
        }
        marker = "";
        out.append(text);
    }

    private void checkLength() {
        if (out.length() + block.length() > maxCharacters) {
            throw new DocumentParseException(
                    source, Reason.LIMIT, "it holds more than " + maxCharacters + " characters of text");
        }
    }

    private static String withoutOuterBlankLines(String text) {
        int start = 0;
        for (int i = 0; i < text.length() && isSpace(text.charAt(i)); i++) {
            if (text.charAt(i) == '\n') {
                start = i + 1;
            }
        }
        String rest = text.substring(start).stripTrailing();
        return rest.isBlank() ? "" : rest;
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }
}
