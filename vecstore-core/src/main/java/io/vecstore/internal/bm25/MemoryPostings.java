package io.vecstore.internal.bm25;

import io.vecstore.analysis.Analyzer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The growing index of a MemTable. One thread adds documents; any number of threads read {@link #view views}, without
 * locks, at the same time.
 */
public final class MemoryPostings {

    private final Analyzer analyzer;
    private final Map<String, MemoryTerm> terms = new ConcurrentHashMap<>();
    private final DocumentLengths lengths = new DocumentLengths();
    private final List<MemoryTerm> touched = new ArrayList<>();

    public MemoryPostings(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    /**
     * Adds the text of a record and returns its length in terms. If it throws, nothing was added.
     *
     * @param ordinal higher than all before; those passed over have no text
     */
    public int add(int ordinal, CharSequence text) {
        if (ordinal < lengths.size()) {
            throw new IllegalArgumentException("ordinal " + ordinal + " follows " + (lengths.size() - 1));
        }
        try {
            Occurrences occurrences = new Occurrences(ordinal);
            analyzer.analyze(text, occurrences::add);
            lengths.add(ordinal, occurrences.count);
            touched.forEach(MemoryTerm::publish);
            return occurrences.count;
        } finally {
            touched.forEach(MemoryTerm::discard);
            touched.clear();
        }
    }

    /**
     * The index of all ordinals below {@code ordinalLimit}, for ever. The caller learned of the limit after their
     * {@link #add} had returned.
     */
    public View view(int ordinalLimit) {
        return new View(this, ordinalLimit);
    }

    private final class Occurrences {
        private final int ordinal;
        private int count;

        Occurrences(int ordinal) {
            this.ordinal = ordinal;
        }

        @SuppressWarnings("unused") // a sink is told more than an index keeps
        void add(String text, int position, int start, int end) {
            MemoryTerm term = terms.get(text); // without the lock that computeIfAbsent takes: there is one writer
            if (term == null) {
                term = new MemoryTerm();
                terms.put(text, term);
            }
            if (term.add(ordinal, position)) {
                touched.add(term);
            }
            count++;
        }
    }

    /** The index as it was at one moment. */
    public static final class View implements Postings {
        private final MemoryPostings source;
        private final int ordinalLimit;

        private View(MemoryPostings source, int ordinalLimit) {
            this.source = source;
            this.ordinalLimit = ordinalLimit;
        }

        @Override
        public int ordinalLimit() {
            return ordinalLimit;
        }

        @Override
        public int docCount() {
            return source.lengths.docCount(ordinalLimit);
        }

        @Override
        public long sumDocLength() {
            return source.lengths.sumDocLength(ordinalLimit);
        }

        @Override
        public int docLength(int ordinal) {
            return source.lengths.docLength(ordinal);
        }

        @Override
        public @Nullable TermPostings find(String term) {
            MemoryTerm found = source.terms.get(term);
            return found == null ? null : found.postings(ordinalLimit, source.lengths);
        }

        @Override
        public TermIterator terms() {
            byte[][] sorted = source.terms.keySet().stream()
                    .map(term -> term.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
            Arrays.sort(sorted, Arrays::compareUnsigned);
            return new SortedTerms(this, sorted);
        }
    }

    private static final class SortedTerms implements TermIterator {
        private final View view;
        private final byte[][] sorted;
        private int at = -1;
        private @Nullable TermPostings postings;

        SortedTerms(View view, byte[][] sorted) {
            this.view = view;
            this.sorted = sorted;
        }

        @Override
        public boolean next() {
            do {
                if (++at >= sorted.length) {
                    return false;
                }
                postings = view.find(new String(sorted[at], StandardCharsets.UTF_8));
            } while (postings == null);
            return true;
        }

        @Override
        public byte[] term() {
            return sorted[at];
        }

        @Override
        public TermPostings postings() {
            if (postings == null) {
                throw new IllegalStateException("next() has not returned true");
            }
            return postings;
        }
    }
}
