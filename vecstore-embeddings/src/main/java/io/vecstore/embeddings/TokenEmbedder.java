package io.vecstore.embeddings;

import java.util.List;

/** The capability of an embedder to give one vector for every token, for late interaction (MaxSim). */
public interface TokenEmbedder {
    /**
     * The vectors of a text's own tokens, cut like {@link Embedder#embed(String, InputType)}; special tokens
     * are left out, a prefix is not. All have one dimension, which need not be {@link Embedder#dimension()}.
     *
     * @throws EmbeddingException if the model fails, the thread is interrupted or the embedder is closed
     */
    TokenVectors embedTokens(String text, InputType type);

    /** The same for many texts, in their order. */
    List<TokenVectors> embedAllTokens(List<String> texts, InputType type);
}
