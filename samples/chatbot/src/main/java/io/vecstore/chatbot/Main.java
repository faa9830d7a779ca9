package io.vecstore.chatbot;

import picocli.CommandLine;

/** Starts the chatbot from the command line. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new ChatCommand()).execute(args));
    }
}
