package io.vecstore.internal.graph;

import io.vecstore.Metric;
import io.vecstore.internal.io.Layouts;
import io.vecstore.internal.search.TopK;
import io.vecstore.internal.simd.ExactDistance;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;

/** Random vectors of low intrinsic dimension, as embeddings are, and the truth about their neighbors. */
final class TestVectors implements VectorSource {

    private static final int INTRINSIC = 16;

    final int count;
    final int dimension;
    private final MemorySegment memory;
    private final float[][] directions;
    private final Random random;

    TestVectors(Arena arena, int count, int dimension, long seed) {
        this.count = count;
        this.dimension = dimension;
        this.random = new Random(seed);
        this.directions = new float[INTRINSIC][dimension];
        for (float[] direction : directions) {
            for (int i = 0; i < dimension; i++) {
                direction[i] = (float) random.nextGaussian();
            }
        }
        this.memory = arena.allocate((long) count * dimension * Float.BYTES, 64);
        for (int i = 0; i < count; i++) {
            MemorySegment.copy(vector(), 0, memory, Layouts.FLOAT, offset(i), dimension);
        }
    }

    /** Another vector of the same distribution. */
    float[] vector() {
        float[] vector = new float[dimension];
        for (float[] direction : directions) {
            float weight = (float) random.nextGaussian();
            for (int i = 0; i < dimension; i++) {
                vector[i] += weight * direction[i];
            }
        }
        for (int i = 0; i < dimension; i++) {
            vector[i] += 0.5f + 0.3f * (float) random.nextGaussian();
        }
        return vector;
    }

    @Override
    public boolean isPresent(int row) {
        return true;
    }

    @Override
    public MemorySegment segment(int row) {
        return memory;
    }

    @Override
    public long offset(int row) {
        return (long) row * dimension * Float.BYTES;
    }

    /** The k nearest of the rows that count, by brute force. */
    Set<Long> nearest(Metric metric, float[] query, int k, IntPredicate counts) {
        TopK best = new TopK(k);
        try (Arena arena = Arena.ofConfined()) {
            ExactDistance distance = distance(metric, query, arena);
            for (int row = 0; row < count; row++) {
                if (counts.test(row)) {
                    best.offer(-distance.distance(memory, offset(row)), row);
                }
            }
        }
        return keys(best);
    }

    /** The k nearest that the graph finds, after exact rescoring of twice as many. */
    Set<Long> found(VectorGraph graph, Metric metric, float[] query, int k, int ef) {
        TopK near = new TopK(2 * k);
        graph.search(query, ef, new GraphVisitor() {
            @Override
            public void expanded(int ordinal, float distance) {
                near.offer(-distance, ordinal);
            }

            @Override
            public float limit() {
                return Float.MAX_VALUE;
            }
        });
        TopK best = new TopK(k);
        try (Arena arena = Arena.ofConfined()) {
            ExactDistance distance = distance(metric, query, arena);
            near.sort();
            for (int i = 0; i < near.size(); i++) {
                best.offer(-distance.distance(memory, offset((int) near.key(i))), near.key(i));
            }
        }
        return keys(best);
    }

    private ExactDistance distance(Metric metric, float[] query, Arena arena) {
        MemorySegment copy = arena.allocate((long) dimension * Float.BYTES, 64);
        MemorySegment.copy(query, 0, copy, Layouts.FLOAT, 0, dimension);
        return new ExactDistance(metric, copy, 0, dimension);
    }

    private static Set<Long> keys(TopK best) {
        best.sort();
        Set<Long> keys = new HashSet<>();
        for (int i = 0; i < best.size(); i++) {
            keys.add(best.key(i));
        }
        return keys;
    }
}
