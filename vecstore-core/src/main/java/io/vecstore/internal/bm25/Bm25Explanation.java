package io.vecstore.internal.bm25;

import java.util.List;

/**
 * How a document got its score: the sum of the terms' contributions times the boost.
 *
 * @param score what the search gave it, to the bit
 * @param terms the query's terms that the document has, in the order in which they are summed
 * @param phrases the quoted phrases that it contains
 * @param boost the product of their boosts; 1 without any
 * @param docLength its terms
 * @param avgDocLength the mean over the collection
 * @param docCount the documents of the collection
 * @param parameters k1, b and the boost of one phrase
 */
public record Bm25Explanation(
        float score,
        List<TermPart> terms,
        List<String> phrases,
        float boost,
        int docLength,
        double avgDocLength,
        long docCount,
        Bm25Parameters parameters) {

    /**
     * One term's share.
     *
     * @param term the term as indexed
     * @param queryCount how often the query has it
     * @param termFreq how often the document has it
     * @param docFreq how many documents have it
     * @param idf ln(1 + (docCount - docFreq + 0.5) / (docFreq + 0.5))
     * @param contribution queryCount * idf * termFreq / (termFreq + k1 * (1 - b + b * docLength / avgDocLength))
     */
    public record TermPart(String term, int queryCount, int termFreq, long docFreq, double idf, float contribution) {}

    public Bm25Explanation {
        terms = List.copyOf(terms);
        phrases = List.copyOf(phrases);
    }
}
