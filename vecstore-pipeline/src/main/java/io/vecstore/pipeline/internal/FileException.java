package io.vecstore.pipeline.internal;

/** A file cannot be read now; it may be possible the next time. The message is a reason without the file's name. */
final class FileException extends Exception {
    private static final long serialVersionUID = 1L;

    FileException(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
