package io.vecstore.internal.search;

import io.vecstore.SearchRequest;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.internal.store.View;

/** Decides how a request is answered. */
public final class QueryPlanner {

    private QueryPlanner() {}

    /**
     * The plan for a request against a view.
     *
     * @throws InvalidRequestException if the query vector does not have the dimension of the collection
     */
    public static Plan plan(SearchRequest request, View view) {
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
            return new Plan.ExactScan(vector, request.topK());
        }
        return new Plan.Hybrid(
                new Plan.ExactScan(vector, request.candidates()),
                new Plan.KeywordSearch(text, request.candidates()),
                request.fusion(),
                request.topK());
    }
}
