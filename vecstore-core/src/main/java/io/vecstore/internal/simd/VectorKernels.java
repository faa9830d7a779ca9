package io.vecstore.internal.simd;

import java.lang.foreign.MemorySegment;

/**
 * Arithmetic over pairs of float32 vectors: {@code a} starts at byte {@code aOffset} of segment {@code a}, {@code b}
 * likewise, both with {@code dimension} components, all finite. Results of the implementations differ by rounding only;
 * none is NaN.
 */
public sealed interface VectorKernels permits ScalarKernels, SimdKernels {

    /** {@code sum a_i b_i}. */
    float dot(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension);

    /** {@code sum (a_i - b_i)^2}. */
    float squaredDistance(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension);

    /** {@code <a, b> / (|a| |b|)}, within -1 and 1; 0 when either is a zero vector. */
    float cosine(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension);

    /** {@code sum |a_i - b_i|}. */
    float manhattan(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension);

    /** {@code max |a_i - b_i|}, 0 without components. */
    float chebyshev(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension);

    /** How many components differ. */
    int differing(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension);

    /** {@code sum |a_i - b_i| / (|a_i| + |b_i|)}; a component that is 0 in both adds 0. */
    float canberra(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension);

    /** {@code sum |a_i - b_i| / sum |a_i + b_i|}: 0 / 0 is 0, and anything else over 0 is infinite. */
    float brayCurtis(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension);

    /**
     * The Jaccard distance of the positive and negative parts, {@code 2 D / (S + D)} with {@code D = sum |a_i - b_i|} and
     * {@code S = sum |a_i| + |b_i|}, within 0 and 1: the sum of the larger parts is {@code (S + D) / 2}, that of the
     * smaller ones {@code (S - D) / 2}. Two zero vectors have distance 0.
     */
    float jaccard(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension);

    /** The Euclidean length {@code sqrt(sum a_i^2)}. */
    default float norm(MemorySegment a, long aOffset, int dimension) {
        return (float) Math.sqrt(dot(a, aOffset, a, aOffset, dimension));
    }

    /** What runs: {@code scalar} or {@code simd-} and the vector width in bits, {@code checked} where it is. */
    String description();
}
