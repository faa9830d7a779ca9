package io.vecstore.bench.peer;

import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex.ScoringView;
import io.github.jbellis.jvector.graph.SearchResult.NodeScore;
import io.github.jbellis.jvector.graph.disk.OnDiskGraphIndex;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.util.Bits;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.vecstore.Metric;
import io.vecstore.bench.data.Labels;
import io.vecstore.bench.data.RangeFilter;
import java.util.function.IntPredicate;

/** Searches a {@link JVectorSystem}'s graph; a filter is a test of each row, which is JVector's own way. */
final class JVectorSearcher implements AnnSystem.Searcher {

    private final GraphSearcher searcher;
    private final ScoringView view;
    private final Metric metric;
    private final VectorSimilarityFunction function;
    private final Labels labels;

    JVectorSearcher(OnDiskGraphIndex graph, Metric metric, Labels labels) {
        this.searcher = new GraphSearcher(graph);
        this.view = (ScoringView) searcher.getView();
        this.metric = metric;
        this.function = JVectorSystem.function(metric);
        this.labels = labels;
    }

    @Override
    public int search(float[] query, int ef, int[] found) {
        return search(query, ef, Bits.ALL, found);
    }

    @Override
    public int search(float[] query, int ef, RangeFilter filter, int[] found) {
        IntPredicate rows = labels.rows(filter);
        return search(query, ef, rows::test, found);
    }

    private int search(float[] query, int ef, Bits accepted, int[] found) {
        VectorFloat<?> vector = JVectorRows.TYPES.createFloatVector(UnitLength.forMetric(metric, query));
        var scores = new DefaultSearchScoreProvider(
                view.approximateScoreFunctionFor(vector, function), view.rerankerFor(vector, function));
        NodeScore[] nearest = searcher.search(scores, found.length, Math.max(ef, found.length), 0, 0, accepted)
                .getNodes();
        for (int i = 0; i < nearest.length; i++) {
            found[i] = nearest[i].node;
        }
        return nearest.length;
    }
}
