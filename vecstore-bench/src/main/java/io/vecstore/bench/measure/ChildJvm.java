package io.vecstore.bench.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process with the same class path as this one, in which one thing is measured by itself; its heap grows from little. */
public final class ChildJvm {

    private static final String MAIN = "io.vecstore.bench.Main";

    private ChildJvm() {}

    /**
     * Starts {@code bench ARGUMENTS}; what it prints as errors goes where ours goes.
     *
     * @param heap the most that its heap may take, as {@code -Xmx} has it
     */
    public static Process start(String heap, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Xms64m",
                "-Xmx" + heap,
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
