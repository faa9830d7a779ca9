package io.vecstore.internal.bm25;

import io.vecstore.internal.bm25.LexicalQuery.Phrase;
import io.vecstore.internal.bm25.LexicalQuery.PhraseTerm;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says of ordinals, in ascending order, whether they contain one phrase. One thread at a time. */
final class PhraseMatcher {

    private final String text;
    private final PositionCursor[] cursors;
    private final int[] offsets;
    private final int[] termFreqs;

    private PhraseMatcher(String text, PositionCursor[] cursors, int[] offsets) {
        this.text = text;
        this.cursors = cursors;
        this.offsets = offsets;
        this.termFreqs = new int[cursors.length];
    }

    /** A matcher, or null if {@code segment} lacks one of the words. */
    static @Nullable PhraseMatcher of(Phrase phrase, Postings segment) {
        List<PhraseTerm> terms = phrase.terms();
        PositionCursor[] cursors = new PositionCursor[terms.size()];
        int[] offsets = new int[terms.size()];
        for (int i = 0; i < cursors.length; i++) {
            TermPostings postings = segment.find(terms.get(i).term());
            if (postings == null) {
                return null;
            }
            cursors[i] = new PositionCursor(postings);
            offsets[i] = terms.get(i).offset();
        }
        return new PhraseMatcher(phrase.text(), cursors, offsets);
    }

    String text() {
        return text;
    }

    boolean matches(int ordinal) {
        for (int i = 0; i < cursors.length; i++) {
            termFreqs[i] = cursors[i].seek(ordinal);
            if (termFreqs[i] == 0) {
                return false;
            }
        }
        int[] starts = Arrays.copyOf(cursors[0].positions(), termFreqs[0]);
        int count = termFreqs[0];
        for (int i = 1; i < cursors.length && count > 0; i++) {
            count = keepFollowed(starts, count, cursors[i].positions(), termFreqs[i], offsets[i]);
        }
        return count > 0;
    }

    /** Keeps those starts at which the next word stands {@code offset} words on, and returns how many they are. */
    private static int keepFollowed(int[] starts, int count, int[] positions, int termFreq, int offset) {
        int kept = 0;
        for (int i = 0, j = 0; i < count; i++) {
            long wanted = (long) starts[i] + offset;
            while (j < termFreq && positions[j] < wanted) {
                j++;
            }
            if (j < termFreq && positions[j] == wanted) {
                starts[kept++] = starts[i];
            }
        }
        return kept;
    }
}
