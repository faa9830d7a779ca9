package io.vecstore.internal.graph;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes over the nodes of a graph into a builder under new numbers. A node that loses neighbors is given others: from
 * those that it keeps, and those of the neighbors that it loses (as FreshDiskANN does, Singh et al., 2021, algorithm 4).
 * Blocks are copied where codes are inlined; otherwise they are encoded anew from the vectors.
 */
final class GraphCopy {

    private static final int CHECK_NODES = 1_024;

    private final VectorGraph from;
    private final @Nullable Blocks blocks;
    private final IntUnaryOperator renumbering;
    private final GraphBuilder builder;
    private final VectorSource vectors;
    private final Blocks to;
    private final BooleanSupplier cancelled;
    private final NeighborSelection selection;
    private final SlotEncoder encoder;
    private final NodeQuery query;
    private final int slots;

    /** @param vectors of the nodes under their new numbers */
    GraphCopy(
            VectorGraph graph,
            IntUnaryOperator renumbering,
            GraphBuilder builder,
            VectorSource vectors,
            BooleanSupplier cancelled) {
        this.from = graph;
        this.blocks = graph instanceof InlinedGraph inlined ? inlined.blocks() : null;
        this.renumbering = renumbering;
        this.builder = builder;
        this.vectors = vectors;
        this.to = builder.blocks();
        this.cancelled = cancelled;
        this.selection = new NeighborSelection(builder.parameters().maxDegree());
        this.encoder = new SlotEncoder(builder.layout().dimension());
        this.query = new NodeQuery(builder.layout());
        this.slots = builder.parameters().maxDegree();
    }

    private interface Step {
        void node(int node, int renumbered);
    }

    /**
     * Copies all nodes that have a new number.
     *
     * @return how many
     */
    int copy() {
        forEachKept(this::copyVector);
        return forEachKept(this::connect);
    }

    private int forEachKept(Step step) {
        int count = 0;
        for (int node = 0; node < from.size(); node++) {
            if (node % CHECK_NODES == 0 && cancelled.getAsBoolean()) {
                throw new CancellationException("the merge of graphs was cancelled");
            }
            int renumbered = renumbering.applyAsInt(node);
            if (renumbered >= 0) {
                step.node(node, renumbered);
                count++;
            }
        }
        return count;
    }

    private void copyVector(int node, int renumbered) {
        if (blocks != null) {
            to.copy(renumbered, blocks, node);
        } else {
            builder.space().map(vectors.segment(renumbered), vectors.offset(renumbered), query.mapped());
            query.prepare();
            query.store(to, renumbered);
        }
    }

    private void connect(int node, int renumbered) {
        int degree = 0;
        int kept = 0;
        for (int slot = 0; slot < slots; slot++) {
            degree += from.neighbor(node, slot) >= 0 ? 1 : 0;
            kept += renumbered(from.neighbor(node, slot)) >= 0 ? 1 : 0;
        }
        if (kept < degree || blocks == null) {
            choose(node, renumbered);
            return;
        }
        for (int slot = 0; slot < degree; slot++) {
            int neighbor = renumbered(from.neighbor(node, slot));
            to.setNeighbor(renumbered, slot, neighbor);
            builder.edges().set(renumbered, slot, to.distance(renumbered, neighbor));
        }
    }

    private void choose(int node, int renumbered) {
        selection.clear();
        for (int slot = 0; slot < slots; slot++) {
            int neighbor = from.neighbor(node, slot);
            if (renumbered(neighbor) >= 0) {
                addCandidate(renumbered, renumbered(neighbor));
            } else if (Integer.compareUnsigned(neighbor, from.size()) < 0) {
                addNeighborsOf(neighbor, renumbered);
            }
        }
        selection.select(to);
        selection.write(to, renumbered, encoder, builder.edges());
    }

    private void addNeighborsOf(int lost, int renumbered) {
        for (int slot = 0; slot < slots; slot++) {
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
        return Integer.compareUnsigned(node, from.size()) < 0 ? renumbering.applyAsInt(node) : -1;
    }
}
