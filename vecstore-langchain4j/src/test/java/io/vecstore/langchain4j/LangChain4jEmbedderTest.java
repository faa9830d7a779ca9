package io.vecstore.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.EmbeddingException.Kind;
import io.vecstore.embeddings.InputType;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LangChain4jEmbedderTest {

    @Test
    void embedAll_manyTexts_asksInBatchesAndKeepsTheOrder() {
        StubModel model = new StubModel(4, true);
        List<String> texts = IntStream.range(0, 200).mapToObj(i -> "text " + i).toList();

        List<float[]> vectors = embedder(model).embedAll(texts, InputType.QUERY);

        assertThat(model.requests)
                .extracting(request -> request.inputs().size())
                .containsExactly(LangChain4jEmbedder.BATCH_SIZE, LangChain4jEmbedder.BATCH_SIZE, 8);
        assertThat(model.requests)
                .allSatisfy(request -> assertThat(request.inputType()).isEqualTo(EmbeddingInputType.QUERY));
        for (int i = 0; i < texts.size(); i++) {
            assertThat(vectors.get(i))
                    .isEqualTo(StubModel.vector(texts.get(i), 4).vector());
        }
    }

    @Test
    void embed_modelWithoutInputTypes_isAskedWithoutOne() {
        StubModel model = new StubModel(4, false);

        embedder(model).embed("x", InputType.QUERY);

        assertThat(model.requests.getFirst().inputType()).isNull();
    }

    @Test
    void identity_isThatOfTheId() {
        StubModel model = new StubModel(4, false);

        assertThat(embedder(model).identity().fingerprint())
                .isNotEqualTo(LangChain4jEmbedder.of(model, "other", 512, String::length)
                        .identity()
                        .fingerprint());
        assertThat(embedder(model).maxTokens(InputType.PASSAGE)).isEqualTo(512);
        assertThat(embedder(model).countTokens("four")).isEqualTo(4);
    }

    @Test
    void embed_modelFails_saysWhichAndWhy() {
        EmbeddingModel broken = new EmbeddingModel() {
            @Override
            public EmbeddingResponse doEmbed(EmbeddingRequest request) {
                throw new IllegalStateException("no route to host");
            }

            @Override
            public int dimension() {
                return 4;
            }
        };

        assertThatThrownBy(() -> embedder(broken).embed("x"))
                .isInstanceOfSatisfying(
                        EmbeddingException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INFERENCE_FAILED))
                .hasMessageContaining("stub")
                .hasMessageContaining("no route to host");
    }

    @Test
    void embed_wrongDimension_isRefused() {
        EmbeddingModel lying = new EmbeddingModel() {
            @Override
            public EmbeddingResponse doEmbed(EmbeddingRequest request) {
                return EmbeddingResponse.builder()
                        .embeddings(List.of(StubModel.vector("x", 3)))
                        .build();
            }

            @Override
            public int dimension() {
                return 4;
            }
        };

        assertThatThrownBy(() -> embedder(lying).embed("x"))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("dimension 3, its own is 4");
    }

    @Test
    void embed_afterClose_isRefused() {
        LangChain4jEmbedder embedder = embedder(new StubModel(4, false));
        embedder.close();

        assertThatThrownBy(() -> embedder.embed("x"))
                .isInstanceOfSatisfying(
                        EmbeddingException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
    }

    private static LangChain4jEmbedder embedder(EmbeddingModel model) {
        return LangChain4jEmbedder.of(model, "stub", 512, String::length);
    }
}
