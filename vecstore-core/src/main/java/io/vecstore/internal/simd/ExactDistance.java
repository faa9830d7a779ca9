package io.vecstore.internal.simd;

import io.vecstore.Metric;
import java.lang.foreign.MemorySegment;

/**
 * The raw distance of {@link Metric} between one query and rows of a float32 matrix: the place where metrics and kernels
 * meet. Row {@code ordinal} of a matrix starts at byte {@code offset + ordinal * stride} of its segment. Immutable and
 * thread-safe as long as the query's memory is not written.
 */
public final class ExactDistance {

    private static final VectorKernels KERNELS = Kernels.best();

    private final Metric metric;
    private final MemorySegment query;
    private final long queryOffset;
    private final int dimension;

    /** A query of {@code dimension} floats at byte {@code queryOffset} of {@code query}, which is native. */
    public ExactDistance(Metric metric, MemorySegment query, long queryOffset, int dimension) {
        this.metric = metric;
        this.query = query;
        this.queryOffset = queryOffset;
        this.dimension = dimension;
    }

    /** The distance of the vector at byte {@code rowOffset} of {@code rows}. */
    public float distance(MemorySegment rows, long rowOffset) {
        return switch (metric) {
            case COSINE -> 1 - KERNELS.cosine(query, queryOffset, rows, rowOffset, dimension);
            case DOT_PRODUCT -> 0 - KERNELS.dot(query, queryOffset, rows, rowOffset, dimension);
            case EUCLIDEAN ->
                (float) Math.sqrt(KERNELS.squaredDistance(query, queryOffset, rows, rowOffset, dimension));
            case MANHATTAN -> KERNELS.manhattan(query, queryOffset, rows, rowOffset, dimension);
            case HAMMING -> (float) KERNELS.differing(query, queryOffset, rows, rowOffset, dimension) / dimension;
            case JACCARD -> KERNELS.jaccard(query, queryOffset, rows, rowOffset, dimension);
            case CHEBYSHEV -> KERNELS.chebyshev(query, queryOffset, rows, rowOffset, dimension);
            case CANBERRA -> KERNELS.canberra(query, queryOffset, rows, rowOffset, dimension);
            case BRAY_CURTIS -> KERNELS.brayCurtis(query, queryOffset, rows, rowOffset, dimension);
        };
    }

    /** Distances of rows {@code first} to {@code first + count - 1} into {@code distances} from index 0. */
    public void range(MemorySegment rows, long offset, long stride, int first, int count, float[] distances) {
        long row = offset + first * stride;
        for (int i = 0; i < count; i++, row += stride) {
            distances[i] = distance(rows, row);
        }
    }

    /** Distances of the rows {@code ordinals[0 .. count - 1]} into {@code distances} from index 0. */
    public void list(MemorySegment rows, long offset, long stride, int[] ordinals, int count, float[] distances) {
        for (int i = 0; i < count; i++) {
            distances[i] = distance(rows, offset + ordinals[i] * stride);
        }
    }
}
