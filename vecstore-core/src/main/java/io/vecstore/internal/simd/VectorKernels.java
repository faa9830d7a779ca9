package io.vecstore.internal.simd;

import java.lang.foreign.MemorySegment;

/**
 * Arithmetic over pairs of float32 vectors: {@code a} starts at byte {@code aOffset} of segment {@code a}, {@code b}
 * likewise, both with {@code dimension} components. Results of the implementations differ by rounding only.
 */
public sealed interface VectorKernels permits ScalarKernels, SimdKernels {

    /** {@code sum a_i b_i}. */
    float dot(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension);

    /** {@code sum (a_i - b_i)^2}. */
    float squaredDistance(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension);

    /** {@code <a, b> / (|a| |b|)}, within -1 and 1; 0 when either is a zero vector. */
    float cosine(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension);

    /** The Euclidean length {@code sqrt(sum a_i^2)}. */
    default float norm(MemorySegment a, long aOffset, int dimension) {
        return (float) Math.sqrt(dot(a, aOffset, a, aOffset, dimension));
    }

    /** What runs: {@code scalar} or {@code simd-} and the vector width in bits, {@code checked} where it is. */
    String description();
}
