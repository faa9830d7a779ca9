package io.vecstore.bench;

import io.vecstore.bench.ann.AnnCommand;
import io.vecstore.bench.ann.WorkerCommand;
import io.vecstore.bench.commit.CommitCommand;
import io.vecstore.bench.data.BenchException;
import io.vecstore.bench.faults.FaultsCommand;
import io.vecstore.bench.load.LoadCommand;
import io.vecstore.bench.load.LoadWorkerCommand;
import io.vecstore.bench.store.StoreCommand;
import io.vecstore.bench.store.StoreWorkerCommand;
import io.vecstore.bench.updates.UpdatesCommand;
import io.vecstore.error.VecStoreException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command itself: the list of benchmarks. */
@Command(
        name = "bench",
        description = "Measures the store against other libraries; docs/benchmarks.md has results.",
        version = "vecstore-bench of this checkout; it is never released",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "BENCHMARK",
        subcommands = {
            AnnCommand.class,
            CommitCommand.class,
            FaultsCommand.class,
            LoadCommand.class,
            StoreCommand.class,
            UpdatesCommand.class,
            WorkerCommand.class,
            LoadWorkerCommand.class,
            StoreWorkerCommand.class
        })
final class BenchCommand {

    private BenchCommand() {}

    static CommandLine commandLine() {
        return new CommandLine(new BenchCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(BenchCommand::fail);
    }

    private static int fail(Exception failure, CommandLine command, ParseResult parsed) {
        switch (failure) {
            case BenchException _, VecStoreException _ -> command.getErr().println("bench: " + failure.getMessage());
            default -> failure.printStackTrace(command.getErr());
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
