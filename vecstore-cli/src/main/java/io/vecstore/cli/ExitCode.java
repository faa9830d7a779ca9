package io.vecstore.cli;

/** What the command's exit code says; {@code docs/cli.md} and {@code --help} list the same. */
enum ExitCode {
    /** All is done. */
    OK(0),
    /** It cannot be done: the message says why. */
    FAILED(1),
    /** An option, an argument or a filter is wrong. */
    USAGE(2),
    /** It is done, but not for all files. */
    INCOMPLETE(3),
    /** The database is damaged. */
    DAMAGED(4),
    /** Nothing was found. */
    NOT_FOUND(5);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
