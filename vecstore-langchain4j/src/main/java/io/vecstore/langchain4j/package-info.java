/**
 * <b>What.</b> vecstore for applications that are written against langchain4j.
 *
 * <p><b>How.</b> Each class implements one interface of langchain4j and hands on to vecstore, or the other way round:
 *
 * <table>
 * <caption>langchain4j's words and ours</caption>
 * <tr><th>langchain4j</th><th>vecstore</th></tr>
 * <tr><td>{@code TextSegment} with its {@code Embedding}</td><td>{@code VectorRecord}</td></tr>
 * <tr><td>flat metadata, {@code Integer}, {@code Float} and {@code UUID} among its types</td><td>nested metadata; the
 * three types are stored as long, double and string, and remembered under one key</td></tr>
 * <tr><td>{@code Filter}, an open interface</td><td>the sealed {@code Filter} where it says the same; what remains is
 * asked of {@code Filter.test}</td></tr>
 * <tr><td>relevance score, (cosine + 1) / 2</td><td>the score of {@code Metric.COSINE}</td></tr>
 * </table>
 *
 * <p><b>Rules.</b> Everything public is thread-safe, builders excepted. What was opened by an adapter is closed by it;
 * what was handed in is not. No service is registered: an adapter is used where it is named. Of vecstore's modules only
 * core is needed, unless an adapter has a model, a parser or a splitter in its name.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.langchain4j.VecStoreEmbeddingStore}, then
 * {@link io.vecstore.langchain4j.VecStoreContentRetriever}.
 */
@NullMarked
package io.vecstore.langchain4j;

import org.jspecify.annotations.NullMarked;
