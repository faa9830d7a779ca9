package io.vecstore.internal.search;

import io.vecstore.CollectionOptions;
import io.vecstore.SearchRequest;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.internal.graph.GraphParameters;
import io.vecstore.internal.store.View;

/** Decides how a request is answered. */
public final class QueryPlanner {

    private QueryPlanner() {}

    /**
     * The plan for a request against a view.
     *
     * @throws InvalidRequestException if the query vector does not have the dimension of the collection
     */
    public static Plan plan(SearchRequest request, View view, CollectionOptions options) {
        float[] vector = request.vector().orElse(null);
        String text = request.text().orElse(null);
        if (vector == null) {
            return new Plan.KeywordSearch(text == null ? "" : text, request.topK());
        }
        if (view.dimension() != 0 && view.dimension() != vector.length) {
            throw new InvalidRequestException("dimension mismatch: the collection has " + view.dimension()
                    + ", the query vector has " + vector.length + "; embed the query with the model of the collection");
        }
        if (text == null) {
            return dense(request, vector, request.topK(), options);
        }
        return new Plan.Hybrid(
                dense(request, vector, request.candidates(), options),
                new Plan.KeywordSearch(text, request.candidates()),
                request.fusion(),
                request.topK());
    }

    private static Plan.Dense dense(SearchRequest request, float[] vector, int k, CollectionOptions options) {
        if (request.exact()) {
            return new Plan.ExactScan(vector, k, "as asked");
        }
        if (!GraphParameters.serves(options.metric())) {
            return new Plan.ExactScan(vector, k, "no graph serves " + options.metric());
        }
        int ef = request.efSearch().orElse(options.index().efSearch());
        return new Plan.GraphSearch(vector, k, Math.max(k, ef));
    }
}
