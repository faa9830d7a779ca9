package io.vecstore.spring;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.store.embedding.EmbeddingStore;
import io.vecstore.embeddings.Embedder;
import io.vecstore.embeddings.onnx.OnnxEmbedder;
import io.vecstore.langchain4j.VecStoreContentRetriever;
import io.vecstore.langchain4j.VecStoreContentRetrieverBuilder;
import io.vecstore.langchain4j.VecStoreEmbeddingModel;
import io.vecstore.langchain4j.VecStoreEmbeddingStore;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The beans that {@link VecStoreProperties} describes; each gives way to one that the application has. */
@AutoConfiguration
@EnableConfigurationProperties(VecStoreProperties.class)
public class VecStoreAutoConfiguration {

    VecStoreAutoConfiguration() {}

    /** The embedder, unless the application brings one, or an embedding model. */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean({Embedder.class, EmbeddingModel.class})
    Embedder vecStoreEmbedder(VecStoreProperties properties) {
        return properties.model().folder() == null
                ? OnnxEmbedder.miniLm()
                : OnnxEmbedder.open(properties.model().folder());
    }

    /** The embedding model over the embedder. */
    @Bean
    @ConditionalOnMissingBean(EmbeddingModel.class)
    VecStoreEmbeddingModel vecStoreEmbeddingModel(Embedder embedder) {
        return VecStoreEmbeddingModel.of(embedder);
    }

    /** The store in the folder. */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(EmbeddingStore.class)
    @ConditionalOnProperty("vecstore.folder")
    VecStoreEmbeddingStore vecStoreEmbeddingStore(VecStoreProperties properties) {
        return VecStoreEmbeddingStore.builder()
                .folder(Objects.requireNonNull(properties.folder(), "vecstore.folder"))
                .collectionName(properties.collection())
                .dimension(properties.dimension())
                .hybrid(properties.hybrid())
                .build();
    }

    /** The retriever over store and model, reranked where the application has one scoring model. */
    @Bean
    @ConditionalOnMissingBean(ContentRetriever.class)
    @ConditionalOnBean(VecStoreEmbeddingStore.class)
    VecStoreContentRetriever vecStoreContentRetriever(
            VecStoreEmbeddingStore store,
            EmbeddingModel model,
            ObjectProvider<ScoringModel> scoringModel,
            VecStoreProperties properties) {
        VecStoreContentRetrieverBuilder retriever = VecStoreContentRetriever.builder()
                .store(store)
                .embeddingModel(model)
                .maxResults(properties.retriever().maxResults())
                .minScore(properties.retriever().minScore())
                .hybrid(properties.retriever().hybrid());
        scoringModel.ifUnique(retriever::scoringModel);
        return retriever.build();
    }
}
