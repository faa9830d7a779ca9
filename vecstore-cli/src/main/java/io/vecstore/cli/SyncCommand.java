package io.vecstore.cli;

import io.vecstore.pipeline.RagPipeline;
import io.vecstore.pipeline.sync.SyncOptions;
import io.vecstore.pipeline.sync.SyncReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the database like a folder. */
@Command(
        name = "sync",
        description = {
            "Makes the database like a folder: adds what is new, replaces what has changed, deletes what is gone.",
            "Each file is stored at once or not at all; after an interruption the same command does the rest."
        })
final class SyncCommand implements Callable<Integer> {

    private final CliEnvironment environment;

    @Parameters(paramLabel = "DIR", description = "The folder of documents.")
    private Path folder = Path.of("");

    @Mixin
    private final DatabaseOption database = new DatabaseOption();

    @Mixin
    private final ModelOption model = new ModelOption();

    @Option(names = "--force", description = "Delete however many documents have lost their files.")
    private boolean force;

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    @Option(names = "--retry-failed", description = "Try files again that failed before and have not changed.")
    private boolean retryFailed;

    @Option(names = "--json", description = "Print the summary as JSON.")
    private boolean json;

    SyncCommand(CliEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Terminal terminal = environment.terminal();
        SyncReport report = sync();
        if (json) {
            Json.print(terminal, Json.report(report));
        } else {
            SyncSummary.print(terminal.out(), report);
        }
        return (report.isComplete() ? ExitCode.OK : ExitCode.INCOMPLETE).code();
    }

    private SyncReport sync() {
        try (RagPipeline pipeline = database.openOrCreate(model.in(environment));
                ProgressDisplay progress = new ProgressDisplay(environment.terminal());
                StopOnShutdown _ = new StopOnShutdown()) {
            return pipeline.sync(
                    environment.resolve(folder),
                    SyncOptions.DEFAULT
                            .withForce(force)
                            .withDryRun(dryRun)
                            .withRetryFailed(retryFailed)
                            .withListener(progress));
        }
    }
}
