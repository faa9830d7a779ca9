package io.vecstore.chat.answer;

import io.vecstore.pipeline.Answer;
import io.vecstore.pipeline.ExtractiveAnswerer;
import io.vecstore.pipeline.Passage;
import io.vecstore.pipeline.RagPipeline;
import io.vecstore.pipeline.Retrieval;
import io.vecstore.pipeline.RetrievalRequest;
import io.vecstore.rerank.Ranked;
import io.vecstore.rerank.Ranking;
import io.vecstore.rerank.Reranker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds passages, and has a reranker order them anew if there is one. Thread-safe. */
public final class Finder {

    /** How many passages a reranker judges. */
    static final int WINDOW = 30;

    private final RagPipeline pipeline;
    private final Optional<Reranker> reranker;

    /** Neither the pipeline nor the reranker is closed here. */
    public Finder(RagPipeline pipeline, Optional<Reranker> reranker) {
        this.pipeline = pipeline;
        this.reranker = reranker;
    }

    /**
     * What a reranker made of a passage.
     *
     * @param rank from 1
     * @param raw its score as it gave it
     */
    record Judgement(int rank, double raw) {}

    /**
     * A passage in its place.
     *
     * @param passage its score is the reranker's, brought into [0, 1], if there is a judgement
     * @param judgement empty if no reranker was asked
     */
    record Candidate(Passage passage, Optional<Judgement> judgement) {}

    /**
     * The best passages.
     *
     * @param candidates best first
     * @param retrieval the search that they come from
     */
    record Shortlist(List<Candidate> candidates, Retrieval retrieval) {}

    /**
     * Finds at most {@link ExtractiveAnswerer#PASSAGES} passages.
     *
     * @throws io.vecstore.embeddings.EmbeddingException if the model fails
     * @throws io.vecstore.rerank.RerankException if the reranker fails
     */
    Shortlist find(Question question, Stopwatch watch) {
        Optional<Reranker> judge = reranker.filter(_ -> question.rerank());
        Retrieval retrieval = pipeline.retrieve(RetrievalRequest.of(question.text())
                .withMode(question.mode())
                .withFusion(question.fusion())
                .withTopK(judge.isPresent() ? WINDOW : ExtractiveAnswerer.PASSAGES));
        watch.lapWithin(retrieval.steps(), "question to vector");
        if (judge.isEmpty()) {
            return new Shortlist(
                    retrieval.passages().stream()
                            .map(passage -> new Candidate(passage, Optional.empty()))
                            .toList(),
                    retrieval);
        }
        List<Candidate> judged = judged(judge.get(), question.text(), retrieval.passages());
        watch.lap("reranker");
        return new Shortlist(judged.subList(0, Math.min(judged.size(), ExtractiveAnswerer.PASSAGES)), retrieval);
    }

    private static List<Candidate> judged(Reranker judge, String question, List<Passage> passages) {
        Ranking ranking = judge.rerank(
                question,
                passages.stream().map(passage -> passage.citation().text()).toList());
        double[] raw = ranking.order().stream()
                .mapToDouble(ranked -> ranked.score().orElseThrow())
                .toArray();
        List<Candidate> judged = new ArrayList<>();
        for (Ranked ranked : ranking.order()) {
            int rank = judged.size();
            judged.add(new Candidate(
                    passages.get(ranked.index()).withScore(normalized(raw, rank)),
                    Optional.of(new Judgement(rank + 1, raw[rank]))));
        }
        return judged;
    }

    /** Scores in [0, 1] as they are; others, such as logits, by their distance from the lowest. */
    private static double normalized(double[] descending, int rank) {
        double highest = descending[0];
        double lowest = descending[descending.length - 1];
        if (lowest >= 0 && highest <= 1) {
            return descending[rank];
        }
        return highest == lowest ? 1 : (descending[rank] - lowest) / (highest - lowest);
    }

    /** Answers with sentences from the passages. */
    Answer answer(Question question, Shortlist shortlist) {
        Retrieval shown = new Retrieval(
                shortlist.candidates().stream().map(Candidate::passage).toList(),
                shortlist.retrieval().plan(),
                shortlist.retrieval().steps());
        return new ExtractiveAnswerer(pipeline).answer(question.text(), shown);
    }
}
