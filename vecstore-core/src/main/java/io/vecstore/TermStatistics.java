package io.vecstore;

import io.vecstore.analysis.Analyzer;
import io.vecstore.internal.bm25.CollectionStatistics;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How common the terms of a text are in a collection, counted as BM25 counts: deleted records count until they are
 * compacted away.
 *
 * @param docFreq how many records have each term, in the order in which the text first has them; 0 where none has it
 * @param docCount how many records have any term
 */
public record TermStatistics(Map<String, Long> docFreq, long docCount) {

    /** Copies the counts. */
    public TermStatistics {
        docFreq = Collections.unmodifiableMap(new LinkedHashMap<>(docFreq));
    }

    /** BM25's {@code ln(1 + (docCount - docFreq + 0.5) / (docFreq + 0.5))}; the highest for a term that no record has. */
    public double idf(String term) {
        long freq = docFreq.getOrDefault(term, 0L);
        return Math.log(1 + (docCount - freq + 0.5) / (freq + 0.5));
    }

    /** Counts the terms that {@code analyzer} makes of {@code text}. */
    static TermStatistics of(String text, Analyzer analyzer, CollectionStatistics collection) {
        Map<String, Long> docFreq = new LinkedHashMap<>();
        analyzer.analyze(text, (term, _, _, _) -> docFreq.computeIfAbsent(term, collection::docFreq));
        return new TermStatistics(docFreq, collection.docCount());
    }
}
