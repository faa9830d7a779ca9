package io.vecstore.cli;

import io.vecstore.filter.Filter;
import io.vecstore.pipeline.Answer;
import io.vecstore.pipeline.ExtractiveAnswerer;
import io.vecstore.pipeline.RagPipeline;
import io.vecstore.pipeline.RetrievalRequest;
import io.vecstore.pipeline.sync.SyncOptions;
import io.vecstore.pipeline.sync.SyncReport;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers a question. */
@Command(
        name = "ask",
        description = {
            "Answers a question with sentences from the documents, each with its source; says \"no evidence found\""
                    + " where they hold no answer.",
            "With --docs the folder is synced first, and only its documents are asked."
        })
final class AskCommand implements Callable<Integer> {

    private final CliEnvironment environment;

    @Parameters(paramLabel = "QUESTION", description = "The question, as one argument.")
    private String question = "";

    @Option(names = "--docs", paramLabel = "DIR", description = "The folder of documents to sync and ask.")
    private Optional<Path> docs = Optional.empty();

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Mixin
    private final ModelOption model = new ModelOption();

    @Option(names = "--json", description = "Print answer and citations as JSON.")
    private boolean json;

    AskCommand(CliEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        RetrievalRequest request = RetrievalRequest.of(question).withTopK(ExtractiveAnswerer.PASSAGES);
        Places places = new Places(environment.workingDirectory());
        try (RagPipeline pipeline = docs.isPresent()
                ? database.openOrCreate(model.in(environment))
                : database.open(model.in(environment))) {
            docs.map(environment::resolve).ifPresent(folder -> sync(pipeline, folder, places));
            Filter filter =
                    docs.map(environment::resolve).map(RagPipeline::inFolder).orElse(Filter.all());
            Answer answer = new ExtractiveAnswerer(pipeline).answer(request.withFilter(filter));
            if (json) {
                Json.print(environment.terminal(), Json.answer(answer, places));
            } else {
                print(answer, places);
            }
            return (answer.isFound() ? ExitCode.OK : ExitCode.NOT_FOUND).code();
        }
    }

    /** Says in one line what was done, if anything was; a question can be answered although files failed. */
    private void sync(RagPipeline pipeline, Path folder, Places places) {
        Terminal terminal = environment.terminal();
        SyncReport report;
        try (ProgressDisplay progress = new ProgressDisplay(terminal);
                StopOnShutdown _ = new StopOnShutdown()) {
            report = pipeline.sync(folder, SyncOptions.DEFAULT.withListener(progress));
        }
        if (report.work().filesRead() > 0 || !report.deleted().isEmpty()) {
            terminal.note("synced " + places.source(folder.toUri().toString()) + " in "
                    + Units.duration(report.work().elapsed()) + ": " + SyncSummary.counts(report));
        }
        SyncSummary.list(terminal.err(), "vecstore: these files could not be read:", report.failed());
    }

    private void print(Answer answer, Places places) {
        PrintStream out = environment.terminal().out();
        out.println(answer.text());
        if (answer.isFound()) {
            out.println();
            for (Answer.Sentence sentence : answer.sentences()) {
                out.println("[" + sentence.number() + "] " + places.place(sentence.citation()) + " (characters "
                        + sentence.citation().start() + " to "
                        + sentence.citation().end() + ")");
            }
        }
    }
}
