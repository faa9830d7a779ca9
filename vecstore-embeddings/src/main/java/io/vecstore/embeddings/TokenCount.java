package io.vecstore.embeddings;

/**
 * The length of a text in a model's tokens beside the length that the model reads.
 *
 * @param tokens tokens of the text itself, without special tokens and prefix
 * @param maxTokens how many of them take part in the vector
 */
public record TokenCount(int tokens, int maxTokens) {
    public TokenCount {
        if (tokens < 0 || maxTokens < 0) {
            throw new IllegalArgumentException("negative token count: " + tokens + " of " + maxTokens);
        }
    }

    /** Whether the end of the text does not take part in its vector. */
    public boolean isCut() {
        return tokens > maxTokens;
    }
}
