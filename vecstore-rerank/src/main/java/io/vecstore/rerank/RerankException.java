package io.vecstore.rerank;

import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.EmbeddingException.Kind;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A reranker could not be opened or run. The message names the place and the remedy. Immutable; safe to hand to
 * other threads.
 */
public final class RerankException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    public RerankException(Kind kind, String message) {
        this(kind, message, null);
    }

    public RerankException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** The kind of failure; models fail alike whether they embed or rerank. */
    public Kind kind() {
        return kind;
    }

    /** A stable, machine-readable name of the kind of failure, in lower-case words joined by underscores. */
    public String code() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Runs code of a model and passes its failure on as ours. */
    static <T> T translating(Supplier<T> model) {
        try {
            return model.get();
        } catch (EmbeddingException e) {
            throw new RerankException(e.kind(), String.valueOf(e.getMessage()), e);
        }
    }
}
