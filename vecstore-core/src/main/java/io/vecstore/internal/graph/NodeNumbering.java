package io.vecstore.internal.graph;

import java.lang.foreign.MemorySegment;
import java.util.List;

/** The nodes of a new graph in the order of their ordinals, and the row of which input each comes from. */
final class NodeNumbering implements VectorSource {

    private final List<GraphInput> inputs;
    private final int[] inputOf;
    private final int[] rowOf;
    private final int[] ordinals;
    /** For each input and row the node, -1 for none. */
    private final int[][] nodes;

    NodeNumbering(List<GraphInput> inputs) {
        this.inputs = inputs;
        int count = inputs.stream().mapToInt(GraphInput::keptRows).sum();
        this.inputOf = new int[count];
        this.rowOf = new int[count];
        this.ordinals = new int[count];
        this.nodes = new int[inputs.size()][];
        int node = 0;
        for (int i = 0; i < inputs.size(); i++) {
            GraphInput input = inputs.get(i);
            nodes[i] = new int[input.newOrdinals().length];
            for (int row = 0; row < nodes[i].length; row++) {
                boolean kept = input.keeps(row);
                nodes[i][row] = kept ? node : -1;
                if (kept) {
                    inputOf[node] = i;
                    rowOf[node] = row;
                    ordinals[node++] = input.newOrdinals()[row];
                }
            }
        }
    }

    int count() {
        return ordinals.length;
    }

    /** The node of a row of an input, -1 if it is left out. */
    int node(int input, int row) {
        return row < nodes[input].length ? nodes[input][row] : -1;
    }

    int ordinal(int node) {
        return ordinals[node];
    }

    /** Whether nodes and ordinals are the same numbers. */
    boolean isIdentity() {
        return ordinals.length == 0 || ordinals[ordinals.length - 1] == ordinals.length - 1;
    }

    @Override
    public boolean isPresent(int node) {
        return true;
    }

    @Override
    public MemorySegment segment(int node) {
        return inputs.get(inputOf[node]).vectors().segment(rowOf[node]);
    }

    @Override
    public long offset(int node) {
        return inputs.get(inputOf[node]).vectors().offset(rowOf[node]);
    }
}
