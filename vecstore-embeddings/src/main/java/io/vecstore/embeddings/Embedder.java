package io.vecstore.embeddings;

import java.util.List;

/**
 * Turns texts into vectors of one fixed dimension. Safe for use by many threads; concurrency is inside, so
 * callers hand over whole lists and do not build pools of their own.
 *
 * <p>The vector of a text depends on {@link #identity()}, the text and its {@link InputType} alone, never on
 * the texts beside it. Every string is a text: the empty one, one with unpaired surrogates (read as U+FFFD)
 * and one of many megabytes, of which the first {@link #maxTokens} tokens count.
 */
public interface Embedder extends AutoCloseable {
    /**
     * The vector of one text, {@link #dimension()} long and owned by the caller.
     *
     * @throws EmbeddingException if the model fails, the thread is interrupted or the embedder is closed
     */
    float[] embed(String text, InputType type);

    /**
     * The vectors of many texts in the order of the texts. Nothing is returned for a part of the list: the
     * first failure is thrown and the remaining texts are not embedded.
     *
     * @throws EmbeddingException as for {@link #embed(String, InputType)}
     */
    List<float[]> embedAll(List<String> texts, InputType type);

    /** The vector of a passage. */
    default float[] embed(String text) {
        return embed(text, InputType.PASSAGE);
    }

    /** The vectors of passages. */
    default List<float[]> embedAll(List<String> texts) {
        return embedAll(texts, InputType.PASSAGE);
    }

    /** The length of every vector. */
    int dimension();

    /** What the vectors depend on. */
    ModelIdentity identity();

    /** How many tokens the text itself makes: no special tokens, no prefix, not limited. */
    int countTokens(String text);

    /**
     * How many of the tokens that {@link #countTokens} counts take part in the vector, so that splitters can
     * be sized: the model's length less special tokens and the prefix of that type.
     */
    int maxTokens(InputType type);

    /** The length of a text beside the limit. */
    default TokenCount tokenCount(String text, InputType type) {
        return new TokenCount(countTokens(text), maxTokens(type));
    }

    /** Waits for calls that are running, then frees the model. Closing twice does nothing. */
    @Override
    void close();
}
