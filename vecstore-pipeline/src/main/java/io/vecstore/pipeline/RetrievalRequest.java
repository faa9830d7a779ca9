package io.vecstore.pipeline;

import io.vecstore.SearchRequest;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.filter.Filter;
import io.vecstore.fusion.Fusion;
import java.util.Optional;

/**
 * What to look for. Immutable.
 *
 * @param question in plain words; words in double quotes are also looked for as a phrase. Not blank
 * @param mode {@link SearchMode#HYBRID} by default
 * @param topK how many passages at most, 1 to {@value SearchRequest#MAX_TOP_K};
 *     {@value SearchRequest#DEFAULT_TOP_K} by default
 * @param filter which passages count at all, by their metadata; the package documentation lists the fields
 * @param explain whether each passage says how it came by its score; not by default
 * @param fusion how hits by meaning and hits by words become one ranking; empty, the default, for the pipeline's way
 */
public record RetrievalRequest(
        String question, SearchMode mode, int topK, Filter filter, boolean explain, Optional<Fusion> fusion) {

    /**
     * Checks the parts.
     *
     * @throws InvalidRequestException if the question is blank or topK out of range
     */
    public RetrievalRequest {
        if (question.isBlank()) {
            throw new InvalidRequestException("the question is empty; ask something");
        }
        if (topK < 1 || topK > SearchRequest.MAX_TOP_K) {
            throw new InvalidRequestException("topK is " + topK + ", allowed are 1 to " + SearchRequest.MAX_TOP_K);
        }
    }

    /** A question with the defaults. */
    public static RetrievalRequest of(String question) {
        return new RetrievalRequest(
                question, SearchMode.HYBRID, SearchRequest.DEFAULT_TOP_K, Filter.all(), false, Optional.empty());
    }

    public RetrievalRequest withMode(SearchMode other) {
        return new RetrievalRequest(question, other, topK, filter, explain, fusion);
    }

    public RetrievalRequest withTopK(int other) {
        return new RetrievalRequest(question, mode, other, filter, explain, fusion);
    }

    public RetrievalRequest withFilter(Filter other) {
        return new RetrievalRequest(question, mode, topK, other, explain, fusion);
    }

    public RetrievalRequest withExplain(boolean other) {
        return new RetrievalRequest(question, mode, topK, filter, other, fusion);
    }

    public RetrievalRequest withFusion(Fusion other) {
        return new RetrievalRequest(question, mode, topK, filter, explain, Optional.of(other));
    }
}
