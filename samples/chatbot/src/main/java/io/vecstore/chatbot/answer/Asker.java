package io.vecstore.chatbot.answer;

import io.vecstore.chatbot.answer.AnswerEvent.Done;
import io.vecstore.chatbot.answer.AnswerEvent.Found;
import io.vecstore.chatbot.answer.AnswerEvent.Notice;
import io.vecstore.chatbot.answer.AnswerEvent.Sentence;
import io.vecstore.chatbot.answer.AnswerEvent.Written;
import io.vecstore.chatbot.library.SourceNames;
import io.vecstore.embeddings.Embedder;
import io.vecstore.pipeline.Answer;
import io.vecstore.pipeline.Citation;
import io.vecstore.pipeline.ExtractiveAnswerer;
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
        RagPipeline own = pipelineFor(question);
        Retrieval retrieval = own.retrieve(
                RetrievalRequest.of(question.text()).withMode(question.mode()).withTopK(ExtractiveAnswerer.PASSAGES));
        watch.lapWithin(retrieval.steps(), "question to vector");
        List<FoundPassage> passages = passages(retrieval);
        out.accept(new Found(passages));
        boolean found = !passages.isEmpty()
                && (question.generate() ? written(question, passages, out) : Optional.<Boolean>empty())
                        .orElseGet(() ->
                                quoted(new ExtractiveAnswerer(own).answer(question.text(), retrieval), passages, out));
        watch.lap("answer");
        out.accept(new Done(found, watch.steps()));
    }

    /**
     * The fusion belongs to a pipeline, so that each question gets a light one of its own over the same collection. It is
     * not closed: it holds nothing but what stays open.
     */
    private RagPipeline pipelineFor(Question question) {
        return RagPipeline.builder()
                .collection(pipeline.collection())
                .embedder(model)
                .fusion(question.fusion())
                .build();
    }

    private List<FoundPassage> passages(Retrieval retrieval) {
        List<FoundPassage> all = new ArrayList<>();
        for (Passage passage : retrieval.passages()) {
            all.add(FoundPassage.of(
                    all.size() + 1, names.name(passage.citation().source()), passage));
        }
        return all;
    }

    /** Tells the sentences of an answer; false if there are none. */
    private static boolean quoted(Answer answer, List<FoundPassage> passages, Consumer<AnswerEvent> out) {
        for (Answer.Sentence sentence : answer.sentences()) {
            Citation place = sentence.citation();
            passages.stream()
                    .filter(passage -> passage.contains(place))
                    .findFirst()
                    .ifPresent(
                            passage -> out.accept(new Sentence(passage.n(), place.start(), place.end(), place.text())));
        }
        return answer.isFound();
    }

    /** Has the language model write; whether it found evidence, or empty if there is no model or it failed. */
    private Optional<Boolean> written(Question question, List<FoundPassage> passages, Consumer<AnswerEvent> out)
            throws InterruptedException {
        if (writer.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(write(writer.get(), question, passages, out));
        } catch (LanguageModelException failure) {
            out.accept(new Notice(failure.getMessage() + " Sentences from the documents are shown instead."));
            return Optional.empty();
        }
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
