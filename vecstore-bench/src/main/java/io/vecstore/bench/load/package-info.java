/**
 * <b>What.</b> {@code ./bench load}: filling a store with records, against Lucene.
 *
 * <p><b>How.</b> {@link io.vecstore.bench.load.LoadCommand} has each store filled in a process of its own
 * ({@link io.vecstore.bench.load.LoadWorkerCommand}), in turns; both get the same rows in the same order.
 *
 * <p><b>Rules.</b> CPU seconds are those of the whole process from the first row to a closed store, without those of the
 * thread while it made rows. One thread adds; what a store does in threads of its own counts.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.bench.load.LoadCommand}, then {@link io.vecstore.bench.load.Loader}.
 */
@NullMarked
package io.vecstore.bench.load;

import org.jspecify.annotations.NullMarked;
