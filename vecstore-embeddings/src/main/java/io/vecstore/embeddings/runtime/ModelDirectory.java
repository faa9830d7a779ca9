package io.vecstore.embeddings.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.EmbeddingException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A folder with a model in Hugging Face's layout: which files it has, and the settings all models share. */
public final class ModelDirectory {
    private static final List<String> MODEL_FILES = List.of("model.onnx", "onnx/model.onnx");
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Tokenizers write 1e30 where they mean "no limit". */
    private static final double LARGEST_LENGTH = 1_000_000;

    private final Path folder;

    private ModelDirectory(Path folder) {
        this.folder = folder;
    }

    /**
     * @throws EmbeddingException if there is no such folder
     */
    public static ModelDirectory open(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(absolute)) {
            throw new EmbeddingException(
                    Kind.MODEL_NOT_FOUND,
                    "no model folder " + absolute + ": give a folder with tokenizer.json and model.onnx");
        }
        return new ModelDirectory(absolute);
    }

    public String name() {
        return String.valueOf(folder.getFileName());
    }

    public Path resolve(String file) {
        return folder.resolve(file);
    }

    /**
     * The ONNX file: the one asked for, relative to the folder, otherwise model.onnx or onnx/model.onnx.
     *
     * @throws EmbeddingException if it is not there
     */
    public ModelSource model(Optional<Path> requested) {
        List<String> candidates =
                requested.isPresent() ? List.of(requested.get().toString()) : MODEL_FILES;
        for (String candidate : candidates) {
            if (Files.isRegularFile(resolve(candidate))) {
                return ModelSource.of(resolve(candidate));
            }
        }
        throw new EmbeddingException(
                Kind.MODEL_NOT_FOUND,
                "no " + String.join(" or ", candidates) + " in the model folder " + folder
                        + ": export the model to ONNX, or name the file it is in");
    }

    /**
     * @throws EmbeddingException if there is no tokenizer.json
     */
    public ModelSource tokenizer() {
        Path file = resolve("tokenizer.json");
        if (!Files.isRegularFile(file)) {
            throw new EmbeddingException(
                    Kind.MODEL_NOT_FOUND,
                    "no tokenizer.json in the model folder " + folder
                            + ": copy it from the model's page, or save the fast tokenizer");
        }
        return ModelSource.of(file);
    }

    /**
     * The content of a configuration file, a missing node if there is none.
     *
     * @throws EmbeddingException if it is not JSON
     */
    public JsonNode json(String file) {
        Path path = resolve(file);
        if (!Files.isRegularFile(path)) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(path.toFile());
        } catch (IOException e) {
            throw new EmbeddingException(Kind.MODEL_INVALID, "cannot read " + path + " as JSON: " + e.getMessage(), e);
        }
    }

    /** {@code model_max_length} of the tokenizer, if it is a length. */
    public OptionalInt tokenizerMaxLength() {
        double length = json("tokenizer_config.json").path("model_max_length").asDouble(0);
        return length >= 1 && length <= LARGEST_LENGTH ? OptionalInt.of((int) length) : OptionalInt.empty();
    }

    /**
     * The longest sequence the model can read, {@code Integer.MAX_VALUE} if its config.json does not say. The
     * RoBERTa family numbers positions from pad_token_id + 1 and so can read that many fewer.
     */
    public int maxPositions() {
        JsonNode config = json("config.json");
        int positions = config.path("max_position_embeddings").asInt(0);
        if (positions <= 0) {
            return Integer.MAX_VALUE;
        }
        boolean offset = config.path("model_type").asText().contains("roberta");
        return offset ? positions - config.path("pad_token_id").asInt(1) - 1 : positions;
    }

    /** The token id of padding, 0 if config.json does not say. */
    public long padTokenId() {
        return json("config.json").path("pad_token_id").asLong(0);
    }
}
