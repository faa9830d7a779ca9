package io.vecstore.langchain4j;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.common.AbstractEmbeddingModelIT;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import io.vecstore.embeddings.Embedder;
import io.vecstore.embeddings.onnx.OnnxEmbedder;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** langchain4j's own tests of embedding models, on ours, with prefixes so that the input type shows. */
class VecStoreEmbeddingModelIT extends AbstractEmbeddingModelIT {

    private final Embedder embedder = OnnxEmbedder.builder()
            .queryPrefix("query: ")
            .passagePrefix("passage: ")
            .build();

    @AfterAll
    void close() {
        embedder.close();
    }

    @Override
    protected List<EmbeddingModel> models() {
        return List.of(VecStoreEmbeddingModel.of(embedder));
    }

    @Override
    protected EmbeddingModel modelWith(EmbeddingModelListener listener) {
        return VecStoreEmbeddingModel.of(embedder, List.of(listener));
    }

    @Override
    protected EmbeddingModel failingModelWith(EmbeddingModelListener listener) {
        OnnxEmbedder closed = OnnxEmbedder.miniLm();
        closed.close();
        return VecStoreEmbeddingModel.of(closed, List.of(listener));
    }

    @Override
    protected boolean supportsInputTypeParameter() {
        return true;
    }

    @Override
    protected boolean supportsDimensionsParameter() {
        return false;
    }

    @Override
    protected boolean supportsImageInput() {
        return false;
    }

    @Override
    protected boolean supportsInterleavedInput() {
        return false;
    }
}
