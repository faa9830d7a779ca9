package io.vecstore.text.split;

import io.vecstore.text.ParsedDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills chunks up to a size, and ends each at the coarsest boundary near its end: a paragraph, a line, a
 * sentence, a word, a character. A section of the document, that is what stands under one heading, starts a
 * new chunk. Inside a section each chunk begins with the end of the one before, whole sentences if they fit,
 * else whole words, as much as fits into the overlap.
 */
public final class RecursiveSplitter implements Splitter {
    /** 1000 characters are 200 to 250 tokens of English, and the default embedding model reads 256. */
    public static final int DEFAULT_MAX_SIZE = 1000;

    /** 150 characters: a sentence. */
    public static final int DEFAULT_OVERLAP = 150;

    /** Goes up when the same settings give other chunks. */
    private static final int VERSION = 1;

    private final SizeFunction sizes;
    private final int maxSize;
    private final int overlap;

    private RecursiveSplitter(SizeFunction sizes, int maxSize, int overlap) {
        if (maxSize < 1 || overlap < 0 || overlap > maxSize / 2) {
            throw new IllegalArgumentException("chunks of size " + maxSize + " with an overlap of " + overlap
                    + ": the size must be at least 1, the overlap between 0 and half the size");
        }
        this.sizes = sizes;
        this.maxSize = maxSize;
        this.overlap = overlap;
    }

    /** A splitter with {@link #DEFAULT_MAX_SIZE} and {@link #DEFAULT_OVERLAP}. */
    public static RecursiveSplitter withDefaults() {
        return ofCharacters(DEFAULT_MAX_SIZE, DEFAULT_OVERLAP);
    }

    /**
     * A splitter that measures in characters (UTF-16 units).
     *
     * @param maxSize the size of the largest chunk, at least 1
     * @param overlap the most that a chunk repeats of the one before, from 0 to half of {@code maxSize}
     */
    public static RecursiveSplitter ofCharacters(int maxSize, int overlap) {
        return of(SizeFunction.CHARACTERS, maxSize, overlap);
    }

    /**
     * A splitter that measures as {@code sizes} does.
     *
     * @param maxSize the size of the largest chunk, at least 1
     * @param overlap the most that a chunk repeats of the one before, from 0 to half of {@code maxSize}
     */
    public static RecursiveSplitter of(SizeFunction sizes, int maxSize, int overlap) {
        return new RecursiveSplitter(sizes, maxSize, overlap);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a single character is larger than a chunk may be
     */
    @Override
    public List<Chunk> split(ParsedDocument document) {
        List<Chunk> chunks = new ArrayList<>();
        ChunkCutter cutter = new ChunkCutter(document.text(), sizes, maxSize, overlap);
        for (Section section : Section.of(document)) {
            for (var range : cutter.cut(section.start(), section.end())) {
                chunks.add(new Chunk(
                        range.of(document.text()),
                        range.start(),
                        range.end(),
                        chunks.size(),
                        document.pageAt(range.start()),
                        section.headingPath()));
            }
        }
        return chunks;
    }

    @Override
    public String fingerprint() {
        return "recursive " + VERSION + " " + sizes.name() + " " + maxSize + " " + overlap;
    }
}
