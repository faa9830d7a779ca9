/**
 * <b>What.</b> The arithmetic of dense vectors: distances between float32 vectors in native memory, and scores of codes.
 *
 * <p><b>How.</b> {@link io.vecstore.internal.simd.VectorKernels} is sealed over two twins:
 * {@link io.vecstore.internal.simd.ScalarKernels} is the definition, {@link io.vecstore.internal.simd.SimdKernels} the
 * same through the incubating Vector API. {@link io.vecstore.internal.simd.Kernels} chooses one per process.
 * {@link io.vecstore.internal.simd.ExactDistance} turns kernel results into the distances of
 * {@link io.vecstore.Metric}, one pair or many rows at a time. {@code CodeKernels}, with twins of its own, scores the
 * codes and int8 vectors of graphs.
 *
 * <p>Two system properties exist for tests and for comparing: {@code vecstore.simd} ({@code scalar}, {@code 128},
 * {@code 256}, {@code 512}; default: the widest that the machine prefers) and {@code vecstore.memory}
 * ({@code checked}: every load passes the bounds and liveness checks of its segment; default: unchecked where native
 * access is granted). The unchecked mode reads through one constant segment over all addresses, which the compiler
 * reduces to a plain load; {@code VectorKernelsBenchmark} of vecstore-bench measures both.
 *
 * <p><b>Rules.</b> All segments are native; floats in them are little-endian, at any alignment. In unchecked mode bounds
 * are checked once per call, and that a segment stays mapped is the caller's duty. Kernels are stateless and
 * thread-safe. Loops are not unrolled by hand and never polymorphic in their species: past about 14 segment loads in
 * one compilation unit C2 gives up and a kernel becomes several times slower. No validation here: dimensions and NaN
 * are checked where vectors enter the store.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.internal.simd.ScalarKernels}, then
 * {@link io.vecstore.internal.simd.SimdKernels}.
 */
@NullMarked
package io.vecstore.internal.simd;

import org.jspecify.annotations.NullMarked;
