package io.vecstore.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInput;
import dev.langchain4j.model.embedding.request.EmbeddingParameter;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Vectors that depend on the text alone; remembers what it was asked. For one thread. */
final class StubModel implements EmbeddingModel {

    final List<EmbeddingRequest> requests = new ArrayList<>();
    private final int dimension;
    private final boolean takesInputType;

    StubModel(int dimension, boolean takesInputType) {
        this.dimension = dimension;
        this.takesInputType = takesInputType;
    }

    /** The vector of a text: gaussian, seeded by its hash. */
    static Embedding vector(String text, int dimension) {
        Random random = new Random(text.hashCode());
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return Embedding.from(vector);
    }

    @Override
    public EmbeddingResponse doEmbed(EmbeddingRequest request) {
        requests.add(request);
        return EmbeddingResponse.builder()
                .embeddings(request.inputs().stream()
                        .map(EmbeddingInput::text)
                        .map(text -> vector(text, dimension))
                        .toList())
                .build();
    }

    @Override
    public Set<EmbeddingParameter<?>> supportedParameters() {
        return takesInputType ? Set.of(EmbeddingRequestParameters.INPUT_TYPE) : Set.of();
    }

    @Override
    public int dimension() {
        return dimension;
    }
}
