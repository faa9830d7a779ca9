package io.vecstore.internal.graph;

import org.jspecify.annotations.Nullable;

/**
 * One input of a new graph.
 *
 * @param graph what there is already over the rows, or some of them; null for none
 * @param vectors of the rows
 * @param newOrdinals for each row its ordinal in the new graph, ascending; negative if it is left out
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once and never compared
public record GraphInput(@Nullable VectorGraph graph, VectorSource vectors, int[] newOrdinals) {

    boolean keeps(int row) {
        return newOrdinals[row] >= 0 && vectors.isPresent(row);
    }

    /** How many rows go into the new graph. */
    public int keptRows() {
        int count = 0;
        for (int row = 0; row < newOrdinals.length; row++) {
            count += keeps(row) ? 1 : 0;
        }
        return count;
    }

    /** How many nodes of the graph are kept. */
    int keptNodes() {
        int count = 0;
        for (int node = 0; graph != null && node < graph.size(); node++) {
            count += keepsNode(node) ? 1 : 0;
        }
        return count;
    }

    boolean keepsNode(int node) {
        int ordinal = graph == null ? -1 : graph.ordinal(node);
        return ordinal >= 0 && ordinal < newOrdinals.length && newOrdinals[ordinal] >= 0;
    }
}
