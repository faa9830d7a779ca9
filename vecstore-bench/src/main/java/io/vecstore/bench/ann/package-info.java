/**
 * <b>What.</b> {@code ./bench ann}: nearest neighbor search against other libraries.
 *
 * <p><b>How.</b> {@link io.vecstore.bench.ann.AnnRun} has every system built, opened and searched in a process of its own
 * ({@link io.vecstore.bench.ann.Worker}), one at a time and in rounds. Parent and workers talk in JSON lines:
 * {@link io.vecstore.bench.ann.Order} there, {@link io.vecstore.bench.ann.Reply} back.
 * {@link io.vecstore.bench.ann.Report} sets the speeds at equal recall against each other.
 *
 * <p><b>Rules.</b> Speed is queries per CPU second of the threads that search; that of the whole process is beside it in
 * the JSON. Build seconds are CPU seconds of the whole process from the first vector to a closed index on disk. Peak
 * memory is that of the process that built, its input included; resident memory is what opening and searching added.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.bench.ann.AnnCommand}, then {@link io.vecstore.bench.ann.QueryRunner}.
 */
@NullMarked
package io.vecstore.bench.ann;

import org.jspecify.annotations.NullMarked;
