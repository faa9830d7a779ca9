package io.vecstore.internal.graph;

import java.util.Arrays;

/**
 * Chooses the neighbors of a node from candidates: the heuristic of HNSW (Malkov and Yashunin, algorithm 4) with the
 * factor alpha of DiskANN. A candidate that is nearer, by that factor, to a neighbor chosen before it than to the node
 * is occluded; occluded ones fill the slots that are left, nearest first. One thread at a time.
 */
final class NeighborSelection {

    /** How many times farther the owner is than the neighbor that occludes a candidate, squared; DiskANN's alpha. */
    static final float ALPHA = 1.1f;
    /** Farther candidates are hardly ever chosen. */
    private static final int MAX_CANDIDATES = 64;

    private final int maxDegree;
    private long[] candidates = new long[256];
    private int candidateCount;
    private final int[] neighbors;
    private final float[] distances;
    private int count;
    private int diverse;
    private final int[] rejected = new int[MAX_CANDIDATES];
    private final float[] rejectedDistances = new float[MAX_CANDIDATES];

    NeighborSelection(int maxDegree) {
        this.maxDegree = maxDegree;
        this.neighbors = new int[maxDegree];
        this.distances = new float[maxDegree];
    }

    void clear() {
        candidateCount = 0;
    }

    void add(int node, float distance) {
        if (candidateCount == candidates.length) {
            candidates = Arrays.copyOf(candidates, 2 * candidateCount);
        }
        candidates[candidateCount++] = ((long) Float.floatToRawIntBits(distance) << 32) | node;
    }

    /** Selects among what has been added. */
    void select(Blocks blocks) {
        Arrays.sort(candidates, 0, candidateCount);
        count = 0;
        int rejections = 0;
        int considered = Math.min(candidateCount, MAX_CANDIDATES);
        for (int i = 0; i < considered && count < maxDegree; i++) {
            int node = (int) candidates[i];
            float distance = Float.intBitsToFloat((int) (candidates[i] >>> 32));
            if (i > 0 && candidates[i] == candidates[i - 1]) {
                continue;
            }
            if (isOccluded(blocks, node, distance)) {
                rejected[rejections] = node;
                rejectedDistances[rejections++] = distance;
            } else {
                take(node, distance);
            }
        }
        diverse = count;
        for (int i = 0; i < rejections && count < maxDegree; i++) {
            take(rejected[i], rejectedDistances[i]);
        }
    }

    private boolean isOccluded(Blocks blocks, int node, float distance) {
        for (int i = 0; i < count; i++) {
            if (ALPHA * blocks.distance(node, neighbors[i]) < distance) {
                return true;
            }
        }
        return false;
    }

    private void take(int node, float distance) {
        neighbors[count] = node;
        distances[count++] = distance;
    }

    /** Makes what was selected all the neighbors of a node. */
    void write(Blocks blocks, int node, SlotEncoder encoder, EdgeTable edges) {
        encoder.owner(blocks, node);
        for (int slot = 0; slot < count; slot++) {
            encoder.neighbor(blocks, neighbors[slot]);
            encoder.write(blocks, node, slot, neighbors[slot], distances[slot]);
            blocks.setOccluded(node, slot, slot >= diverse);
            edges.set(node, slot, distances[slot]);
        }
        for (int slot = count; slot < blocks.layout().slots(); slot++) {
            SlotEncoder.clear(blocks, node, slot);
        }
        blocks.setDegree(node, count);
    }

    /** How many were selected. */
    int count() {
        return count;
    }

    int neighbor(int index) {
        return neighbors[index];
    }

    float distance(int index) {
        return distances[index];
    }
}
