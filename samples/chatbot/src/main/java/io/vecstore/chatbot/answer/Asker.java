package io.vecstore.chatbot.answer;

import io.vecstore.chatbot.answer.AnswerEvent.Done;
import io.vecstore.chatbot.answer.AnswerEvent.Found;
import io.vecstore.chatbot.answer.AnswerEvent.Notice;
import io.vecstore.chatbot.answer.AnswerEvent.Sentence;
import io.vecstore.chatbot.answer.AnswerEvent.Written;
import io.vecstore.chatbot.library.SourceNames;
import io.vecstore.embeddings.Embedder;
import io.vecstore.pipeline.Passage;
import io.vecstore.pipeline.RagPipeline;
import io.vecstore.pipeline.Retrieval;
import io.vecstore.pipeline.RetrievalRequest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Answers questions from the documents. Thread-safe. */
public final class Asker {

    /** What fits on a page and into the context of a small model. */
    private static final int PASSAGES = 8;

    private static final int DELIMITER_BYTES = 12;

    private final RagPipeline pipeline;
    private final Supplier<? extends Embedder> model;
    private final SourceNames names;
    private final Optional<LanguageModel> writer;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param model of the pipeline, which stays open
     * @param writer writes the answers; without it they are made of sentences from the documents
     */
    public Asker(
            RagPipeline pipeline,
            Supplier<? extends Embedder> model,
            SourceNames names,
            Optional<LanguageModel> writer) {
        this.pipeline = pipeline;
        this.model = model;
        this.names = names;
        this.writer = writer;
    }

    /** Answers in the calling thread; {@link Done} comes last. */
    public void ask(Question question, Consumer<AnswerEvent> out) throws InterruptedException {
        Stopwatch watch = new Stopwatch();
        Retrieval retrieval = retrieve(question);
        watch.lapWithin(retrieval.steps(), "question to vector");
        List<FoundPassage> passages = passages(retrieval);
        out.accept(new Found(passages));
        boolean found = !passages.isEmpty() && answer(question, retrieval, passages, out);
        watch.lap("answer");
        out.accept(new Done(found, watch.steps()));
    }

    /** The fusion belongs to a pipeline, so that each question gets a light one of its own over the same collection. */
    @SuppressWarnings("MustBeClosedChecker") // it holds nothing but what stays open
    private Retrieval retrieve(Question question) {
        RagPipeline own = RagPipeline.builder()
                .collection(pipeline.collection())
                .embedder(model)
                .fusion(question.fusion())
                .build();
        return own.retrieve(
                RetrievalRequest.of(question.text()).withMode(question.mode()).withTopK(PASSAGES));
    }

    private List<FoundPassage> passages(Retrieval retrieval) {
        List<FoundPassage> all = new ArrayList<>();
        for (Passage passage : retrieval.passages()) {
            all.add(FoundPassage.of(
                    all.size() + 1, names.name(passage.citation().source()), passage));
        }
        return all;
    }

    private boolean answer(
            Question question, Retrieval retrieval, List<FoundPassage> passages, Consumer<AnswerEvent> out)
            throws InterruptedException {
        if (writer.isPresent() && question.generate()) {
            try {
                return write(writer.get(), question, passages, out);
            } catch (LanguageModelException failure) {
                out.accept(new Notice(failure.getMessage() + " Sentences from the documents are shown instead."));
            }
        }
        List<Sentence> sentences = SentencePicker.pick(question.text(), retrieval);
        sentences.forEach(out);
        return !sentences.isEmpty();
    }

    /** False if the model says that the passages do not answer the question. */
    private boolean write(LanguageModel by, Question question, List<FoundPassage> passages, Consumer<AnswerEvent> out)
            throws InterruptedException {
        byte[] delimiter = new byte[DELIMITER_BYTES];
        random.nextBytes(delimiter);
        Prompt prompt = Prompt.of(question.text(), passages, HexFormat.of().formatHex(delimiter));
        Opening opening = new Opening(Prompt.NO_EVIDENCE, text -> out.accept(new Written(text)));
        MarkFilter marks = new MarkFilter(passages.size(), opening::accept);
        by.write(prompt, marks::accept);
        marks.finish();
        return !opening.finishedAsPhrase();
    }
}
