package io.vecstore.cli;

import io.vecstore.pipeline.PipelineStats;
import io.vecstore.pipeline.RagPipeline;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what is in the database. */
@Command(name = "stats", description = "Says what is in the database, and from which folders.")
final class StatsCommand implements Callable<Integer> {

    private final CliEnvironment environment;

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Option(names = "--json", description = "Print the numbers as JSON.")
    private boolean json;

    StatsCommand(CliEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Places places = new Places(environment.workingDirectory());
        String folder = database.folder(environment).toString();
        try (RagPipeline pipeline = database.open(environment)) {
            PipelineStats stats = pipeline.stats();
            if (json) {
                Json.print(environment.terminal(), Json.stats(stats, folder, places));
            } else {
                print(stats, folder, places);
            }
            return ExitCode.OK.code();
        }
    }

    private void print(PipelineStats stats, String folder, Places places) {
        PrintStream out = environment.terminal().out();
        out.println(folder);
        out.println("  " + Units.count(stats.documents(), "document") + ", " + Units.count(stats.chunks(), "chunk"));
        stats.model()
                .ifPresent(model -> out.println("  model " + model + ", "
                        + Units.count(stats.collection().dimension(), "dimension")));
        out.println("  " + Units.count(stats.collection().segments(), "segment") + " of "
                + Units.bytes(stats.collection().segmentBytes()) + ", "
                + Units.count(stats.collection().recordsInMemory(), "record") + " not yet in a segment, "
                + Units.count(stats.collection().deletedRows(), "deleted row"));
        for (PipelineStats.FolderStats each : stats.folders()) {
            out.println("  " + places.source(each.root()) + ": " + Units.count(each.documents(), "document") + ", "
                    + each.failed() + " failed, " + each.skipped() + " skipped, "
                    + Units.count(each.characters(), "character"));
        }
    }
}
