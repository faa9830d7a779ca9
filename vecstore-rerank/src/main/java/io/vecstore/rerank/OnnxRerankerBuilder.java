package io.vecstore.rerank;

import io.vecstore.embeddings.EmbeddingException.Kind;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Configures an {@link OnnxReranker}. What is not set comes from the model's own files. For one thread.
 */
public final class OnnxRerankerBuilder {
    private final Path modelFolder;
    private @Nullable Path modelFile;
    private @Nullable String modelSha256;
    private @Nullable Integer maxLength;
    private @Nullable Activation activation;
    private OptionalInt relevantLabel = OptionalInt.empty();
    private int batchTokens = 1;
    private int threads = Runtime.getRuntime().availableProcessors();
    private LongSupplier nanoClock = System::nanoTime;

    OnnxRerankerBuilder(Path modelFolder) {
        this.modelFolder = Objects.requireNonNull(modelFolder, "modelFolder");
    }

    /** Another ONNX file, relative to the folder; by default {@code model.onnx} or {@code onnx/model.onnx}. */
    public OnnxRerankerBuilder modelFile(Path file) {
        this.modelFile = Objects.requireNonNull(file, "file");
        return this;
    }

    /** The digest that the ONNX file must have, in hex; by default any. */
    public OnnxRerankerBuilder modelSha256(String hex) {
        this.modelSha256 = hex.toLowerCase(Locale.ROOT);
        return this;
    }

    /** Tokens of query, passage and special tokens together. Beyond the model's positions it is refused. */
    public OnnxRerankerBuilder maxLength(int tokens) {
        this.maxLength = atLeastOne("maxLength", tokens);
        return this;
    }

    /** By default what config.json names, otherwise sigmoid for one label and softmax for two. */
    public OnnxRerankerBuilder activation(Activation value) {
        this.activation = Objects.requireNonNull(value, "value");
        return this;
    }

    /** Which of the model's labels means relevant, from 0; by default the last of one or two. */
    public OnnxRerankerBuilder relevantLabel(int label) {
        if (label < 0) {
            throw new IllegalArgumentException("relevantLabel must not be negative, was " + label);
        }
        this.relevantLabel = OptionalInt.of(label);
        return this;
    }

    /**
     * Padded tokens in one run of the model, at most; a longer pair runs alone. The default 1 runs every pair
     * alone: a dynamically quantized model scores a pair differently when it shares a run, and on a CPU
     * sharing is no faster. Raise it (4,096, say) for float models on many short passages.
     */
    public OnnxRerankerBuilder batchTokens(int tokens) {
        this.batchTokens = atLeastOne("batchTokens", tokens);
        return this;
    }

    /** How many runs go on at once; by default the number of processors. */
    public OnnxRerankerBuilder threads(int count) {
        this.threads = atLeastOne("threads", count);
        return this;
    }

    /** The clock of time budgets. */
    OnnxRerankerBuilder nanoClock(LongSupplier clock) {
        this.nanoClock = clock;
        return this;
    }

    private static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, was " + value);
        }
        return value;
    }

    /**
     * Loads the model and scores one pair to see that it works.
     *
     * @throws RerankException if a file is missing, damaged or unsupported, or the digest is another
     */
    public OnnxReranker build() {
        return RerankException.translating(() -> {
            CrossEncoderFolder found = CrossEncoderFolder.read(modelFolder, Optional.ofNullable(modelFile));
            requireDigest(found);
            return new OnnxReranker(
                    found,
                    length(found),
                    Optional.ofNullable(activation),
                    relevantLabel,
                    new OnnxReranker.Execution(batchTokens, threads, nanoClock));
        });
    }

    private int length(CrossEncoderFolder found) {
        if (maxLength == null) {
            return found.maxLength();
        }
        if (maxLength > found.maxPositions()) {
            throw new IllegalArgumentException("maxLength " + maxLength + " is beyond the " + found.maxPositions()
                    + " positions of the model " + found.id());
        }
        return maxLength;
    }

    private void requireDigest(CrossEncoderFolder found) {
        if (modelSha256 == null) {
            return;
        }
        String digest = found.model().sha256();
        if (!modelSha256.equals(digest)) {
            throw new RerankException(
                    Kind.MODEL_INVALID,
                    "SHA-256 mismatch for " + found.model().describe() + ": expected " + modelSha256 + ", is " + digest
                            + " - fetch the file again or correct the expected digest");
        }
    }
}
