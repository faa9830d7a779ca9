/**
 * <b>What.</b> The machinery under embedders and rerankers: ONNX sessions, tokenizers and the pool of threads
 * that runs them. Not API; only vecstore's own modules see it.
 *
 * <p><b>How.</b> A text goes through a {@link io.vecstore.embeddings.runtime.ModelTokenizer} and becomes a
 * {@link io.vecstore.embeddings.runtime.TokenSequence}; a few of them, padded, become
 * {@link io.vecstore.embeddings.runtime.LongMatrix} inputs of an
 * {@link io.vecstore.embeddings.runtime.OnnxSession}, which answers with a
 * {@link io.vecstore.embeddings.runtime.FloatTensor}. Everything after that is plain Java. The session runs
 * through DJL, or straight through ONNX Runtime where another library in the JVM came first: DJL's engine
 * cannot start once an {@code OrtEnvironment} exists.
 *
 * <p><b>Rules.</b> Native objects are shared by threads and guarded by a
 * {@link io.vecstore.embeddings.runtime.CloseGuard}, so that none is freed under a running call. One intra-op
 * thread per session; parallelism is the number of callers. Nothing here opens a network connection: DJL's
 * offline switch is thrown before DJL is touched. Arrays given to a matrix or taken from a tensor are not
 * copied.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.embeddings.runtime.OnnxSession}, then
 * {@link io.vecstore.embeddings.runtime.ModelTokenizer}.
 */
@NullMarked
package io.vecstore.embeddings.runtime;

import org.jspecify.annotations.NullMarked;
