package io.vecstore.internal.graph;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * Lower bounds of the exact distances from a query, from the int8 vectors of a graph with inlined codes: a quarter of
 * the memory of float32. They hold for every vector, because of each the error is known: a component is off by at most
 * half a step, so a vector of d components by at most {@code step sqrt(d) / 2}, and by the triangle inequality
 * {@code |q - x| >= |q' - x'| - |q - q'| - |x - x'|}. What rounding adds is allowed for. One thread at a time.
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
    private final ByteCodec.ByteScorer query;
    private final float halfRoot;
    private final float rounding;
    private float[] norms = new float[0];
    private float[] scales = new float[0];
    private int[] dots = new int[0];

    DistanceBounds(GraphSpace space, Blocks blocks, @Nullable MemorySegment ordinals, float[] query) {
        this.space = space;
        this.blocks = blocks;
        this.ordinals = ordinals;
        this.query = new ByteCodec(space.padded()).scorer();
        float[] mapped = new float[space.padded()];
        space.mapQuery(query, mapped);
        this.query.prepare(mapped);
        this.halfRoot = (float) (Math.sqrt(space.padded()) / 2 * 1.001);
        this.rounding = (float) (MAPPED_ROUNDING * (Math.sqrt(this.query.squaredNorm()) + 2 * space.centerNorm()));
    }

    /**
     * Finds for each of the first {@code count} ordinals a distance below which that of its vector does not lie; NaN if
     * the graph holds none of it. In two loops, of which the second is compiled to vectors.
     */
    public void lower(int[] ordinals, int count, float[] lower) {
        reserve(count);
        Chunks vectors = blocks.vectors();
        for (int i = 0; i < count; i++) {
            int node = node(ordinals[i]);
            norms[i] = node < 0 ? Float.NaN : blocks.squaredNorm(node);
            scales[i] = node < 0 ? 0 : blocks.scale(node);
            dots[i] = node < 0 ? 0 : query.dot(vectors.segment(node), vectors.address(node));
        }
        float queryNorm = query.squaredNorm();
        float queryScale = query.scale();
        for (int i = 0; i < count; i++) {
            float squared = queryNorm + norms[i] - 2 * queryScale * scales[i] * dots[i];
            float least = Math.max(0, squared - SQUARED_ROUNDING * (norms[i] + queryNorm));
            // (1 + norm) / 2 is at least the root of norm, and cheaper
            float slack = (queryScale + scales[i]) * halfRoot + MAPPED_ROUNDING * (1 + norms[i]) / 2 + rounding;
            lower[i] = (float) Math.sqrt(least) - slack;
        }
    }

    private void reserve(int count) {
        if (norms.length < count) {
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

    private int node(int ordinal) {
        if (ordinals == null) {
            return ordinal < blocks.limit() ? ordinal : -1;
        }
        int low = 0;
        int high = blocks.limit() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ordinals.get(ValueLayout.JAVA_INT_UNALIGNED, (long) middle * Integer.BYTES) < ordinal) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return ordinals.get(ValueLayout.JAVA_INT_UNALIGNED, (long) low * Integer.BYTES) == ordinal ? low : -1;
    }
}
