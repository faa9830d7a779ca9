package io.vecstore.pipeline;

import io.vecstore.analysis.Analyzer;
import io.vecstore.embeddings.Embedder;
import io.vecstore.embeddings.InputType;
import io.vecstore.pipeline.Answer.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers questions with sentences from the documents: it says nothing that is not written there. Thread-safe.
 *
 * <p>Every sentence of the {@value #PASSAGES} best passages, headings left out, gets a score in [0, 2.6]:
 *
 * <pre>score = similarity + overlap + {@value #PASSAGE_WEIGHT} passage + {@value #NUMBER_WEIGHT} number</pre>
 *
 * where {@code similarity} is the cosine, at least 0, of the question and the sentence with its heading before it,
 * {@code overlap} the share of the question's terms that the sentence has, each weighted by its idf, {@code passage}
 * the score of its passage, and {@code number} 1 if the question asks for a quantity, in English, and the sentence has
 * a number. The answer is at most {@value #SENTENCES} sentences: the best one, others with at least
 * {@value #MIN_SHARE} of its score, and with at least {@value #MIN_SHARE_NEAR} of it those beside a chosen one, or any
 * if a quantity is asked for. Those of the best one's document come first, each document's in the order of its text.
 *
 * <p>There is no evidence of an answer if this mean is less than {@value #MIN_EVIDENCE}:
 *
 * <pre>evidence = (similarity + known + coverage) / 3</pre>
 *
 * of the best similarity of a sentence, the share of the question's terms, by idf, that occur in any document, and
 * the largest share that occurs in one passage. The numbers were chosen on the questions of the sample handbook, see
 * {@code HandbookAnswersIT}: 6 of 7 questions without an answer have at most 0.45, all 67 others at least 0.50.
 * For those 67 an answer has 3.0 sentences on average.
 */
public final class ExtractiveAnswerer {

    /** How many passages are looked into; on the handbook 66 of 67 answers are among them. */
    public static final int PASSAGES = 8;

    /** The most sentences of an answer. */
    public static final int SENTENCES = 4;

    static final double PASSAGE_WEIGHT = 0.3;
    static final double NUMBER_WEIGHT = 0.3;
    static final double MIN_SHARE = 0.8;
    static final double MIN_SHARE_NEAR = 0.65;
    static final double MIN_EVIDENCE = 0.475;

    private final RagPipeline pipeline;

    /** Answers from what a pipeline has stored. */
    public ExtractiveAnswerer(RagPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Answers from all documents. */
    public Answer answer(String question) {
        return answer(RetrievalRequest.of(question).withTopK(PASSAGES));
    }

    /**
     * Answers from the passages that a request finds.
     *
     * @throws io.vecstore.error.ConflictException if the collection's vectors are from another model
     * @throws io.vecstore.embeddings.EmbeddingException if the model fails
     */
    public Answer answer(RetrievalRequest request) {
        return answer(request.question(), pipeline.retrieve(request));
    }

    /**
     * Answers from passages that have been found for the question, and perhaps been shown, already.
     *
     * @throws io.vecstore.error.ConflictException if the collection's vectors are from another model
     * @throws io.vecstore.embeddings.EmbeddingException if the model fails
     */
    public Answer answer(String asked, Retrieval retrieval) {
        if (retrieval.passages().isEmpty()) {
            return new Answer(List.of(), 0, retrieval);
        }
        Analyzer analyzer = Analyzer.named(pipeline.collection().options().analyzer());
        QuestionTerms question = new QuestionTerms(pipeline.collection().termStatistics(asked), analyzer);
        List<Candidate> candidates = candidates(retrieval, question, asked);
        double similarity =
                candidates.stream().mapToDouble(Candidate::similarity).max().orElse(0);
        double coverage = retrieval.passages().stream()
                .mapToDouble(passage -> question.share(passage.citation().text()))
                .max()
                .orElse(0);
        double evidence = (similarity + question.knownShare() + coverage) / 3;
        return new Answer(evidence < MIN_EVIDENCE ? List.of() : number(choose(asked, candidates)), evidence, retrieval);
    }

    private List<Candidate> candidates(Retrieval retrieval, QuestionTerms terms, String question) {
        List<Candidate.Text> texts = Candidate.texts(retrieval.passages());
        Embedder embedder = pipeline.embedder();
        float[] asked = embedder.embed(question, InputType.QUERY);
        List<float[]> vectors =
                embedder.embedAll(texts.stream().map(Candidate.Text::inContext).toList(), InputType.PASSAGE);
        boolean quantity = Quantities.areAskedFor(question);
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Candidate.Text text = texts.get(i);
            double similarity = Math.max(0, Candidate.cosine(asked, vectors.get(i)));
            String sentence = text.citation().text();
            double score = similarity
                    + terms.share(sentence)
                    + PASSAGE_WEIGHT * text.passageScore()
                    + (quantity && Quantities.areIn(sentence) ? NUMBER_WEIGHT : 0);
            candidates.add(new Candidate(text.citation(), similarity, score));
        }
        return candidates;
    }

    private static List<Candidate> choose(String question, List<Candidate> candidates) {
        return new SentenceSelection(Quantities.areAskedFor(question)).choose(candidates);
    }

    private static List<Sentence> number(List<Candidate> best) {
        Map<String, List<Candidate>> byDocument = new LinkedHashMap<>();
        for (Candidate candidate : best) {
            byDocument
                    .computeIfAbsent(candidate.citation().documentId(), _ -> new ArrayList<>())
                    .add(candidate);
        }
        List<Sentence> sentences = new ArrayList<>();
        for (List<Candidate> ofDocument : byDocument.values()) {
            ofDocument.sort(Comparator.comparingInt(each -> each.citation().start()));
            ofDocument.forEach(
                    each -> sentences.add(new Sentence(sentences.size() + 1, each.citation(), each.score())));
        }
        return sentences;
    }
}
