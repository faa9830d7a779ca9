package io.vecstore.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Collects a {@link ParsedDocument}. Every setter checks its argument against the text. Not thread-safe. */
public final class ParsedDocumentBuilder {
    final String source;
    final String text;
    String mediaType = "text/plain";
    Optional<String> title = Optional.empty();
    List<Page> pages = List.of();
    List<Heading> headings = List.of();
    Map<String, String> metadata = Map.of();
    private Optional<String> contentHash = Optional.empty();

    ParsedDocumentBuilder(String source, String text) {
        int unclean = CleanText.firstUnclean(text);
        if (unclean >= 0) {
            throw new IllegalArgumentException(
                    "the text of %s holds U+%04X at offset %d: pass it through CleanText.clean"
                            .formatted(source, (int) text.charAt(unclean), unclean));
        }
        this.source = source;
        this.text = text;
    }

    /** The media type; by default {@code text/plain}. */
    public ParsedDocumentBuilder mediaType(String type) {
        this.mediaType = type;
        return this;
    }

    /** Takes the content hash from the file's bytes; by default it is that of the text in UTF-8. */
    public ParsedDocumentBuilder content(byte[] bytes) {
        this.contentHash = Optional.of(sha256(bytes));
        return this;
    }

    /** The title; by default, or if it is blank, the first heading of level 1. */
    public ParsedDocumentBuilder title(String words) {
        this.title = Optional.of(words.strip()).filter(t -> !t.isEmpty());
        return this;
    }

    /** The pages, in order; by default none. */
    public ParsedDocumentBuilder pages(List<Page> ordered) {
        int end = 0;
        for (Page page : ordered) {
            if (page.start() < end || page.end() > text.length()) {
                throw new IllegalArgumentException(page + " of " + source
                        + " overlaps the page before it or leaves the " + text.length() + " characters of text");
            }
            end = page.end();
        }
        this.pages = List.copyOf(ordered);
        return this;
    }

    /** The headings, in the order of the text; by default none. */
    public ParsedDocumentBuilder headings(List<Heading> ordered) {
        int end = 0;
        for (Heading heading : ordered) {
            if (heading.start() < end || !text.startsWith(heading.text(), heading.start())) {
                throw new IllegalArgumentException(
                        heading + " of " + source + " is out of order or its words do not stand at its start");
            }
            end = heading.end();
        }
        this.headings = List.copyOf(ordered);
        return this;
    }

    /** What the file says of itself; by default nothing. */
    public ParsedDocumentBuilder metadata(Map<String, String> values) {
        this.metadata = Collections.unmodifiableMap(new TreeMap<>(values));
        return this;
    }

    /** The document. */
    public ParsedDocument build() {
        if (title.isEmpty()) {
            title = headings.stream().filter(h -> h.level() == 1).findFirst().map(Heading::text);
        }
        return new ParsedDocument(this);
    }

    String contentHash() {
        return contentHash.orElseGet(() -> sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
