package io.vecstore.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInput;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import io.vecstore.embeddings.Embedder;
import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.EmbeddingException.Kind;
import io.vecstore.embeddings.EmbeddingSettings;
import io.vecstore.embeddings.InputType;
import io.vecstore.embeddings.ModelIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Any of langchain4j's embedding models, remote ones included, as an {@link Embedder}. As thread-safe as the model. The
 * input type is passed on to models that take it.
 *
 * <p>langchain4j says nothing of a model's tokenizer, so the length and the counting of tokens are given by the caller;
 * they size the splitter and change no text. Vectors are those of the model: if it gives other ones for the same text
 * beside other texts, so does this.
 */
public final class LangChain4jEmbedder implements Embedder {

    /** How many texts go into one request: what remote services commonly take. */
    public static final int BATCH_SIZE = 96;

    private final EmbeddingModel model;
    private final ModelIdentity identity;
    private final ToIntFunction<String> tokenCounter;
    private final int dimension;
    private final boolean takesInputType;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LangChain4jEmbedder(
            EmbeddingModel model, ModelIdentity identity, ToIntFunction<String> tokenCounter, int dimension) {
        this.model = model;
        this.identity = identity;
        this.tokenCounter = tokenCounter;
        this.dimension = dimension;
        this.takesInputType = model.supportedParameters().contains(EmbeddingRequestParameters.INPUT_TYPE);
    }

    /**
     * An embedder over a model.
     *
     * @param model stays open when the embedder is closed
     * @param modelId what tells this model from others whose vectors may not be compared with its own: a stored
     *     collection remembers it
     * @param maxTokens how many tokens of a text the model reads, at least 1
     * @param tokenCounter counts the tokens of a text as the model does, or nearly so
     * @throws EmbeddingException if the model is asked for its dimension and fails
     */
    public static LangChain4jEmbedder of(
            EmbeddingModel model, String modelId, int maxTokens, ToIntFunction<String> tokenCounter) {
        ModelIdentity identity = new ModelIdentity(modelId, "", "", EmbeddingSettings.defaults(maxTokens));
        return new LangChain4jEmbedder(
                model, identity, tokenCounter, run(modelId, "asked for its dimension", model::dimension));
    }

    @Override
    public float[] embed(String text, InputType type) {
        return embedAll(List.of(text), type).getFirst();
    }

    @Override
    public List<float[]> embedAll(List<String> texts, InputType type) {
        List<float[]> vectors = new ArrayList<>(texts.size());
        for (int start = 0; start < texts.size(); start += BATCH_SIZE) {
            List<String> batch = texts.subList(start, Math.min(start + BATCH_SIZE, texts.size()));
            vectors.addAll(embedBatch(batch, type));
        }
        return vectors;
    }

    private List<float[]> embedBatch(List<String> texts, InputType type) {
        if (closed.get()) {
            throw new EmbeddingException(Kind.CLOSED, "the embedder over " + identity.id() + " has been closed");
        }
        EmbeddingRequest.Builder request = EmbeddingRequest.builder()
                .inputs(texts.stream().map(EmbeddingInput::from).toList());
        if (takesInputType) {
            request.inputType(type == InputType.QUERY ? EmbeddingInputType.QUERY : EmbeddingInputType.DOCUMENT);
        }
        List<Embedding> embeddings = run(
                identity.id(),
                "given " + texts.size() + " texts",
                () -> model.embed(request.build()).embeddings());
        requireFit(texts.size(), embeddings);
        return embeddings.stream().map(Embedding::vector).map(float[]::clone).toList();
    }

    private void requireFit(int texts, List<Embedding> embeddings) {
        if (embeddings.size() != texts) {
            throw new EmbeddingException(
                    Kind.INFERENCE_FAILED,
                    identity.id() + " gave " + embeddings.size() + " embeddings for " + texts + " texts");
        }
        for (Embedding embedding : embeddings) {
            if (embedding.dimension() != dimension) {
                throw new EmbeddingException(
                        Kind.INFERENCE_FAILED,
                        identity.id() + " gave an embedding of dimension " + embedding.dimension() + ", its own is "
                                + dimension);
            }
        }
    }

    private static <T> T run(String modelId, String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (EmbeddingException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new EmbeddingException(
                    Kind.INFERENCE_FAILED, modelId + " failed when it was " + what + ": " + e.getMessage(), e);
        }
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public ModelIdentity identity() {
        return identity;
    }

    @Override
    public int countTokens(String text) {
        return tokenCounter.applyAsInt(text);
    }

    @Override
    public int maxTokens(InputType type) {
        return identity.settings().maxLength();
    }

    /** Refuses further calls; the model stays open. */
    @Override
    public void close() {
        closed.set(true);
    }
}
