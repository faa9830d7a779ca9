package io.vecstore.langchain4j;

import dev.langchain4j.model.embedding.EmbeddingModel;
import io.vecstore.embeddings.onnx.OnnxEmbedder;

/** The default model, opened once for all tests of this JVM. */
final class SharedModel {

    private static final VecStoreEmbeddingModel MODEL = VecStoreEmbeddingModel.of(OnnxEmbedder.miniLm());

    private SharedModel() {}

    static EmbeddingModel get() {
        return MODEL;
    }
}
