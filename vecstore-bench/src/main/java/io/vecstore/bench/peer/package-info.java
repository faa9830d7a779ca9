/**
 * <b>What.</b> The libraries that are compared, each behind {@link io.vecstore.bench.peer.AnnSystem}.
 *
 * <p><b>How.</b> An adapter builds an index in a folder and opens it again; a searcher answers with row numbers. Peers run
 * in the settings that their makers publish, and in the shortest way that their API offers: Lucene is asked at its
 * segment reader, JVector at its searcher, both get vectors of unit length for cosine. The store is asked through its
 * public API. {@code ef} is what each of them calls the size of its candidate list: Lucene's
 * {@code k}, JVector's {@code rerankK}.
 *
 * <p><b>Rules.</b> A searcher belongs to one thread. Rows are those of the base file. Nothing here but
 * {@link io.vecstore.bench.peer.VecstoreSystem} knows the store; a test holds that it stays with the public API.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.bench.peer.AnnSystem}, then {@link io.vecstore.bench.peer.LuceneSystem}.
 */
@NullMarked
package io.vecstore.bench.peer;

import org.jspecify.annotations.NullMarked;
