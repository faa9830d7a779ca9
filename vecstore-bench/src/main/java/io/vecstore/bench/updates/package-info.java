/**
 * <b>What.</b> {@code ./bench updates}: the steady state of a store whose vectors are replaced again and again.
 *
 * <p><b>How.</b> {@link io.vecstore.bench.updates.UpdatePlan} says which id gets which vector; the same final content is
 * written to a second store at once, and recall and size of the two are compared.
 *
 * <p><b>Rules.</b> The updated store compacts when it wants to, never because it is told; the fresh one is compacted.
 * Sizes are of whole folders, the log included.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.bench.updates.UpdatesCommand}, then
 * {@link io.vecstore.bench.updates.UpdatePlan}.
 */
@NullMarked
package io.vecstore.bench.updates;

import org.jspecify.annotations.NullMarked;
