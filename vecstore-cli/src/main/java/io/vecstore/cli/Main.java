package io.vecstore.cli;

import io.vecstore.embeddings.onnx.OnnxEmbedder;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** The entry point of the {@code vecstore} command. */
public final class Main {

    private Main() {}

    /** Runs the command and ends the process with its {@link ExitCode}. */
    public static void main(String[] arguments) {
        if (Arrays.asList(arguments).contains("--debug")) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
            System.setProperty("org.slf4j.simpleLogger.log.io.vecstore", "debug");
        }
        boolean interactive = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        boolean color = interactive
                && environment("NO_COLOR").isEmpty()
                && !environment("TERM").equals("dumb");
        Terminal terminal = new Terminal(stream(FileDescriptor.out), stream(FileDescriptor.err), interactive, color);
        int code = VecstoreCommand.run(
                new CliEnvironment(Path.of("").toAbsolutePath(), terminal, OnnxEmbedder::miniLm), arguments);
        terminal.out().flush();
        System.exit(code);
    }

    private static String environment(String name) {
        return Objects.requireNonNullElse(System.getenv(name), "");
    }

    /** UTF-8 whatever the locale: JSON has to be, and terminals are. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
