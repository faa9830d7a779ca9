/**
 * <b>What.</b> Puts the candidates that a search found into a better order, at a price per candidate that the
 * search itself could not pay.
 *
 * <p><b>How.</b> A {@link io.vecstore.rerank.Reranker} answers a {@link io.vecstore.rerank.RerankRequest} with
 * a {@link io.vecstore.rerank.Ranking}:
 * <table>
 * <caption>Rerankers</caption>
 * <tr><th>class</th><th>score</th><th>range</th><th>source</th></tr>
 * <tr><td>{@link io.vecstore.rerank.OnnxReranker}</td><td>a cross-encoder reads query and passage together</td>
 * <td>[0, 1], or the model's logits</td><td><a href="https://arxiv.org/abs/1901.04085">Nogueira, Cho 2019</a>
 * </td></tr>
 * <tr><td>{@link io.vecstore.rerank.LateInteractionReranker}</td><td>mean over query tokens of the best cosine
 * with a passage token (MaxSim)</td><td>[-1, 1]</td><td><a href="https://arxiv.org/abs/2004.12832">Khattab,
 * Zaharia 2020</a></td></tr>
 * <tr><td>{@link io.vecstore.rerank.MmrReranker}</td><td>relevance less similarity to what is above (maximal
 * marginal relevance)</td><td>[-1, 1]</td><td><a href="https://doi.org/10.1145/290941.291025">Carbonell,
 * Goldstein 1998</a></td></tr>
 * <tr><td>{@link io.vecstore.rerank.EnsembleReranker}</td><td>several of them, fused by score or by rank</td>
 * <td>[0, 1]</td><td><a href="https://doi.org/10.1145/1571941.1572114">Cormack, Clarke, B&uuml;ttcher 2009</a>
 * </td></tr>
 * </table>
 *
 * <p><b>Rules.</b> Rerankers are safe for use by many threads. Higher scores are better; scores of two kinds of
 * reranker cannot be compared. No candidate is ever lost: those outside the window and those for which time ran
 * out follow the scored ones in the order in which they came. Candidates are texts; what they belong to is the
 * caller's affair, who finds them again by their index.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.rerank.Reranker}, then
 * {@link io.vecstore.rerank.OnnxReranker}.
 */
@NullMarked
package io.vecstore.rerank;

import org.jspecify.annotations.NullMarked;
