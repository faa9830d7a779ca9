package io.vecstore.rerank;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Orders candidates by the score that they already have: the first stage's voice in an ensemble. */
public final class FirstStageReranker implements Reranker {
    public FirstStageReranker() {}

    /** Needs no time worth limiting, and takes no notice of the budget. */
    @Override
    public Ranking rerank(RerankRequest request) {
        List<OptionalDouble> scores = new ArrayList<>();
        request.windowed().forEach(candidate -> scores.add(OptionalDouble.of(candidate.score())));
        return Ranking.byScore(scores, request.candidates().size());
    }

    /** Does nothing. */
    @Override
    public void close() {}
}
