package io.vecstore.embeddings;

import java.util.Objects;

/**
 * Everything beside the model's own files that decides what vector a text gets.
 *
 * @param pooling how token vectors become one vector
 * @param normalize whether the vector is scaled to unit length
 * @param maxLength tokens read per text, special tokens and prefix included; the rest of a text is cut
 * @param lowerCase whether texts are lower-cased before the tokenizer sees them
 * @param queryPrefix put before every query, usually empty
 * @param passagePrefix put before every passage, usually empty
 */
public record EmbeddingSettings(
        Pooling pooling,
        boolean normalize,
        int maxLength,
        boolean lowerCase,
        String queryPrefix,
        String passagePrefix) {
    public EmbeddingSettings {
        Objects.requireNonNull(pooling, "pooling");
        Objects.requireNonNull(queryPrefix, "queryPrefix");
        Objects.requireNonNull(passagePrefix, "passagePrefix");
        if (maxLength < 1) {
            throw new IllegalArgumentException("maxLength must be at least 1, was " + maxLength);
        }
    }

    /** Mean pooling, unit length, no prefixes: what most sentence-transformers models use. */
    public static EmbeddingSettings defaults(int maxLength) {
        return new EmbeddingSettings(Pooling.MEAN, true, maxLength, false, "", "");
    }

    /** The prefix for texts of that type. */
    public String prefix(InputType type) {
        return switch (type) {
            case QUERY -> queryPrefix;
            case PASSAGE -> passagePrefix;
        };
    }
}
