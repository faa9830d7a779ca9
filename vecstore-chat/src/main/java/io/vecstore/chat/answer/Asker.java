package io.vecstore.chat.answer;

import io.vecstore.chat.answer.AnswerEvent.Done;
import io.vecstore.chat.answer.AnswerEvent.Found;
import io.vecstore.chat.answer.AnswerEvent.Notice;
import io.vecstore.chat.answer.AnswerEvent.Sentence;
import io.vecstore.chat.answer.AnswerEvent.Written;
import io.vecstore.chat.library.SourceNames;
import io.vecstore.pipeline.Answer;
import io.vecstore.pipeline.Citation;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Answers questions from the documents. Thread-safe. */
public final class Asker {

    private static final int DELIMITER_BYTES = 12;

    private final Finder finder;
    private final SourceNames names;
    private final Optional<LanguageModel> writer;
    private final SecureRandom random = new SecureRandom();

    /** @param writer writes the answers; without it they are made of sentences from the documents */
    public Asker(Finder finder, SourceNames names, Optional<LanguageModel> writer) {
        this.finder = finder;
        this.names = names;
        this.writer = writer;
    }

    /** Answers in the calling thread; {@link Done} comes last. */
    public void ask(Question question, Consumer<AnswerEvent> out) throws InterruptedException {
        Stopwatch watch = new Stopwatch();
        Finder.Shortlist shortlist = finder.find(question, watch);
        List<FoundPassage> passages = passages(shortlist);
        out.accept(new Found(passages));
        boolean found = !passages.isEmpty()
                && (question.generate() ? written(question, passages, out) : Optional.<Boolean>empty())
                        .orElseGet(() -> quoted(finder.answer(question, shortlist), passages, out));
        watch.lap("answer");
        out.accept(new Done(found, watch.steps()));
    }

    private List<FoundPassage> passages(Finder.Shortlist shortlist) {
        List<FoundPassage> all = new ArrayList<>();
        for (Finder.Candidate candidate : shortlist.candidates()) {
            String name = names.name(candidate.passage().citation().source());
            all.add(FoundPassage.of(all.size() + 1, name, candidate));
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
