package io.vecstore.embeddings.runtime;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A loaded ONNX model on the CPU, shared by threads. Two twins do the same: {@link DjlOnnxSession} through
 * DJL, {@link DirectOnnxSession} through ONNX Runtime's own API where DJL cannot start.
 */
public sealed interface OnnxSession extends AutoCloseable permits DjlOnnxSession, DirectOnnxSession {
    /** Which of the twins a session is. */
    enum Route {
        DJL,
        DIRECT
    }

    /**
     * Loads a model by the route that this JVM allows.
     *
     * @throws io.vecstore.embeddings.EmbeddingException if the file is no ONNX model that the runtime accepts,
     *     or the runtime does not exist for this machine
     */
    static OnnxSession open(ModelSource model) {
        return switch (OnnxRoute.decide()) {
            case DJL -> DjlOnnxSession.open(model);
            case DIRECT -> DirectOnnxSession.open(model);
        };
    }

    Route route();

    /** The names of the inputs, all of which {@link #run} must be given. */
    Set<String> inputNames();

    /**
     * Runs the model once.
     *
     * @param inputs one matrix for every name in {@link #inputNames()}
     * @param preferredOutputs names in order of preference; the first output of the model if none of them exists
     * @return a copy of that output, which must be float32
     * @throws io.vecstore.embeddings.EmbeddingException if the model fails or the session is closed
     */
    FloatTensor run(Map<String, LongMatrix> inputs, List<String> preferredOutputs);

    @Override
    void close();
}
