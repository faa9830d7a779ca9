/** Texts in, vectors out: the {@code Embedder} contract and the one that runs ONNX models in this process. */
module io.vecstore.embeddings {
    requires static transitive org.jspecify;
    requires ai.djl.api;
    requires ai.djl.tokenizers;
    requires com.fasterxml.jackson.databind;
    requires com.microsoft.onnxruntime;
    requires org.slf4j;

    exports io.vecstore.embeddings;
    exports io.vecstore.embeddings.onnx;
    exports io.vecstore.embeddings.runtime to
            io.vecstore.rerank;
}
