package io.vecstore.cli;

import io.vecstore.SearchRequest;
import io.vecstore.filter.Filter;
import io.vecstore.fusion.FusedHit;
import io.vecstore.pipeline.Passage;
import io.vecstore.pipeline.RagPipeline;
import io.vecstore.pipeline.Retrieval;
import io.vecstore.pipeline.RetrievalRequest;
import io.vecstore.pipeline.SearchMode;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds passages. */
@Command(
        name = "search",
        description = "Finds passages, best first: where each stands, its score and what that is made of, and the words"
                + " around the best match.")
final class SearchCommand implements Callable<Integer> {

    private final CliEnvironment environment;

    @Parameters(paramLabel = "QUERY", description = "What to look for, as one argument.")
    private String query = "";

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Mixin
    private final ModelOption model = new ModelOption();

    @Option(
            names = "--top-k",
            paramLabel = "N",
            description = "How many passages at most; ${DEFAULT-VALUE} by default.")
    private int topK = SearchRequest.DEFAULT_TOP_K;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "hybrid (by meaning and by words, the default), dense (by meaning) or lexical (by words).")
    private SearchMode mode = SearchMode.HYBRID;

    @Option(
            names = "--filter",
            paramLabel = "EXPR",
            description = "Only passages whose fields match, such as \"mediaType = 'application/pdf' AND page <= 10\".")
    private Optional<String> filter = Optional.empty();

    @Option(names = "--explain", description = "Say how each score came about, and how long each step took.")
    private boolean explain;

    @Option(names = "--json", description = "Print the passages as JSON.")
    private boolean json;

    SearchCommand(CliEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        RetrievalRequest request = RetrievalRequest.of(query)
                .withMode(mode)
                .withTopK(topK)
                .withFilter(filter.map(Filter::parse).orElse(Filter.all()))
                .withExplain(explain);
        Terminal terminal = environment.terminal();
        Places places = new Places(environment.workingDirectory());
        try (RagPipeline pipeline = database.open(model.in(environment))) {
            Retrieval retrieval = pipeline.retrieve(request);
            if (json) {
                Json.print(terminal, Json.retrieval(query, retrieval, places));
            } else {
                print(
                        retrieval,
                        new Snippets(query, pipeline.collection().options().analyzer(), terminal),
                        places);
            }
            return (retrieval.passages().isEmpty() ? ExitCode.NOT_FOUND : ExitCode.OK).code();
        }
    }

    private void print(Retrieval retrieval, Snippets snippets, Places places) {
        PrintStream out = environment.terminal().out();
        int number = 0;
        for (Passage passage : retrieval.passages()) {
            number++;
            out.println(environment.terminal().bold(number + ". " + places.place(passage.citation())));
            out.println("   " + score(passage));
            out.println("   " + snippets.of(passage.citation().text()));
            passage.explanation()
                    .ifPresent(explanation -> out.print(explanation.toString().indent(3)));
        }
        if (number == 0) {
            out.println("nothing found");
        }
        if (explain) {
            out.println(retrieval.plan());
            retrieval
                    .steps()
                    .forEach((step, time) -> out.printf(Locale.ROOT, "   %-8s %.3f ms%n", step, time.toNanos() / 1e6));
        }
    }

    /** Such as {@code score 0.913 = 0.600 dense (#1, 0.731) + 0.313 lexical (#4, 8.200)}. */
    private static String score(Passage passage) {
        return String.format(Locale.ROOT, "score %.3f", passage.score())
                + passage.parts().stream().map(SearchCommand::part).collect(Collectors.joining(" + ", " = ", ""));
    }

    private static String part(FusedHit.Part part) {
        return String.format(
                Locale.ROOT,
                "%.3f %s (#%d, %.3f)",
                part.contribution(),
                part.source().name().toLowerCase(Locale.ROOT),
                part.rank(),
                part.rawScore());
    }
}
