package io.vecstore.internal.bm25;

import java.util.List;

/** Sums over the segments of a view. */
record ViewStatistics(List<Postings> view, long docCount, long sumDocLength) implements CollectionStatistics {

    ViewStatistics(List<Postings> view) {
        long docs = 0;
        long lengths = 0;
        for (Postings segment : view) {
            docs += segment.docCount();
            lengths += segment.sumDocLength();
        }
        this(view, docs, lengths);
    }

    @Override
    public long docFreq(String term) {
        long sum = 0;
        for (Postings segment : view) {
            TermPostings postings = segment.find(term);
            sum += postings == null ? 0 : postings.docFreq();
        }
        return sum;
    }
}
