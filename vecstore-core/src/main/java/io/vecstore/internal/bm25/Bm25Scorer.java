package io.vecstore.internal.bm25;

import io.vecstore.internal.bm25.LexicalQuery.QueryTerm;
import io.vecstore.internal.model.Deadline;
import io.vecstore.internal.search.TopK;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * One query against the segments of one view. Immutable; safe to share between threads.
 *
 * <p>The variant is Lucene's since version 8: without the factor k1 + 1, which changes no order, so that a term adds
 * less than its idf (Kamphuis et al., <a href="https://doi.org/10.1007/978-3-030-45442-5_4">Which BM25 do you
 * mean?, 2020</a>). Document lengths are exact, not rounded to a byte. A term that the query repeats counts each time.
 */
public final class Bm25Scorer {

    /** A term, its idf, and what its tf part is multiplied by: idf times its count in the query. */
    record WeightedTerm(String term, int count, long docFreq, double idf, float weight) {}

    private final Bm25Parameters parameters;
    private final LexicalQuery query;
    private final CollectionStatistics statistics;
    private final LengthNorm norm;
    private final List<WeightedTerm> terms;
    private final Deadline deadline;

    /** A scorer that may take its time. */
    public Bm25Scorer(LexicalQuery query, Bm25Parameters parameters, CollectionStatistics statistics) {
        this(query, parameters, statistics, Deadline.none());
    }

    /** @param deadline ends a search */
    public Bm25Scorer(
            LexicalQuery query, Bm25Parameters parameters, CollectionStatistics statistics, Deadline deadline) {
        this.deadline = deadline;
        this.parameters = parameters;
        this.query = query;
        this.statistics = statistics;
        this.norm = new LengthNorm(parameters, avgDocLength());
        this.terms = weigh();
    }

    /** Known terms by falling weight: the order in which scores are summed, so that sums are equal everywhere. */
    private List<WeightedTerm> weigh() {
        List<WeightedTerm> weighted = new ArrayList<>();
        for (QueryTerm term : query.terms()) {
            long docFreq = statistics.docFreq(term.term());
            if (docFreq > 0) {
                double idf = Math.log(1 + (statistics.docCount() - docFreq + 0.5) / (docFreq + 0.5));
                weighted.add(new WeightedTerm(term.term(), term.count(), docFreq, idf, (float) (idf * term.count())));
            }
        }
        weighted.sort(Comparator.comparingDouble(WeightedTerm::weight).reversed());
        return List.copyOf(weighted);
    }

    double avgDocLength() {
        return (double) statistics.sumDocLength() / Math.max(1, statistics.docCount());
    }

    /**
     * Offers the best documents of one segment: after it, {@code collector} holds the same hits as if every document
     * with at least one of the terms had been scored and offered.
     *
     * @param accept the ordinals that count: live and matched by the filter
     * @param keyBase added to an ordinal to make its key
     */
    public void search(Postings segment, IntPredicate accept, long keyBase, TopK collector) {
        List<PostingsCursor> cursors = new ArrayList<>(terms.size());
        for (WeightedTerm term : terms) {
            TermPostings postings = segment.find(term.term());
            if (postings != null) {
                cursors.add(new PostingsCursor(postings, term.weight(), norm));
            }
        }
        if (!cursors.isEmpty()) {
            PhraseBoost boost = PhraseBoost.of(query.phrases(), segment, parameters.phraseBoost());
            new MaxScoreSearch(cursors.toArray(new PostingsCursor[0]), boost, accept, keyBase, collector)
                    .run(segment.ordinalLimit(), deadline);
        }
    }

    /** How {@code ordinal} of {@code segment} gets its score. */
    public Bm25Explanation explain(Postings segment, int ordinal) {
        List<Bm25Explanation.TermPart> parts = new ArrayList<>();
        int docLength = segment.docLength(ordinal);
        float sum = 0;
        for (WeightedTerm term : terms) {
            TermPostings postings = segment.find(term.term());
            int termFreq = postings == null ? 0 : new PositionCursor(postings).seek(ordinal);
            if (termFreq > 0) {
                float contribution = term.weight() * norm.tfPart(termFreq, docLength);
                parts.add(new Bm25Explanation.TermPart(
                        term.term(), term.count(), termFreq, term.docFreq(), term.idf(), contribution));
                sum += contribution;
            }
        }
        List<String> matched = PhraseBoost.of(query.phrases(), segment, parameters.phraseBoost())
                .matches(ordinal);
        float boost = 1;
        for (int i = 0; i < matched.size(); i++) {
            boost *= parameters.phraseBoost();
        }
        return new Bm25Explanation(
                sum * boost, parts, matched, boost, docLength, avgDocLength(), statistics.docCount(), parameters);
    }
}
