package io.vecstore.bench.measure;

import io.vecstore.bench.data.BenchException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process with the same class path as this one, in which one thing is measured by itself; its heap grows from little. */
public final class ChildJvm {

    private static final String MAIN = "io.vecstore.bench.Main";

    /** Begins the line of a result; what else a process prints is not read. */
    private static final String RESULT = "result ";

    private ChildJvm() {}

    /**
     * Has {@code bench COMMAND} do a task in a process of its own, and waits until it has ended.
     *
     * @param heap the most that its heap may take, as {@code -Xmx} has it
     * @param task a record, given to the command as JSON
     * @return what the command gave to {@link #answer}
     * @throws BenchException if it ended without that
     */
    public static <T> T ask(String heap, String command, Object task, Class<T> type)
            throws IOException, InterruptedException {
        String json = JsonLines.write(task);
        Process process = start(heap, command, json);
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            String result = reader.lines()
                    .filter(line -> line.startsWith(RESULT))
                    .findFirst()
                    .orElseThrow(() -> new BenchException("the process \"" + command + " " + json
                            + "\" ended without a result; what it said is above"));
            process.waitFor();
            return JsonLines.read(result.substring(RESULT.length()), type);
        }
    }

    /** Prints the result of a task in a process that {@link #ask} has started. */
    public static void answer(PrintWriter out, Object result) {
        out.println(RESULT + JsonLines.write(result));
        out.flush();
    }

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
