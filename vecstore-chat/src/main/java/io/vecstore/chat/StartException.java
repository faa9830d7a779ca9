package io.vecstore.chat;

/** The chatbot cannot start as it was told; the message is one line that says why, and what to do. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message);
    }
}
