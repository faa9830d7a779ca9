package io.vecstore.internal.graph;

import java.util.Arrays;

/** The nodes that a search has come to; emptied in no time. One thread at a time. */
final class VisitedNodes {

    private int[] epochs = new int[0];
    private int epoch;
    private int limit;

    /** Begins a search among nodes below {@code nodes}. */
    void reset(int nodes) {
        limit = nodes;
        if (epochs.length < nodes) {
            epochs = new int[Math.max(nodes, (int) Math.min(Integer.MAX_VALUE - 8, epochs.length * 3L / 2))];
            epoch = 0;
        }
        if (epoch == Integer.MAX_VALUE) {
            Arrays.fill(epochs, 0);
            epoch = 0;
        }
        epoch++;
    }

    /** Whether the number is that of a node, which what comes from a file need not be, and has not been marked. */
    boolean isFresh(int node) {
        return Integer.compareUnsigned(node, limit) < 0 && epochs[node] != epoch;
    }

    void set(int node) {
        epochs[node] = epoch;
    }

    /** Marks a node; whether it was {@link #isFresh}. */
    boolean mark(int node) {
        if (!isFresh(node)) {
            return false;
        }
        epochs[node] = epoch;
        return true;
    }
}
