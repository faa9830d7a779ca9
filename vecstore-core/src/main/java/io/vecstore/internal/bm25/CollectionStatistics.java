package io.vecstore.internal.bm25;

import java.util.List;

/**
 * What BM25 needs to know about the whole collection, over all segments of a view. Deleted documents count until
 * compaction drops them, as in Lucene: scores drift a little with deletions, but one view always scores alike.
 */
public interface CollectionStatistics {

    /** The number of documents with at least one term. */
    long docCount();

    /** The sum of their lengths in terms. */
    long sumDocLength();

    /** How many of them contain {@code term}. */
    long docFreq(String term);

    /** The sums over the given indexes. */
    static CollectionStatistics of(List<? extends Postings> view) {
        return new ViewStatistics(List.copyOf(view));
    }
}
