/**
 * <b>What.</b> Spring Boot beans for vecstore behind langchain4j's interfaces.
 *
 * <p><b>How.</b> {@link io.vecstore.spring.VecStoreAutoConfiguration} makes an {@code Embedder}, an
 * {@code EmbeddingModel} over it, an {@code EmbeddingStore} in the folder {@code vecstore.folder}, and a
 * {@code ContentRetriever} over both. A bean of one's own takes the place of each.
 *
 * <p><b>Rules.</b> Spring closes what it made in the reverse order: the retriever's parts after the retriever, the
 * database and the model last. No folder, no store.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.spring.VecStoreAutoConfiguration}, then
 * {@link io.vecstore.spring.VecStoreProperties}.
 */
@NullMarked
package io.vecstore.spring;

import org.jspecify.annotations.NullMarked;
