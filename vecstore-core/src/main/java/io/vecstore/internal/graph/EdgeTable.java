package io.vecstore.internal.graph;

import java.util.Arrays;

/**
 * What a builder knows of edges beside the blocks: the squared distance from a node to the neighbor in each slot. Grows
 * in chunks; entries are guarded by the locks of their nodes.
 */
final class EdgeTable {

    private static final int CHUNK_BITS = 10;
    private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;

    private final int slots;
    private float[][] distances = new float[0][];

    EdgeTable(int slots) {
        this.slots = slots;
    }

    /** Makes room for nodes below {@code capacity}; nobody else may use the table meanwhile. */
    void grow(int capacity) {
        int chunks = (capacity + CHUNK_MASK) >>> CHUNK_BITS;
        int before = distances.length;
        if (chunks > before) {
            distances = Arrays.copyOf(distances, chunks);
            for (int i = before; i < chunks; i++) {
                distances[i] = new float[slots << CHUNK_BITS];
            }
        }
    }

    float distance(int node, int slot) {
        return row(node)[start(node) + slot];
    }

    /** The array that holds the distances of a node, from {@link #start} on. */
    float[] row(int node) {
        return distances[node >>> CHUNK_BITS];
    }

    int start(int node) {
        return (node & CHUNK_MASK) * slots;
    }

    void set(int node, int slot, float distance) {
        row(node)[start(node) + slot] = distance;
    }
}
