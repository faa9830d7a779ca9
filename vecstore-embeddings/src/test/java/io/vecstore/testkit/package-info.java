/**
 * <b>What.</b> Fakes and contracts that tests of several modules share: a deterministic embedder, tiny real
 * model files, the contract that every embedder fulfils.
 *
 * <p><b>How.</b> Published as the test jar of vecstore-embeddings. {@link io.vecstore.testkit.HashEmbedder}
 * stands for a model wherever the vectors need not mean anything; {@link io.vecstore.testkit.OnnxFile} and
 * {@link io.vecstore.testkit.TinyTokenizer} write models whose answers can be computed by hand.
 *
 * <p><b>Rules.</b> Nothing here is for production use, and nothing here depends on time or chance.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.testkit.HashEmbedder}, then
 * {@link io.vecstore.testkit.EmbedderContract}.
 */
@NullMarked
package io.vecstore.testkit;

import org.jspecify.annotations.NullMarked;
