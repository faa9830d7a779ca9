package io.vecstore.cli;

import io.vecstore.SnapshotInfo;
import io.vecstore.VecDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stores, lists, restores and deletes snapshots. */
@Command(
        name = "snapshot",
        description = "Stores the database as it is now under a name, and goes back to it.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SnapshotCommand.Create.class,
            SnapshotCommand.ListAll.class,
            SnapshotCommand.Restore.class,
            SnapshotCommand.Delete.class
        })
final class SnapshotCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    SnapshotCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing required subcommand");
    }

    /** Stores a snapshot. */
    @Command(
            name = "create",
            description =
                    "Stores the database as it is now. It shares its files with the snapshot for as long as both use"
                            + " them.")
    static final class Create implements Callable<Integer> {
        private final CliEnvironment environment;

        @Mixin
        private final DatabaseOption database = new DatabaseOption();

        @Parameters(paramLabel = "NAME", description = "What the snapshot is called.")
        private String name = "";

        Create(CliEnvironment environment) {
            this.environment = environment;
        }

        @Override
        public Integer call() {
            try (VecDatabase opened = database.openDatabase(environment)) {
                SnapshotInfo info = opened.createSnapshot(name);
                environment.terminal().note("snapshot \"" + name + "\" of " + Units.bytes(info.bytes()));
            }
            return ExitCode.OK.code();
        }
    }

    /** Lists snapshots. */
    @Command(name = "list", description = "Lists the stored snapshots, oldest first. The database may be open.")
    static final class ListAll implements Callable<Integer> {
        private final CliEnvironment environment;

        @Mixin
        private final DatabaseOption database = new DatabaseOption();

        @Option(names = "--json", description = "Print the snapshots as JSON.")
        private boolean json;

        ListAll(CliEnvironment environment) {
            this.environment = environment;
        }

        @Override
        public Integer call() {
            List<SnapshotInfo> snapshots = VecDatabase.snapshots(database.existingFolder(environment));
            if (json) {
                Json.print(environment.terminal(), Json.snapshots(snapshots));
            } else {
                for (SnapshotInfo each : snapshots) {
                    environment
                            .terminal()
                            .out()
                            .println(each.name() + ": " + each.createdAt() + ", commit "
                                    + each.sequenceNumber() + ", " + Units.bytes(each.bytes()) + ", "
                                    + Units.count(each.collections().size(), "collection"));
                }
            }
            return ExitCode.OK.code();
        }
    }

    /** Goes back to a snapshot. */
    @Command(
            name = "restore",
            description = {
                "Makes the database what it was; what came later is lost. After an interruption it is the old database or"
                        + " the restored one.",
                "With --to it makes a database of its own instead, even where the old one is open or damaged."
            })
    static final class Restore implements Callable<Integer> {
        private final CliEnvironment environment;

        @Mixin
        private final DatabaseOption database = new DatabaseOption();

        @Parameters(paramLabel = "NAME", description = "What the snapshot is called.")
        private String name = "";

        @Option(names = "--to", paramLabel = "DIR", description = "A folder that is empty or does not exist.")
        private Path target = Path.of("");

        Restore(CliEnvironment environment) {
            this.environment = environment;
        }

        @Override
        public Integer call() {
            if (!target.toString().isEmpty()) {
                Path folder = database.existingFolder(environment);
                VecDatabase.restoreSnapshot(folder, name, environment.resolve(target));
                return ExitCode.OK.code();
            }
            try (VecDatabase opened = database.openDatabase(environment)) {
                opened.restoreSnapshot(name);
            }
            return ExitCode.OK.code();
        }
    }

    /** Deletes a snapshot. */
    @Command(name = "delete", description = "Deletes a stored snapshot.")
    static final class Delete implements Callable<Integer> {
        private final CliEnvironment environment;

        @Mixin
        private final DatabaseOption database = new DatabaseOption();

        @Parameters(paramLabel = "NAME", description = "What the snapshot is called.")
        private String name = "";

        Delete(CliEnvironment environment) {
            this.environment = environment;
        }

        @Override
        public Integer call() {
            try (VecDatabase opened = database.openDatabase(environment)) {
                opened.deleteSnapshot(name);
            }
            return ExitCode.OK.code();
        }
    }
}
