/**
 * <b>What.</b> The inverted index and BM25 (Robertson and Zaragoza, <a
 * href="https://doi.org/10.1561/1500000019">The Probabilistic Relevance Framework: BM25 and Beyond, 2009</a>).
 *
 * <p><b>How.</b> One cast: {@link io.vecstore.internal.bm25.MemoryPostings} builds,
 * {@link io.vecstore.internal.bm25.PostingsWriter} writes and merges, {@link io.vecstore.internal.bm25.PostingsFile}
 * reads, {@link io.vecstore.internal.bm25.Bm25Scorer} searches either kind through
 * {@link io.vecstore.internal.bm25.Postings}. A term's postings come in blocks of 128, each with its last ordinal
 * and an upper bound of what it can score, so that a search skips what cannot enter the top k
 * (MaxScore, Turtle and Flood 1995, over windows of ordinals, with block maxima as in Ding and Suel, <a
 * href="https://doi.org/10.1145/2009916.2010048">Faster top-k document retrieval using block-max indexes, 2011</a>).
 * The top k is exactly that of scoring every document.
 *
 * <pre>
 * N docCount, n docFreq, f termFreq, |D| docLength, avgdl avgDocLength, k1 and b as in the paper
 * idf   = ln(1 + (N - n + 0.5) / (n + 0.5))
 * score = sum of idf * f / (f + k1 * (1 - b + b * |D| / avgdl))
 * </pre>
 *
 * <p><b>Rules.</b> Ordinals ascend; a document is one with at least one term. Statistics come from outside, over all
 * segments of a view, and count deleted documents until compaction drops them. Bytes read are not trusted: whatever
 * they hold, reading ends with a result or a {@link io.vecstore.error.CorruptDataException}.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.internal.bm25.Postings}, then
 * {@link io.vecstore.internal.bm25.Bm25Scorer}.
 */
@NullMarked
package io.vecstore.internal.bm25;

import org.jspecify.annotations.NullMarked;
