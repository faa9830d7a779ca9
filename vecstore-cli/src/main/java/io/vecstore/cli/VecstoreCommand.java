package io.vecstore.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command itself: options that all subcommands have, and the list of those. */
@Command(
        name = "vecstore",
        description = "Asks folders of documents, offline: keeps them in a database and finds cited passages in it.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = VecstoreCommand.Version.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        subcommands = {
            SyncCommand.class,
            SearchCommand.class,
            AskCommand.class,
            ChatCommand.class,
            StatsCommand.class,
            DoctorCommand.class,
            SnapshotCommand.class,
            ExportCommand.class,
            ImportCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is done",
            "1:it cannot be done; the message says why",
            "2:an option, an argument or a filter is wrong",
            "3:it is done, but not for all files",
            "4:the database is damaged",
            "5:nothing was found"
        })
final class VecstoreCommand {

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show stack traces and what the libraries log.")
    private boolean debug;

    VecstoreCommand() {}

    /** Runs a command line; returns its exit code. */
    static int run(CliEnvironment environment, String... arguments) {
        return commandLine(environment).execute(arguments);
    }

    static CommandLine commandLine(CliEnvironment environment) {
        VecstoreCommand root = new VecstoreCommand();
        CommandLine commandLine = new CommandLine(root, new Factory(environment));
        Failures failures = new Failures(environment.terminal(), () -> root.debug);
        return commandLine
                .setOut(writer(environment.terminal().out()))
                .setErr(writer(environment.terminal().err()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    /** Gives subcommands the environment. */
    private record Factory(CliEnvironment environment) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                return type.getDeclaredConstructor(CliEnvironment.class).newInstance(environment);
            } catch (NoSuchMethodException plain) {
                return CommandLine.defaultFactory().create(type);
            }
        }
    }

    /** The version that the build wrote into a resource. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            try (InputStream in =
                    Objects.requireNonNull(VecstoreCommand.class.getResourceAsStream("version.properties"))) {
                Properties properties = new Properties();
                properties.load(in);
                return new String[] {"vecstore " + properties.getProperty("version")};
            } catch (IOException unreadable) {
                throw new UncheckedIOException("cannot read version.properties from the command's own jar", unreadable);
            }
        }
    }
}
