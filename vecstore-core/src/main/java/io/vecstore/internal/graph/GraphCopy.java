package io.vecstore.internal.graph;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.IntUnaryOperator;

/**
 * Takes over the blocks of a graph into a builder under new numbers. A node that loses neighbors is given others: from
 * those that it keeps, and those of the neighbors that it loses (as FreshDiskANN does, Singh et al., 2021, algorithm 4).
 */
final class GraphCopy {

    private static final int CHECK_NODES = 1_024;

    private final Blocks from;
    private final IntUnaryOperator renumbering;
    private final GraphBuilder builder;
    private final Blocks to;
    private final BooleanSupplier cancelled;
    private final NeighborSelection selection;
    private final SlotEncoder encoder;
    private final int slots;

    GraphCopy(VectorGraph graph, IntUnaryOperator renumbering, GraphBuilder builder, BooleanSupplier cancelled) {
        this.from = graph.blocks();
        this.renumbering = renumbering;
        this.builder = builder;
        this.to = builder.blocks();
        this.cancelled = cancelled;
        this.selection = new NeighborSelection(builder.parameters().maxDegree());
        this.encoder = new SlotEncoder(builder.layout().dimension());
        this.slots = builder.layout().slots();
    }

    /**
     * Copies all nodes that have a new number.
     *
     * @return how many
     */
    int copy() {
        int copied = 0;
        for (int node = 0; node < from.limit(); node++) {
            int renumbered = renumbering.applyAsInt(node);
            if (renumbered >= 0) {
                copyBlock(node, renumbered);
                copied++;
            }
        }
        for (int node = 0; node < from.limit(); node++) {
            if (node % CHECK_NODES == 0 && cancelled.getAsBoolean()) {
                throw new CancellationException("the merge of graphs was cancelled");
            }
            int renumbered = renumbering.applyAsInt(node);
            if (renumbered >= 0) {
                connect(node, renumbered);
            }
        }
        return copied;
    }

    private void copyBlock(int node, int renumbered) {
        long stride = builder.layout().stride();
        MemorySegment.copy(from.chunk(node), from.offset(node), to.chunk(renumbered), to.offset(renumbered), stride);
    }

    private void connect(int node, int renumbered) {
        int degree = to.degree(renumbered);
        int kept = 0;
        for (int slot = 0; slot < degree; slot++) {
            int neighbor = renumbered(from.neighbor(node, slot));
            kept += neighbor >= 0 ? 1 : 0;
            to.setNeighbor(renumbered, slot, neighbor);
        }
        if (kept < degree) {
            replaceLost(node, renumbered, degree);
        } else {
            for (int slot = 0; slot < degree; slot++) {
                builder.edges().set(renumbered, slot, to.distance(renumbered, to.neighbor(renumbered, slot)));
            }
        }
    }

    private void replaceLost(int node, int renumbered, int degree) {
        selection.clear();
        for (int slot = 0; slot < degree; slot++) {
            int neighbor = from.neighbor(node, slot);
            if (renumbered(neighbor) >= 0) {
                addCandidate(renumbered, renumbered(neighbor));
            } else {
                addNeighborsOf(neighbor, renumbered);
            }
        }
        selection.select(to);
        selection.write(to, renumbered, encoder, builder.edges());
    }

    private void addNeighborsOf(int lost, int renumbered) {
        for (int slot = 0; Integer.compareUnsigned(lost, from.limit()) < 0 && slot < slots; slot++) {
            int neighbor = renumbered(from.neighbor(lost, slot));
            if (neighbor >= 0 && neighbor != renumbered) {
                addCandidate(renumbered, neighbor);
            }
        }
    }

    private void addCandidate(int renumbered, int candidate) {
        selection.add(candidate, to.distance(renumbered, candidate));
    }

    /** What comes from a file may be no node at all. */
    private int renumbered(int node) {
        return Integer.compareUnsigned(node, from.limit()) < 0 ? renumbering.applyAsInt(node) : -1;
    }
}
