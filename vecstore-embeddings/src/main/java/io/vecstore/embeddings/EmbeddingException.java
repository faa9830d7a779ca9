package io.vecstore.embeddings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A model could not be opened or run. The message names the place and the remedy. Immutable; safe to hand
 * to other threads.
 */
public final class EmbeddingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The kinds of failure, for callers that react differently to them. */
    public enum Kind {
        /** The model's folder, one of its files or its artifact is missing. */
        MODEL_NOT_FOUND,
        /** A file of the model is there but is damaged, unsupported or not the expected one. */
        MODEL_INVALID,
        /** The machine cannot run models: native libraries are missing or refused. */
        RUNTIME_UNAVAILABLE,
        /** The model was opened but failed on this input. */
        INFERENCE_FAILED,
        /** The calling thread was interrupted while it waited; its interrupt status is set again. */
        INTERRUPTED,
        /** The embedder was used after, or closed during, the call. */
        CLOSED
    }

    private final Kind kind;

    public EmbeddingException(Kind kind, String message) {
        this(kind, message, null);
    }

    public EmbeddingException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** A stable, machine-readable name of the kind of failure, in lower-case words joined by underscores. */
    public String code() {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
