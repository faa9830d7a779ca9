package io.vecstore.rerank;

import com.fasterxml.jackson.databind.JsonNode;
import io.vecstore.embeddings.EmbeddingException.Kind;
import io.vecstore.embeddings.runtime.ModelDirectory;
import io.vecstore.embeddings.runtime.ModelSource;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A cross-encoder that was found but not yet opened.
 *
 * @param maxLength tokens of a pair, from tokenizer_config.json and config.json, otherwise 512
 * @param maxPositions the longest pair the model can read, {@code Integer.MAX_VALUE} if unknown
 * @param activation what config.json names, if it names one
 */
record CrossEncoderFolder(
        String id,
        ModelSource model,
        ModelSource tokenizer,
        int maxLength,
        int maxPositions,
        long padTokenId,
        Optional<Activation> activation) {

    private static final int DEFAULT_MAX_LENGTH = 512;

    static CrossEncoderFolder read(Path folder, Optional<Path> modelFile) {
        ModelDirectory directory = ModelDirectory.open(folder);
        int maxPositions = directory.maxPositions();
        return new CrossEncoderFolder(
                directory.name(),
                directory.model(modelFile),
                directory.tokenizer(),
                Math.min(directory.tokenizerMaxLength().orElse(DEFAULT_MAX_LENGTH), maxPositions),
                maxPositions,
                directory.padTokenId(),
                activation(directory));
    }

    /** The name of a PyTorch class, under the key of sentence-transformers 4 or of the versions before. */
    private static Optional<Activation> activation(ModelDirectory directory) {
        JsonNode config = directory.json("config.json");
        String name = config.path("sentence_transformers")
                .path("activation_fn")
                .asText(config.path("sbert_ce_default_activation_function").asText(""));
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
            case "identity" -> Optional.of(Activation.IDENTITY);
            case "sigmoid" -> Optional.of(Activation.SIGMOID);
            case "softmax" -> Optional.of(Activation.SOFTMAX);
            default ->
                throw new RerankException(
                        Kind.MODEL_INVALID,
                        directory.resolve("config.json") + " names the activation " + name
                                + ", which is not supported: use identity, sigmoid or softmax");
        };
    }
}
