/**
 * <b>What.</b> The inner loops of the store under JMH.
 *
 * <p><b>How.</b> One class for each group of kernels; its Javadoc has the command. JMH generates the harness at compile
 * time.
 *
 * <p><b>Rules.</b> This package may use the store's internals, as nothing else here may but the judge of recall.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.bench.kernels.VectorKernelsBenchmark}; there is no second one.
 */
@NullMarked
package io.vecstore.bench.kernels;

import org.jspecify.annotations.NullMarked;
