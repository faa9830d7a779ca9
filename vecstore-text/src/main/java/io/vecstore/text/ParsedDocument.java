package io.vecstore.text;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A document's text and what is known of its structure. All offsets are UTF-16 units of {@link #text()}.
 * Immutable and safe to share between threads.
 */
public final class ParsedDocument {
    private final String source;
    private final String mediaType;
    private final String contentHash;
    private final Optional<String> title;
    private final String text;
    private final List<Page> pages;
    private final List<Heading> headings;
    private final Map<String, String> metadata;

    private final int[] pageStarts;
    private final int[] headingStarts;
    /** For each heading the index of the one it stands under, -1 for the outermost. */
    private final int[] parents;

    ParsedDocument(ParsedDocumentBuilder builder) {
        this.source = builder.source;
        this.mediaType = builder.mediaType;
        this.contentHash = builder.contentHash();
        this.title = builder.title;
        this.text = builder.text;
        this.pages = builder.pages;
        this.headings = builder.headings;
        this.metadata = builder.metadata;
        this.pageStarts = pages.stream().mapToInt(Page::start).toArray();
        this.headingStarts = headings.stream().mapToInt(Heading::start).toArray();
        this.parents = parents(headings);
    }

    /**
     * Starts a document from its text.
     *
     * @param source where it comes from, a URI where there is one
     * @param text the whole text, as {@link CleanText#clean} leaves it
     * @throws IllegalArgumentException if the text holds a character that {@link CleanText} forbids
     */
    public static ParsedDocumentBuilder builder(String source, String text) {
        return new ParsedDocumentBuilder(source, text);
    }

    /** Where the document comes from, as its reader named it: a URI where there is one. */
    public String source() {
        return source;
    }

    /** The media type without parameters, such as {@code application/pdf}. */
    public String mediaType() {
        return mediaType;
    }

    /** SHA-256 of the file's bytes as 64 lower-case hexadecimal digits. */
    public String contentHash() {
        return contentHash;
    }

    /** The title that the document gives itself, in its metadata or else in its first heading of level 1. */
    public Optional<String> title() {
        return title;
    }

    /** The whole extracted text; see {@link CleanText} for the characters it may hold. */
    public String text() {
        return text;
    }

    /** The pages that hold text, in order and without overlap; empty where the format has no pages. */
    public List<Page> pages() {
        return pages;
    }

    /** The headings in the order of the text. */
    public List<Heading> headings() {
        return headings;
    }

    /** What the file says of itself, such as {@code author} and {@code created}: few and short values. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /**
     * The headings that {@code offset} stands under, outermost first; a heading's own characters count as
     * under it. Takes O(log n) of the number of headings.
     *
     * @throws IndexOutOfBoundsException if {@code offset} is not in {@code [0, text().length()]}
     */
    public List<String> headingPathAt(int offset) {
        Deque<String> path = new ArrayDeque<>(Heading.MAX_LEVEL);
        for (int h = lastAtOrBefore(offset, headingStarts); h >= 0; h = parents[h]) {
            path.addFirst(headings.get(h).text());
        }
        return List.copyOf(path);
    }

    /**
     * The number of the page that {@code offset} is on, empty if it is on none. Takes O(log n) of the number
     * of pages.
     *
     * @throws IndexOutOfBoundsException if {@code offset} is not in {@code [0, text().length()]}
     */
    public OptionalInt pageAt(int offset) {
        int nearest = lastAtOrBefore(offset, pageStarts);
        if (nearest < 0 || offset >= pages.get(nearest).end()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(pages.get(nearest).number());
    }

    private int lastAtOrBefore(int offset, int[] starts) {
        if (offset < 0 || offset > text.length()) {
            throw new IndexOutOfBoundsException(
                    "offset " + offset + " is not in [0, " + text.length() + "] of " + source);
        }
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found : -found - 2;
    }

    private static int[] parents(List<Heading> headings) {
        int[] parents = new int[headings.size()];
        for (int i = 0; i < parents.length; i++) {
            int parent = i - 1;
            while (parent >= 0
                    && headings.get(parent).level() >= headings.get(i).level()) {
                parent = parents[parent];
            }
            parents[i] = parent;
        }
        return parents;
    }

    @Override
    public String toString() {
        return "ParsedDocument[" + source + ", " + mediaType + ", " + text.length() + " characters, " + pages.size()
                + " pages, " + headings.size() + " headings]";
    }
}
