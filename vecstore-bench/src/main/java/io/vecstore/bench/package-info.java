/**
 * <b>What.</b> Benchmarks of the store against other libraries, behind {@code ./bench}. Never part of a release.
 *
 * <p><b>How.</b> {@link io.vecstore.bench.BenchCommand} lists them, one package each; {@code data} holds what they run
 * on, {@code measure} how they measure, {@code peer} what they compare, {@code kernels} the inner loops under JMH.
 *
 * <p><b>Rules.</b> Both sides run in one run, in turns, on the same data; figures are medians. A figure in the docs has
 * its command, date and machine beside it. The store is driven through its public API.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.bench.BenchCommand}, then {@link io.vecstore.bench.ann.AnnCommand}.
 */
@NullMarked
package io.vecstore.bench;

import org.jspecify.annotations.NullMarked;
