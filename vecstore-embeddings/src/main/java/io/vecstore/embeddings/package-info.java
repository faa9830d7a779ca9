/**
 * <b>What.</b> The contract between vecstore and whatever turns a text into a vector.
 *
 * <p><b>How.</b> An {@link io.vecstore.embeddings.Embedder} maps a text of one
 * {@link io.vecstore.embeddings.InputType} to a {@code float[]} of a fixed dimension. What the vectors
 * depend on is written in its {@link io.vecstore.embeddings.ModelIdentity}, so that a collection can tell
 * whether a vector belongs to it. {@link io.vecstore.embeddings.TokenEmbedder} is the extra capability of
 * giving one vector for every token.
 *
 * <p><b>Rules.</b> Embedders are safe for use by many threads and keep the order of the texts they are
 * given. The same text gives the same vector whatever it is embedded together with. A text longer than
 * {@link io.vecstore.embeddings.Embedder#maxTokens} is cut at the end; nothing is ever split here. Failures
 * are {@link io.vecstore.embeddings.EmbeddingException}. Implementations live in packages below this one.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.embeddings.Embedder}, then
 * {@link io.vecstore.embeddings.ModelIdentity}.
 */
@NullMarked
package io.vecstore.embeddings;

import org.jspecify.annotations.NullMarked;
