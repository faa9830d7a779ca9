/**
 * <b>What.</b> From a request to hits: the plan, its execution over the segments of a view, the collector of the best.
 *
 * <p><b>How.</b> {@link io.vecstore.internal.search.QueryPlanner} chooses a {@link io.vecstore.internal.search.Plan};
 * {@link io.vecstore.internal.search.PlanExecutor} evaluates the filter, searches by vector and by text, fuses, loads.
 * {@code DenseSearcher} goes through each segment's graph, or compares every vector that counts: as {@code GraphEffort}
 * finds quicker, as the request asks, or because the graph has found too few. {@code BoundedScan} spares most of the
 * exact comparisons of a scan, by lower bounds from the graph's int8 vectors.
 * {@link io.vecstore.internal.search.TopK} is a heap of primitive scores and keys with a fixed order
 * among equal scores, so that an exact search has one right result, whatever the order in which it meets the hits.
 *
 * <p><b>Rules.</b> Scores are exact, whatever found the hits, and never NaN; higher is better. A collector belongs to
 * one search and one thread.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.internal.search.PlanExecutor}, then
 * {@link io.vecstore.internal.search.TopK}.
 */
@NullMarked
package io.vecstore.internal.search;

import org.jspecify.annotations.NullMarked;
