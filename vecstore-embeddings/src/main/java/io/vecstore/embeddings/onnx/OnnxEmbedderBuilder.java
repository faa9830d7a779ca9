package io.vecstore.embeddings.onnx;

import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.EmbeddingException.Kind;
import io.vecstore.embeddings.EmbeddingSettings;
import io.vecstore.embeddings.Pooling;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Configures an {@link OnnxEmbedder}. What is not set comes from the model's own files; without
 * {@link #modelFolder} it is the default model on the class path. For one thread.
 */
public final class OnnxEmbedderBuilder {
    private @Nullable Path modelFolder;
    private @Nullable Path modelFile;
    private @Nullable String modelSha256;
    private @Nullable String id;
    private @Nullable Pooling pooling;
    private @Nullable Boolean normalize;
    private @Nullable Integer maxLength;
    private @Nullable String queryPrefix;
    private @Nullable String passagePrefix;
    private int threads = Runtime.getRuntime().availableProcessors();

    OnnxEmbedderBuilder() {}

    /** A folder with {@code tokenizer.json} and {@code model.onnx} or {@code onnx/model.onnx}. */
    public OnnxEmbedderBuilder modelFolder(Path folder) {
        this.modelFolder = Objects.requireNonNull(folder, "folder");
        return this;
    }

    /** Another ONNX file, relative to the folder, such as {@code onnx/model_quantized.onnx}. */
    public OnnxEmbedderBuilder modelFile(Path file) {
        this.modelFile = Objects.requireNonNull(file, "file");
        return this;
    }

    /** The digest that the ONNX file must have, in hex; by default any. */
    public OnnxEmbedderBuilder modelSha256(String hex) {
        this.modelSha256 = hex.toLowerCase(Locale.ROOT);
        return this;
    }

    /** The name of the model for people; by default the name of its folder. */
    public OnnxEmbedderBuilder id(String name) {
        this.id = Objects.requireNonNull(name, "name");
        return this;
    }

    public OnnxEmbedderBuilder pooling(Pooling value) {
        this.pooling = Objects.requireNonNull(value, "value");
        return this;
    }

    /** Whether vectors are scaled to unit length. */
    public OnnxEmbedderBuilder normalize(boolean value) {
        this.normalize = value;
        return this;
    }

    /** Tokens read per text, special tokens and prefix included. Beyond the model's positions it is refused. */
    public OnnxEmbedderBuilder maxLength(int tokens) {
        if (tokens < 1) {
            throw new IllegalArgumentException("maxLength must be at least 1, was " + tokens);
        }
        this.maxLength = tokens;
        return this;
    }

    /** Put before every query, such as {@code "query: "} for the e5 models, whose files do not say so. */
    public OnnxEmbedderBuilder queryPrefix(String prefix) {
        this.queryPrefix = Objects.requireNonNull(prefix, "prefix");
        return this;
    }

    /** Put before every passage. */
    public OnnxEmbedderBuilder passagePrefix(String prefix) {
        this.passagePrefix = Objects.requireNonNull(prefix, "prefix");
        return this;
    }

    /** How many texts are embedded at once; by default the number of processors. */
    public OnnxEmbedderBuilder threads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("threads must be at least 1, was " + count);
        }
        this.threads = count;
        return this;
    }

    /**
     * Loads the model, which takes about a second, and embeds one text to see that it works.
     *
     * @throws EmbeddingException if a file is missing, damaged or unsupported, or the digest is another
     */
    public OnnxEmbedder build() {
        if (modelFolder == null && modelFile != null) {
            throw new IllegalArgumentException("modelFile " + modelFile + " needs a modelFolder to be relative to");
        }
        ModelFiles found = modelFolder == null
                ? ModelFiles.miniLm()
                : ModelFolder.read(modelFolder, Optional.ofNullable(modelFile));
        EmbeddingSettings settings = settings(found);
        String digest = found.model().sha256();
        if (modelSha256 != null && !modelSha256.equals(digest)) {
            throw new EmbeddingException(
                    Kind.MODEL_INVALID,
                    "SHA-256 mismatch for " + found.model().describe() + ": expected " + modelSha256 + ", is " + digest
                            + " - fetch the file again or correct the expected digest");
        }
        return OnnxEmbedder.open(found, id == null ? found.id() : id, digest, settings, threads);
    }

    private EmbeddingSettings settings(ModelFiles found) {
        EmbeddingSettings own = found.settings();
        if (maxLength != null && maxLength > found.maxPositions()) {
            throw new IllegalArgumentException("maxLength " + maxLength + " is beyond the " + found.maxPositions()
                    + " positions of the model " + found.id());
        }
        return new EmbeddingSettings(
                pooling == null ? own.pooling() : pooling,
                normalize == null ? own.normalize() : normalize,
                maxLength == null ? own.maxLength() : maxLength,
                own.lowerCase(),
                queryPrefix == null ? own.queryPrefix() : queryPrefix,
                passagePrefix == null ? own.passagePrefix() : passagePrefix);
    }
}
