package io.vecstore.text.split;

import io.vecstore.text.TextRange;
import java.text.BreakIterator;
import java.util.Locale;

/** The places at which a text may be cut, from coarse to fine. Not thread-safe. */
final class Boundaries {
    /** A coarse boundary is taken only if it fills this part of what there is room for. */
    private static final int MIN_FILL = 4;

    /** As far as what follows decides whether a place is a boundary. */
    private static final int LOOKAHEAD = 64;

    private final String text;
    private final BreakIterator words = BreakIterator.getLineInstance(Locale.ROOT);
    private final BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);

    Boundaries(String text) {
        this.text = text;
    }

    /**
     * The best end of a chunk that starts at {@code start} and may reach to {@code limit}.
     *
     * @param covered the end must be beyond this, if it can
     * @param end the end of the section
     * @return {@code covered} or less if there is no room
     */
    int cut(int start, int covered, int limit, int end) {
        if (limit <= covered) {
            return covered;
        }
        int least = Math.max(covered + 1, start + (limit - start) / MIN_FILL);
        int cut = lastParagraphEnd(least, limit);
        if (cut < 0) {
            cut = lastSentenceEnd(start, least, limit, end);
        }
        if (cut < 0) {
            cut = lastBoundary(words, start, limit, end);
        }
        if (cut <= covered) {
            cut = lastBoundary(characters, start, limit, end);
        }
        if (cut <= covered) {
            cut = isInsideCodePoint(limit) ? limit - 1 : limit;
        }
        return Math.max(cut, covered);
    }

    /**
     * Where a chunk begins that repeats the end of {@code previous}: at the first sentence or, where that would
     * waste half of the overlap, the first word or character, at or after {@code earliest}.
     *
     * @return the end of {@code previous} if there is no such place
     */
    int overlapStart(TextRange previous, int earliest) {
        int end = previous.end();
        int latest = end - (end - earliest) / 2;
        for (TextRange sentence : Sentences.ranges(text.substring(previous.start(), end))) {
            int start = previous.start() + sentence.start();
            if (start >= earliest && start <= latest) {
                return start;
            }
        }
        int word = Whitespace.skip(text, firstBoundary(words, previous, earliest), end);
        return word < end ? word : Whitespace.skip(text, firstBoundary(characters, previous, earliest), end);
    }

    /** The last end of a paragraph in {@code [least, limit]}, -1 if there is none. */
    private int lastParagraphEnd(int least, int limit) {
        for (int i = limit; i >= least; i--) {
            if (text.charAt(i) == '\n' && isBlankLine(i + 1)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isBlankLine(int start) {
        int i = start;
        while (i < text.length() && text.charAt(i) != '\n' && Whitespace.is(text.charAt(i))) {
            i++;
        }
        return i < text.length() && text.charAt(i) == '\n';
    }

    /** The last sentence in {@code [least, limit]} that ends its line or, if none does, the last; -1 if there is none. */
    private int lastSentenceEnd(int start, int least, int limit, int end) {
        String window = window(start, limit, end);
        int last = -1;
        int lastOfLine = -1;
        for (TextRange sentence : Sentences.ranges(window)) {
            int at = start + sentence.end();
            if (at >= least && at <= limit) {
                last = at;
                lastOfLine = endsLine(at) ? at : lastOfLine;
            }
        }
        return lastOfLine >= 0 ? lastOfLine : last;
    }

    private boolean endsLine(int at) {
        int i = at;
        while (i < text.length() && text.charAt(i) != '\n' && Whitespace.is(text.charAt(i))) {
            i++;
        }
        return i == text.length() || text.charAt(i) == '\n';
    }

    /** The last boundary at or before {@code limit}; {@code start} if there is none. */
    private int lastBoundary(BreakIterator breaks, int start, int limit, int end) {
        String window = window(start, limit, end);
        breaks.setText(window);
        int at = limit - start;
        // Line breaks stand after white space, but a chunk may end before it.
        int afterSpace = Whitespace.skip(window, at, window.length());
        return breaks.isBoundary(at) || breaks.isBoundary(afterSpace) ? limit : start + breaks.preceding(at);
    }

    private int firstBoundary(BreakIterator breaks, TextRange range, int at) {
        breaks.setText(range.of(text));
        int offset = at - range.start();
        return at >= range.end() || breaks.isBoundary(offset) ? at : range.start() + breaks.following(offset);
    }

    private String window(int start, int limit, int end) {
        return text.substring(start, Math.min(end, limit + LOOKAHEAD));
    }

    private boolean isInsideCodePoint(int at) {
        return Character.isLowSurrogate(text.charAt(at)) && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
