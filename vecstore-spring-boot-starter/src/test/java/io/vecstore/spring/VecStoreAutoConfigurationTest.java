package io.vecstore.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.EmbeddingStore;
import io.vecstore.VecDatabase;
import io.vecstore.embeddings.Embedder;
import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.InputType;
import io.vecstore.error.ClosedException;
import io.vecstore.langchain4j.VecStoreContentRetriever;
import io.vecstore.langchain4j.VecStoreEmbeddingModel;
import io.vecstore.langchain4j.VecStoreEmbeddingStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class VecStoreAutoConfigurationTest {

    @TempDir
    Path folder;

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(VecStoreAutoConfiguration.class));

    /** An application without a line about vecstore. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    @Test
    void run_application_storesRetrievesAndClosesInOrder() {
        VecStoreEmbeddingStore store;
        Embedder embedder;
        try (ConfigurableApplicationContext context = SpringApplication.run(
                Application.class, "--vecstore.folder=" + folder, "--vecstore.retriever.max-results=1")) {
            store = context.getBean(VecStoreEmbeddingStore.class);
            embedder = context.getBean(Embedder.class);
            EmbeddingModel model = context.getBean(EmbeddingModel.class);
            for (String text : List.of("A zeppelin is an airship.", "Bread is baked in an oven.")) {
                store.add(model.embed(text).content(), TextSegment.from(text));
            }

            List<Content> found = context.getBean(ContentRetriever.class).retrieve(Query.from("What flies?"));

            assertThat(found)
                    .extracting(each -> each.textSegment().text())
                    .containsExactly("A zeppelin is an airship.");
        }
        assertThatThrownBy(() -> store.collection().count()).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> embedder.embed("x", InputType.QUERY))
                .isInstanceOfSatisfying(
                        EmbeddingException.class, e -> assertThat(e.kind()).isEqualTo(EmbeddingException.Kind.CLOSED));
        VecDatabase.open(folder).close();
    }

    @Test
    void context_withoutFolder_hasNoStoreAndNoRetriever() {
        runner.withUserConfiguration(OwnModel.class)
                .run(context -> assertThat(context)
                        .doesNotHaveBean(EmbeddingStore.class)
                        .doesNotHaveBean(ContentRetriever.class)
                        .hasSingleBean(EmbeddingModel.class));
    }

    @Test
    void context_ownModel_takesThePlaceOfOursAndItsEmbedder() {
        runner.withPropertyValues("vecstore.folder=" + folder)
                .withUserConfiguration(OwnModel.class)
                .run(context -> assertThat(context)
                        .doesNotHaveBean(Embedder.class)
                        .doesNotHaveBean(VecStoreEmbeddingModel.class)
                        .hasSingleBean(VecStoreContentRetriever.class));
    }

    @Test
    void context_ownRetriever_takesThePlaceOfOurs() {
        runner.withPropertyValues("vecstore.folder=" + folder)
                .withUserConfiguration(OwnModel.class)
                .withBean(ContentRetriever.class, () -> _ -> List.of())
                .run(context -> assertThat(context)
                        .hasSingleBean(ContentRetriever.class)
                        .doesNotHaveBean(VecStoreContentRetriever.class));
    }

    @Test
    void context_ownStore_takesThePlaceOfOurs() {
        VecStoreEmbeddingStore own = VecStoreEmbeddingStore.open(folder.resolve("own"));
        runner.withPropertyValues("vecstore.folder=" + folder.resolve("unused"))
                .withUserConfiguration(OwnModel.class)
                .withBean(VecStoreEmbeddingStore.class, () -> own)
                .run(context -> {
                    assertThat(context.getBean(EmbeddingStore.class)).isSameAs(own);
                    assertThat(folder.resolve("unused")).doesNotExist();
                });
    }

    @Test
    void context_properties_reachTheStore() {
        runner.withPropertyValues("vecstore.folder=" + folder, "vecstore.collection=notes", "vecstore.dimension=2")
                .withUserConfiguration(OwnModel.class)
                .run(context -> {
                    var collection =
                            context.getBean(VecStoreEmbeddingStore.class).collection();
                    assertThat(collection.name()).isEqualTo("notes");
                    assertThat(collection.options().dimension()).isEqualTo(2);
                });
    }

    @Test
    void context_modelFolderMissing_failsWithItsName() {
        runner.withPropertyValues("vecstore.model.folder=" + folder.resolve("none"))
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(EmbeddingException.class)
                        .hasMessageContaining(folder.resolve("none").toString()));
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnModel {

        @Bean
        EmbeddingModel ownModel() {
            return new EmbeddingModel() {
                @Override
                public EmbeddingResponse doEmbed(EmbeddingRequest request) {
                    return EmbeddingResponse.builder()
                            .embeddings(request.inputs().stream()
                                    .map(_ -> Embedding.from(new float[] {1, 0}))
                                    .toList())
                            .build();
                }
            };
        }
    }
}
