package io.vecstore.bench.peer;

import io.vecstore.Metric;
import io.vecstore.bench.data.RangeFilter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.lucene.document.IntField;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.VectorScorer;

/** Searches the one segment of a {@link LuceneSystem}. */
final class LuceneSearcher implements AnnSystem.Searcher {

    private final IndexSearcher searcher;
    private final LeafReader leaf;
    private final Metric metric;
    private final boolean rescore;

    /** @param rescore whether to order what was found by the float32 vectors */
    LuceneSearcher(IndexSearcher searcher, Metric metric, boolean rescore) {
        this.searcher = searcher;
        this.leaf = searcher.getIndexReader().leaves().getFirst().reader();
        this.metric = metric;
        this.rescore = rescore;
    }

    @Override
    public int search(float[] vector, int ef, int[] found) throws IOException {
        float[] query = UnitLength.forMetric(metric, vector);
        TopDocs nearest = leaf.searchNearestVectors(
                LuceneSystem.VECTOR,
                query,
                Math.max(ef, found.length),
                AcceptDocs.fromLiveDocs(leaf.getLiveDocs(), leaf.maxDoc()),
                Integer.MAX_VALUE);
        return rows(query, nearest.scoreDocs, found);
    }

    @Override
    public int search(float[] vector, int ef, RangeFilter filter, int[] found) throws IOException {
        float[] query = UnitLength.forMetric(metric, vector);
        int k = Math.max(ef, found.length);
        KnnFloatVectorQuery knn = new KnnFloatVectorQuery(
                LuceneSystem.VECTOR, query, k, IntField.newRangeQuery(filter.field(), filter.low(), filter.high() - 1));
        return rows(query, searcher.search(knn, rescore ? k : found.length).scoreDocs, found);
    }

    private int rows(float[] query, ScoreDoc[] nearest, int[] found) throws IOException {
        if (rescore) {
            rescore(query, nearest);
        }
        int count = Math.min(nearest.length, found.length);
        for (int i = 0; i < count; i++) {
            // Doc values are read in ascending order only: a fresh iterator for each, which is cheap.
            NumericDocValues rows = leaf.getNumericDocValues(LuceneSystem.ROW);
            if (!rows.advanceExact(nearest[i].doc)) {
                throw new IllegalStateException("document " + nearest[i].doc + " has no row");
            }
            found[i] = (int) rows.longValue();
        }
        return count;
    }

    /** By the vectors as they were added, as Lucene's rescoring of the top n does. */
    private void rescore(float[] query, ScoreDoc[] nearest) throws IOException {
        Arrays.sort(nearest, Comparator.comparingInt(hit -> hit.doc));
        VectorScorer scorer = leaf.getFloatVectorValues(LuceneSystem.VECTOR).rescorer(query);
        for (ScoreDoc hit : nearest) {
            scorer.iterator().advance(hit.doc);
            hit.score = scorer.score();
        }
        Arrays.sort(nearest, (a, b) -> Float.compare(b.score, a.score));
    }
}
