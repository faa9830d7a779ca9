package io.vecstore.chatbot;

import picocli.CommandLine;

/** Starts the chatbot from the command line. */
public final class Main {

    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private Main() {}

    public static void main(String[] args) {
        if (System.getProperty(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, "error");
        }
        System.exit(new CommandLine(new ChatCommand()).execute(args));
    }
}
