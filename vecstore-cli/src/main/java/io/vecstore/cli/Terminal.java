package io.vecstore.cli;

import java.io.PrintStream;

/**
 * Where the command writes.
 *
 * @param out for results
 * @param err for everything else
 * @param interactive whether a person is watching, so that a line may be rewritten
 * @param color whether text may be made bold
 */
record Terminal(PrintStream out, PrintStream err, boolean interactive, boolean color) {

    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    /** Makes words stand out: bold, or between two stars where that cannot be shown. */
    String marked(String text) {
        return color ? BOLD + text + PLAIN : "**" + text + "**";
    }

    /** A heading: bold where that can be shown. */
    String bold(String text) {
        return color ? BOLD + text + PLAIN : text;
    }

    /** A line on standard error, after the command's name. */
    void note(String text) {
        err.println("vecstore: " + text);
    }
}
