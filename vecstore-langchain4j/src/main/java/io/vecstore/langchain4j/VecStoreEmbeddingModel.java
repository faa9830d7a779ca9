package io.vecstore.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.model.embedding.request.EmbeddingInput;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingParameter;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.TokenUsage;
import io.vecstore.embeddings.Embedder;
import io.vecstore.embeddings.InputType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Embedder} as langchain4j's embedding model. Safe for use by many threads. Texts are passages unless a
 * request's input type says that they are queries; for models with prefixes this matters. The token usage counts the
 * texts themselves, also what is beyond the model's limit. Failures are
 * {@link io.vecstore.embeddings.EmbeddingException}s.
 */
public final class VecStoreEmbeddingModel implements EmbeddingModel {

    private final Embedder embedder;
    private final List<EmbeddingModelListener> listeners;

    private VecStoreEmbeddingModel(Embedder embedder, List<EmbeddingModelListener> listeners) {
        this.embedder = embedder;
        this.listeners = List.copyOf(listeners);
    }

    /** A model over an embedder, which stays with the caller and has to outlive the model. */
    public static VecStoreEmbeddingModel of(Embedder embedder) {
        return new VecStoreEmbeddingModel(embedder, List.of());
    }

    /** A model that tells listeners of every request. */
    public static VecStoreEmbeddingModel of(Embedder embedder, List<EmbeddingModelListener> listeners) {
        return new VecStoreEmbeddingModel(embedder, listeners);
    }

    /** The embedder behind the model. */
    public Embedder embedder() {
        return embedder;
    }

    @Override
    public EmbeddingResponse doEmbed(EmbeddingRequest request) {
        List<String> texts = request.inputs().stream().map(EmbeddingInput::text).toList();
        List<Embedding> embeddings = embedder.embedAll(texts, inputType(request.inputType())).stream()
                .map(Embedding::from)
                .toList();
        return EmbeddingResponse.builder()
                .embeddings(embeddings)
                .modelName(modelName())
                .tokenUsage(new TokenUsage(
                        texts.stream().mapToInt(embedder::countTokens).sum()))
                .build();
    }

    private static InputType inputType(@Nullable EmbeddingInputType type) {
        return type == EmbeddingInputType.QUERY ? InputType.QUERY : InputType.PASSAGE;
    }

    @Override
    public Set<EmbeddingParameter<?>> supportedParameters() {
        return Set.of(EmbeddingRequestParameters.INPUT_TYPE);
    }

    @Override
    public List<EmbeddingModelListener> listeners() {
        return listeners;
    }

    @Override
    public int dimension() {
        return embedder.dimension();
    }

    @Override
    public String modelName() {
        return embedder.identity().id();
    }
}
