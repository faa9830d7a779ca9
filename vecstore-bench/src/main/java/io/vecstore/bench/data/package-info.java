/**
 * <b>What.</b> The vectors that benchmarks run on, their filters and their true nearest neighbors.
 *
 * <p><b>How.</b> Everything is an fvecs or ivecs file, mapped by {@link io.vecstore.bench.data.Vectors}: real data as it
 * comes, made-up data ({@link io.vecstore.bench.data.SyntheticData}) written to one first, so that several processes see
 * the same. Filters are ranges of two {@link io.vecstore.bench.data.Labels} that follow from the base vectors.
 * {@link io.vecstore.bench.data.ExactSearch} is the judge of recall.
 *
 * <p><b>Rules.</b> All of it is the same for the same input in every process. The judge uses the store's kernels, which
 * their own tests compare with scalar definitions; it does not use the store.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.bench.data.SyntheticData}, then {@link io.vecstore.bench.data.Labels}.
 */
@NullMarked
package io.vecstore.bench.data;

import org.jspecify.annotations.NullMarked;
