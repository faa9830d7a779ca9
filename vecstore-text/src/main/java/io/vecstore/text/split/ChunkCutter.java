package io.vecstore.text.split;

import io.vecstore.text.TextRange;
import java.util.ArrayList;
import java.util.List;

/** Cuts sections of one text into ranges of bounded size. Not thread-safe. */
final class ChunkCutter {
    private final String text;
    private final SizeFunction sizes;
    private final int maxSize;
    private final int overlap;
    private final Boundaries boundaries;

    ChunkCutter(String text, SizeFunction sizes, int maxSize, int overlap) {
        this.text = text;
        this.sizes = sizes;
        this.maxSize = maxSize;
        this.overlap = overlap;
        this.boundaries = new Boundaries(text);
    }

    /** The ranges of the chunks of {@code [start, end)}, none of which begins or ends with white space. */
    List<TextRange> cut(int start, int end) {
        List<TextRange> ranges = new ArrayList<>();
        int last = Whitespace.trimEnd(text, start, end);
        int covered = Whitespace.skip(text, start, last);
        while (covered < last) {
            TextRange next =
                    ranges.isEmpty() ? nextRange(covered, covered, last) : overlapping(ranges.getLast(), covered, last);
            ranges.add(next);
            covered = Whitespace.skip(text, next.end(), last);
        }
        return ranges;
    }

    /** The range that follows {@code previous}, with an overlap where that leaves room for something new. */
    private TextRange overlapping(TextRange previous, int covered, int end) {
        int start = boundaries.overlapStart(previous, smallestFitting(previous));
        while (start < previous.end() && size(start, previous.end()) > overlap) {
            start = boundaries.overlapStart(previous, start + 1);
        }
        if (start < previous.end()) {
            TextRange next = nextRange(start, covered, end);
            if (next.end() > covered) {
                return next;
            }
        }
        return nextRange(covered, covered, end);
    }

    /** A range from {@code start} that ends after {@code covered}; or, if nothing new fits, at or before it. */
    private TextRange nextRange(int start, int covered, int end) {
        int limit = largestFitting(start, end);
        int cut = limit == end ? end : boundaries.cut(start, covered, limit, end);
        int trimmed = Whitespace.trimEnd(text, start, cut);
        while (cut > covered && size(start, trimmed) > maxSize) {
            // A size function may measure a part larger than the whole it was cut from.
            limit = cut - 1;
            cut = boundaries.cut(start, covered, limit, end);
            trimmed = Whitespace.trimEnd(text, start, cut);
        }
        if (cut <= covered && start == covered) {
            throw new IllegalArgumentException(
                    "the character at offset %d (U+%04X) alone is larger than %d %s: allow larger chunks"
                            .formatted(covered, text.codePointAt(covered), maxSize, sizes.name()));
        }
        return new TextRange(start, Math.max(start, trimmed));
    }

    /** The largest end up to which the text from {@code start} fits into a chunk. */
    private int largestFitting(int start, int end) {
        int fits = start;
        int reach = Math.min(end, start + Math.max(1, maxSize));
        while (size(start, reach) <= maxSize) {
            fits = reach;
            if (reach == end) {
                return end;
            }
            reach = (int) Math.min(end, start + 2L * (reach - start));
        }
        int tooLarge = reach;
        while (tooLarge - fits > 1) {
            int middle = (fits + tooLarge) >>> 1;
            if (size(start, middle) <= maxSize) {
                fits = middle;
            } else {
                tooLarge = middle;
            }
        }
        return fits;
    }

    /** The smallest start from which the rest of {@code range} fits into the overlap. */
    private int smallestFitting(TextRange range) {
        int tooLarge = range.start();
        int fits = range.end();
        while (fits - tooLarge > 1) {
            int middle = (fits + tooLarge) >>> 1;
            if (size(middle, range.end()) <= overlap) {
                fits = middle;
            } else {
                tooLarge = middle;
            }
        }
        return fits;
    }

    private int size(int start, int end) {
        return sizes.size(text.substring(start, end));
    }
}
