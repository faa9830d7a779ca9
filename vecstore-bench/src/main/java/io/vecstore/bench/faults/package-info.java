/**
 * <b>What.</b> {@code ./bench faults}: the store's fault tests for as long as one likes, with ever new seeds.
 *
 * <p><b>How.</b> Each round cuts the power after each step on a simulated disk, lets each call of the file system fail,
 * and kills a working process, all with the machinery of the store's own tests ({@code io.vecstore.testkit}), which judges
 * every database against a model of what was acknowledged.
 *
 * <p><b>Rules.</b> What a round does on the simulated disk depends on its seed only; a failure names it.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.bench.faults.FaultsCommand}.
 */
@NullMarked
package io.vecstore.bench.faults;

import org.jspecify.annotations.NullMarked;
