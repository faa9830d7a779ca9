package io.vecstore.rerank;

import java.util.List;

/**
 * Orders candidates by how well they answer a query. Safe for use by many threads; concurrency is inside.
 */
public interface Reranker extends AutoCloseable {
    /**
     * The new order of all candidates; an empty request gives an empty one.
     *
     * @throws RerankException if a model fails, the thread is interrupted or the reranker is closed
     */
    Ranking rerank(RerankRequest request);

    /** The new order of passages of which only the text is known. */
    default Ranking rerank(String query, List<String> passages) {
        return rerank(RerankRequest.of(
                query, passages.stream().map(RerankCandidate::of).toList()));
    }

    /** Waits for calls that are running, then frees the model if there is one. Closing twice does nothing. */
    @Override
    void close();
}
