package io.vecstore.internal.graph;

import io.vecstore.internal.simd.Memory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * Lower bounds of the exact distances from a query, from the int8 vectors of a graph with inlined codes: a quarter of
 * the memory of float32. They hold for every vector, because of each the error is known: a component is off by at most
 * half a step, so a vector of d components by at most {@code step sqrt(d) / 2}, and of the query, which
 * is coarser, it is computed. So {@code |q - x| >= |q - x'| - |x - x'|}, and {@code |q - x'|} is at least both
 * {@code |q' - x'| - |q - q'|} and the root of {@code |q|^2 + |x'|^2 - 2 <q', x'> - 2 |q - q'| |x'|}: the first says more
 * of what is near, the second of the others. What rounding adds is allowed for. One thread at a time.
 *
 * <p>Bounds are distances within the graph, not squared; {@link #limit} converts those of the metric.
 */
public final class DistanceBounds {

    /** Rounding of a squared distance relative to the squared norms it is made of: 16 units of float32. */
    private static final float SQUARED_ROUNDING = 2e-6f;
    /** Rounding of mapped vectors relative to what they are made of. */
    private static final float MAPPED_ROUNDING = 1e-5f;

    private final GraphSpace space;
    private final Blocks blocks;
    private final @Nullable MemorySegment ordinals;
    private final CoarseQuery query;
    private final float halfRoot;
    private final float rounding;
    private int[] nodes = new int[0];
    private long[] addresses = new long[0];
    private float[] norms = new float[0];
    private float[] scales = new float[0];
    private int[] dots = new int[0];

    DistanceBounds(GraphSpace space, Blocks blocks, @Nullable MemorySegment ordinals, float[] query) {
        this.space = space;
        this.blocks = blocks;
        this.ordinals = ordinals;
        float[] mapped = new float[space.padded()];
        space.mapQuery(query, mapped);
        this.query = new CoarseQuery(mapped);
        this.halfRoot = (float) (Math.sqrt(space.padded()) / 2 * 1.001);
        this.rounding = (float) (MAPPED_ROUNDING * (Math.sqrt(this.query.squaredNorm()) + 2 * space.centerNorm()));
    }

    /**
     * Finds for each ordinal of a batch a distance below which that of its vector does not lie. Drops from the batch the
     * ordinals that the graph has no vector of. Its loops are kept apart so that most are compiled to vectors.
     *
     * @param batch ascending; what is kept moves to its beginning
     * @param count how many the batch holds
     * @return how many were kept
     */
    public int lower(int[] batch, int count, float[] lower) {
        reserve(count);
        int[] held = batch;
        int kept;
        if (ordinals == null) {
            kept = keepNodes(batch, count);
        } else {
            kept = keepOrdinals(ordinals, batch, count);
            held = nodes;
        }
        int from = 0;
        while (from < kept) {
            from = lookUpChunk(held, from, kept);
        }
        bound(kept, lower);
        return kept;
    }

    /** Where ordinals are nodes: those beyond the last are dropped. */
    private int keepNodes(int[] batch, int count) {
        int kept = count;
        while (kept > 0 && batch[kept - 1] >= blocks.limit()) {
            kept--;
        }
        return kept;
    }

    /** Finds the nodes of ordinals and drops those that have none. */
    private int keepOrdinals(MemorySegment all, int[] batch, int count) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int node = node(all, batch[i]);
            if (node >= 0) {
                batch[kept] = batch[i];
                nodes[kept++] = node;
            }
        }
        return kept;
    }

    /** Looks up those nodes from {@code from} on that lie in one chunk of the graph; returns where the next begins. */
    private int lookUpChunk(int[] batch, int from, int count) {
        Chunks vectors = blocks.vectors();
        int first = batch[from];
        int end = vectors.chunkEnd(first);
        long address = vectors.address(first);
        long stride = vectors.stride();
        int to = from;
        for (; to < count && batch[to] < end; to++) {
            addresses[to] = address + (batch[to] - first) * stride;
        }
        MemorySegment chunk = vectors.segment(first);
        query.dots(chunk, addresses, from, to, dots);
        int length = space.padded();
        for (int i = from; i < to; i++) {
            norms[i] = Memory.getFloat(chunk, addresses[i] + length);
            scales[i] = Memory.getFloat(chunk, addresses[i] + length + Float.BYTES);
        }
        return to;
    }

    private void bound(int count, float[] lower) {
        float coarseNorm = query.squaredNorm();
        float gained = query.exactSquaredNorm() - coarseNorm;
        float queryError = query.error();
        float factor = 2 * query.scale();
        for (int i = 0; i < count; i++) {
            float squared =
                    coarseNorm + norms[i] - factor * scales[i] * dots[i] - SQUARED_ROUNDING * (norms[i] + coarseNorm);
            float length = (1 + norms[i]) / 2; // at least the root of norm, and cheaper
            float near = (float) Math.sqrt(Math.max(0, squared)) - queryError;
            float far = (float) Math.sqrt(Math.max(0, squared + gained - 2 * queryError * length));
            lower[i] = Math.max(near, far) - (scales[i] * halfRoot + MAPPED_ROUNDING * length) - rounding;
        }
    }

    private void reserve(int count) {
        if (norms.length < count) {
            nodes = ordinals == null ? nodes : new int[count];
            addresses = new long[count];
            norms = new float[count];
            scales = new float[count];
            dots = new int[count];
        }
    }

    /** The bound that no vector exceeds whose distance by the metric is at most {@code distance}. */
    public float limit(float distance) {
        double exact = switch (space.metric()) {
            case COSINE -> Math.sqrt(Math.max(0, 2 * (distance + 1e-6)));
            case EUCLIDEAN -> (distance + 2e-7) * (1 + 1e-5);
            default -> throw new IllegalStateException("there are no bounds by " + space.metric());
        };
        return (float) (exact * (1 + 1e-6)) + rounding;
    }

    private int node(MemorySegment all, int ordinal) {
        int low = 0;
        int high = blocks.limit() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(ValueLayout.JAVA_INT_UNALIGNED, (long) middle * Integer.BYTES) < ordinal) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return all.get(ValueLayout.JAVA_INT_UNALIGNED, (long) low * Integer.BYTES) == ordinal ? low : -1;
    }
}
