package io.vecstore.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import io.vecstore.embeddings.EmbeddingException.Kind;
import io.vecstore.rerank.Ranked;
import io.vecstore.rerank.Ranking;
import io.vecstore.rerank.RerankException;
import io.vecstore.rerank.Reranker;
import java.util.Arrays;
import java.util.List;

/**
 * A {@link Reranker} as langchain4j's scoring model. Safe for use by many threads. Scores are the reranker's; how they
 * are scaled is its own affair. Failures are {@link RerankException}s.
 */
public final class VecStoreScoringModel implements ScoringModel {

    private final Reranker reranker;

    private VecStoreScoringModel(Reranker reranker) {
        this.reranker = reranker;
    }

    /** A scoring model over a reranker, which stays with the caller and has to outlive the model. */
    public static VecStoreScoringModel of(Reranker reranker) {
        return new VecStoreScoringModel(reranker);
    }

    /**
     * The score of each segment, in the order of the segments.
     *
     * @throws RerankException if the reranker fails, or leaves a segment without a score
     */
    @Override
    public Response<List<Double>> scoreAll(List<TextSegment> segments, String query) {
        Ranking ranking =
                reranker.rerank(query, segments.stream().map(TextSegment::text).toList());
        Double[] scores = new Double[segments.size()];
        for (Ranked ranked : ranking.order()) {
            scores[ranked.index()] = ranked.score()
                    .orElseThrow(() -> new RerankException(
                            Kind.INFERENCE_FAILED,
                            "the reranker gave no score to segment " + ranked.index() + " of " + segments.size()
                                    + "; langchain4j needs all of them: use one that scores every candidate"));
        }
        return Response.from(Arrays.asList(scores));
    }
}
