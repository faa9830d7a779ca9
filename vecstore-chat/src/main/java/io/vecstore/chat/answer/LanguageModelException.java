package io.vecstore.chat.answer;

import java.util.Optional;

/** The language model gave no answer, or only a part of one. */
final class LanguageModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LanguageModelException(LanguageModelOptions options, Throwable cause) {
        super(
                "The language model " + options + " does not answer (" + words(cause)
                        + "). Start it, or check --llm-url and --llm-model.",
                cause);
    }

    /** The innermost message, which is what the network or the server said. */
    private static String words(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String name = innermost.getClass().getSimpleName();
        String message =
                Optional.ofNullable(innermost.getMessage()).orElse(name).replaceAll("\\s+", " ");
        return message.length() > 200 ? message.substring(0, 200) + "…" : message;
    }
}
