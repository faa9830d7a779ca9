package io.vecstore.spring;

import io.vecstore.VecStore;
import io.vecstore.langchain4j.VecStoreContentRetrieverBuilder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings under {@code vecstore}.
 *
 * @param folder of the database; made where there is none. Without it there is no store and no retriever
 * @param collection the name of the collection; {@value VecStore#COLLECTION} by default
 * @param dimension of the embeddings; 0, the default, lets the first one decide
 * @param hybrid whether requests to the store that have a query text search by it too; not by default
 * @param model of the embedder
 * @param retriever of the content retriever
 */
@ConfigurationProperties("vecstore")
public record VecStoreProperties(
        @Nullable Path folder,
        @DefaultValue(VecStore.COLLECTION) String collection,
        @DefaultValue("0") int dimension,
        @DefaultValue("false") boolean hybrid,
        @DefaultValue Model model,
        @DefaultValue Retriever retriever) {

    /**
     * The settings under {@code vecstore.model}.
     *
     * @param folder a sentence-transformers model with {@code tokenizer.json} and {@code model.onnx}; without it the
     *     default model is taken from the class path
     */
    public record Model(@Nullable Path folder) {}

    /**
     * The settings under {@code vecstore.retriever}.
     *
     * @param maxResults how many passages at most
     * @param minScore the least score, 0 to 1
     * @param hybrid whether texts are searched beside vectors; they are by default
     */
    public record Retriever(
            @DefaultValue("" + VecStoreContentRetrieverBuilder.DEFAULT_MAX_RESULTS)
            int maxResults,

            @DefaultValue("0") double minScore,
            @DefaultValue("true") boolean hybrid) {}
}
