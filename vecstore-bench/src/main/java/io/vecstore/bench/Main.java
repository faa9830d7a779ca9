package io.vecstore.bench;

/** The entry point of {@code ./bench}. */
public final class Main {

    private Main() {}

    /** Runs a benchmark and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(BenchCommand.commandLine().execute(arguments));
    }
}
