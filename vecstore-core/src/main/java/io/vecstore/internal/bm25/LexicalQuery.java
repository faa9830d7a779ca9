package io.vecstore.internal.bm25;

import io.vecstore.analysis.Analyzer;
import io.vecstore.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A query as the index understands it.
 *
 * @param terms the different terms, in the order in which they first occur
 * @param phrases what stood in double quotes; its words are among the terms too
 */
public record LexicalQuery(List<QueryTerm> terms, List<Phrase> phrases) {

    /** More different terms than this are refused: a query costs memory and time for each. */
    public static final int MAX_TERMS = 4096;

    /** A term and how often the query has it; each occurrence counts. */
    public record QueryTerm(String term, int count) {}

    /** A run of words, each {@code offset} words after the phrase's first one. */
    public record Phrase(String text, List<PhraseTerm> terms) {
        public Phrase {
            terms = List.copyOf(terms);
        }
    }

    /** A word of a phrase. */
    public record PhraseTerm(String term, int offset) {}

    public LexicalQuery {
        terms = List.copyOf(terms);
        phrases = List.copyOf(phrases);
        if (terms.size() > MAX_TERMS) {
            throw new InvalidRequestException("the query text has " + terms.size() + " different words: at most "
                    + MAX_TERMS + " can be searched at once; shorten it");
        }
    }

    /**
     * Reads a query text. What stands between two double quotes is a phrase; a last, unpaired quote means nothing. Words
     * that the analyzer leaves out of a phrase may be any word in the document.
     */
    public static LexicalQuery parse(String text, Analyzer analyzer) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        List<Phrase> phrases = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int open = text.indexOf('"', from);
            int close = open < 0 ? -1 : text.indexOf('"', open + 1);
            int end = close < 0 ? text.length() : open;
            count(text.substring(from, end), analyzer, counts);
            if (close >= 0) {
                addPhrase(text.substring(open + 1, close), analyzer, counts, phrases);
                end = close + 1;
            }
            from = end;
        }
        List<QueryTerm> terms = new ArrayList<>(counts.size());
        counts.forEach((term, count) -> terms.add(new QueryTerm(term, count)));
        return new LexicalQuery(terms, phrases);
    }

    private static void count(String text, Analyzer analyzer, Map<String, Integer> counts) {
        analyzer.analyze(text, (term, position, start, end) -> counts.merge(term, 1, Integer::sum));
    }

    private static void addPhrase(String text, Analyzer analyzer, Map<String, Integer> counts, List<Phrase> phrases) {
        List<PhraseTerm> words = new ArrayList<>();
        int[] first = {-1};
        analyzer.analyze(text, (term, position, start, end) -> {
            counts.merge(term, 1, Integer::sum);
            first[0] = words.isEmpty() ? position : first[0];
            words.add(new PhraseTerm(term, position - first[0]));
        });
        if (!words.isEmpty()) {
            phrases.add(new Phrase(text, words));
        }
    }
}
