package io.vecstore.embeddings.runtime;

import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.EmbeddingException.Kind;

/** The messages that both twins of {@link OnnxSession} give. */
final class SessionFailures {
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
                "ONNX Runtime does not start on " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch") + ": " + cause.getMessage()
                        + " - it needs glibc Linux, macOS on ARM or Windows, a writable temp folder ("
                        + System.getProperty("java.io.tmpdir") + ") and native access",
                cause);
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
