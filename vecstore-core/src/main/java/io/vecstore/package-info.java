/**
 * <b>What.</b> An embedded store for records with vectors, texts and metadata, and the search over it.
 *
 * <p><b>How.</b> {@link io.vecstore.VecDatabase} is a folder of collections; {@link io.vecstore.VecStore} is the short
 * form with one. {@link io.vecstore.VectorCollection} is where one works: it takes
 * {@link io.vecstore.VectorRecord}s, {@link io.vecstore.Document}s and {@link io.vecstore.WriteBatch}es, and answers
 * {@link io.vecstore.SearchRequest}s.
 *
 * <p><b>Rules.</b> One process writes, others may read meanwhile. Everything here is thread-safe unless it says
 * otherwise; builders are not. Values are checked when they are made; failures are
 * {@link io.vecstore.error.VecStoreException}s. A score is better when it is higher, a distance when it is lower;
 * {@link io.vecstore.Metric} converts.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.VectorCollection}, then {@link io.vecstore.SearchRequest}.
 */
@NullMarked
package io.vecstore;

import org.jspecify.annotations.NullMarked;
