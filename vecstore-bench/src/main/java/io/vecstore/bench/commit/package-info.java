/**
 * <b>What.</b> {@code ./bench commit}: transactions per second with several writers, against SQLite.
 *
 * <p><b>How.</b> {@link io.vecstore.bench.commit.CommitRun} lets writers commit one row after the other for a few seconds;
 * the stores take turns over several rounds, after one that does not count.
 *
 * <p><b>Rules.</b> Every commit is on the medium before its call returns. Speed is by the clock, since waiting for the
 * medium is what is measured; by CPU time of the process it stands beside it.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.bench.commit.CommitCommand}, then
 * {@link io.vecstore.bench.commit.CommitStore}.
 */
@NullMarked
package io.vecstore.bench.commit;

import org.jspecify.annotations.NullMarked;
