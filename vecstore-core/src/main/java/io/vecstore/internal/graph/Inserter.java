package io.vecstore.internal.graph;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Inserts nodes into the graph of a builder, with the scratch of one thread. Searches for the new node's neighborhood
 * as a query would, chooses its neighbors, and has them point back; where a neighbor has no free slot, the codes that it
 * has already decide which edge goes, without an exact distance.
 */
final class Inserter implements GraphVisitor {

    private final GraphBuilder builder;
    private final GraphSearcher searcher;
    private final NeighborSelection selection;
    private final SlotEncoder encoder;
    private final float[] estimates = new float[GraphLayout.SLOTS];
    private final float[] toNeighbors;
    private int inserted;

    Inserter(GraphBuilder builder) {
        this.builder = builder;
        GraphLayout layout = builder.layout();
        this.searcher = new GraphSearcher(layout);
        this.selection = new NeighborSelection(builder.parameters().maxDegree());
        this.encoder = new SlotEncoder(layout.dimension());
        this.toNeighbors = new float[layout.slots()];
    }

    @Override
    public void expanded(int node, float distance) {
        if (node != inserted) {
            selection.add(node, distance);
        }
    }

    @Override
    public float limit() {
        return Float.MAX_VALUE;
    }

    /** Inserts {@code node}, whose vector lies at byte {@code offset} of {@code vectors}. */
    void insert(int node, MemorySegment vectors, long offset) {
        NodeQuery query = searcher.query();
        builder.space().map(vectors, offset, query.mapped());
        query.prepare();
        query.store(builder.blocks(), node);
        link(node);
    }

    /** Connects a node, for which the searcher's query has been prepared, with its neighborhood. */
    private void link(int node) {
        Blocks blocks = builder.blocks();
        inserted = node;
        selection.clear();
        RoutingTable routing = builder.routing();
        if (routing != null) {
            searcher.search(blocks, routing, builder.parameters().efConstruction(), this);
        }
        selection.select(blocks);
        selection.write(blocks, node, encoder, builder.edges());
        VarHandle.releaseFence(); // whoever finds the node finds its block complete
        for (int i = 0; i < selection.count(); i++) {
            linkBack(blocks, selection.neighbor(i), node, selection.distance(i));
        }
    }

    /** Has {@code owner} point to the new node, if it is worth a slot. */
    private void linkBack(Blocks blocks, int owner, int node, float distance) {
        ReentrantLock lock = builder.lock(owner);
        lock.lock();
        try {
            int degree = blocks.degree(owner);
            if (degree < builder.parameters().maxDegree()) {
                writeBack(blocks, owner, degree, node, distance, false);
                blocks.setDegree(owner, degree + 1);
            } else {
                replace(blocks, owner, node, distance);
            }
        } finally {
            lock.unlock();
        }
    }

    private void replace(Blocks blocks, int owner, int node, float distance) {
        estimateNeighbors(blocks, owner, distance);
        boolean occluded = isOccluded(owner, distance);
        if (!occluded) {
            occludeFarther(blocks, owner, distance);
        }
        int victim = victim(blocks, owner, distance, occluded);
        if (victim >= 0) {
            writeBack(blocks, owner, victim, node, distance, occluded);
        }
    }

    /** Estimates the distances from the new node to the neighbors of {@code owner}. */
    private void estimateNeighbors(Blocks blocks, int owner, float distance) {
        for (int group = 0; group < builder.layout().groups(); group++) {
            var _ = searcher.query()
                    .estimate(blocks.segment(owner), blocks.address(owner), group, distance, 0, estimates);
            System.arraycopy(estimates, 0, toNeighbors, group * GraphLayout.SLOTS, GraphLayout.SLOTS);
        }
    }

    private boolean isOccluded(int owner, float distance) {
        float[] known = builder.edges().row(owner);
        int start = builder.edges().start(owner);
        for (int slot = 0; slot < builder.parameters().maxDegree(); slot++) {
            if (known[start + slot] < distance && NeighborSelection.ALPHA * toNeighbors[slot] < distance) {
                return true;
            }
        }
        return false;
    }

    /** Marks the farther neighbors that the new node occludes. */
    private void occludeFarther(Blocks blocks, int owner, float distance) {
        float[] known = builder.edges().row(owner);
        int start = builder.edges().start(owner);
        for (int slot = 0; slot < builder.parameters().maxDegree(); slot++) {
            float edge = known[start + slot];
            if (edge >= distance && NeighborSelection.ALPHA * toNeighbors[slot] < edge) {
                blocks.setOccluded(owner, slot, true);
            }
        }
    }

    /**
     * The farthest occluded neighbor; where none is, and the new node is not occluded either, the farthest of all. An
     * occluded new node replaces only what is occluded and farther than itself. -1 for none.
     */
    private int victim(Blocks blocks, int owner, float distance, boolean occluded) {
        int victim = -1;
        for (int group = 0; group < builder.layout().groups(); group++) {
            int mask = blocks.occluded(owner, group);
            victim = farthest(owner, occluded ? distance : -1, victim, mask, group * GraphLayout.SLOTS);
        }
        for (int slot = 0; victim < 0 && !occluded && slot < builder.layout().slots(); slot += GraphLayout.SLOTS) {
            victim = farthest(owner, distance, victim, -1, slot);
        }
        return victim;
    }

    /** The farthest of {@code found} and the slots from {@code first} on whose bit is set, if beyond a distance. */
    private int farthest(int owner, float beyond, int found, int mask, int first) {
        float[] known = builder.edges().row(owner);
        int start = builder.edges().start(owner);
        int farthest = found;
        float most = found < 0 ? beyond : known[start + found];
        for (int rest = mask; rest != 0; rest &= rest - 1) {
            int slot = first + Integer.numberOfTrailingZeros(rest);
            if (slot < builder.parameters().maxDegree() && known[start + slot] > most) {
                most = known[start + slot];
                farthest = slot;
            }
        }
        return farthest;
    }

    private void writeBack(Blocks blocks, int owner, int slot, int node, float distance, boolean occluded) {
        encoder.owner(blocks, owner);
        encoder.neighbor(blocks, node);
        encoder.write(blocks, owner, slot, node, distance);
        blocks.setOccluded(owner, slot, occluded);
        builder.edges().set(owner, slot, distance);
    }
}
