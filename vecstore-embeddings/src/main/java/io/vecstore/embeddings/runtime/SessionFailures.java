package io.vecstore.embeddings.runtime;

import ai.djl.util.Utils;
import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.EmbeddingException.Kind;

/** The messages that both twins of {@link OnnxSession} give. */
final class SessionFailures {
    private static final String PLATFORMS = "Linux with glibc, macOS on ARM or Windows, 64 bits (this is "
            + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ")";

    private SessionFailures() {}

    static EmbeddingException notLoaded(ModelSource model, Exception cause) {
        return new EmbeddingException(
                Kind.MODEL_INVALID,
                "cannot load the ONNX model " + model.describe() + ": " + cause.getMessage()
                        + " - is the file complete, and exported for this ONNX Runtime?",
                cause);
    }

    static EmbeddingException noRuntime(Throwable cause) {
        return new EmbeddingException(
                Kind.RUNTIME_UNAVAILABLE,
                "ONNX Runtime does not start: " + rootOf(cause) + " - it needs " + PLATFORMS
                        + ", a writable temp folder (java.io.tmpdir is " + System.getProperty("java.io.tmpdir")
                        + ") and native access",
                cause);
    }

    static EmbeddingException noTokenizers(Throwable cause) {
        return new EmbeddingException(
                Kind.RUNTIME_UNAVAILABLE,
                "the native tokenizer library does not load: " + rootOf(cause) + " - it needs " + PLATFORMS
                        + ", a folder to unpack to (" + Utils.getEngineCacheDir("tokenizers")
                        + ", which DJL_CACHE_DIR moves) and native access",
                cause);
    }

    /** The first cause: on the way up, class initialisation hides it. */
    static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    static EmbeddingException notRun(ModelSource model, Exception cause) {
        return new EmbeddingException(
                Kind.INFERENCE_FAILED, "the ONNX model " + model.describe() + " failed: " + cause.getMessage(), cause);
    }

    static EmbeddingException notFloat(ModelSource model, String output, Object type) {
        return new EmbeddingException(
                Kind.MODEL_INVALID,
                "the output \"" + output + "\" of the ONNX model " + model.describe() + " is " + type
                        + ", not float32: export it with float32 outputs");
    }
}
