package io.vecstore.internal.graph;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Makes every node reachable from the root. Walks the graph breadth-first and keeps the edges by which nodes were first
 * reached: they form a tree. What was not reached is tied to the nearest node that was, in place of an edge that is not
 * in the tree, so nothing that was reached is lost. For one thread while no other changes the graph.
 */
final class Connectivity implements GraphVisitor {

    /** How far the neighborhood of a lost node is searched. */
    private static final int EF = 64;

    private final GraphBuilder builder;
    private final Blocks blocks;
    private final int slots;
    private final BitSet reached;
    private final BitSet treeEdges;
    private final GraphSearcher searcher;
    private final SlotEncoder encoder;
    private int[] queue = new int[256];
    private int queued;
    private long[] near = new long[256];
    private int nearCount;
    private int tied;

    private Connectivity(GraphBuilder builder) {
        this.builder = builder;
        this.blocks = builder.blocks();
        this.slots = builder.layout().slots();
        this.reached = new BitSet(blocks.limit());
        this.treeEdges = new BitSet();
        this.searcher = new GraphSearcher(builder.layout());
        this.encoder = new SlotEncoder(builder.layout().dimension());
    }

    /**
     * Ties lost nodes to the others.
     *
     * @return how many there were
     */
    static int repair(GraphBuilder builder, RoutingTable routing) {
        Connectivity connectivity = new Connectivity(builder);
        connectivity.reach(routing.root());
        int nodes = connectivity.blocks.limit();
        for (int node = connectivity.reached.nextClearBit(0); node < nodes; ) {
            connectivity.tie(node, routing);
            node = connectivity.reached.nextClearBit(node);
        }
        return connectivity.tied;
    }

    private void reach(int root) {
        queued = 0;
        mark(root);
        for (int at = 0; at < queued; at++) {
            int node = queue[at];
            for (int slot = 0; slot < slots; slot++) {
                int neighbor = blocks.neighbor(node, slot);
                if (neighbor >= 0 && !reached.get(neighbor)) {
                    treeEdges.set(edge(node, slot));
                    mark(neighbor);
                }
            }
        }
    }

    private void mark(int node) {
        reached.set(node);
        if (queued == queue.length) {
            queue = Arrays.copyOf(queue, 2 * queued);
        }
        queue[queued++] = node;
    }

    /** Edges of graphs beyond 2^31 edges share marks, which only protects more of them. */
    private int edge(int node, int slot) {
        return (int) (((long) node * slots + slot) & Integer.MAX_VALUE);
    }

    private void tie(int lost, RoutingTable routing) {
        nearCount = 0;
        searcher.query().load(blocks, lost);
        searcher.search(blocks, routing, EF, this);
        Arrays.sort(near, 0, nearCount);
        for (int i = 0; i < nearCount; i++) {
            if (tieTo((int) near[i], lost)) {
                return;
            }
        }
        for (int node = reached.nextSetBit(0); node >= 0; node = reached.nextSetBit(node + 1)) {
            if (tieTo(node, lost)) {
                return;
            }
        }
        throw new IllegalStateException("no node has an edge to spare, which a tree in such a graph leaves");
    }

    private boolean tieTo(int owner, int lost) {
        int slot = spare(owner);
        if (slot < 0) {
            return false;
        }
        float distance = blocks.distance(owner, lost);
        encoder.owner(blocks, owner);
        encoder.neighbor(blocks, lost);
        encoder.write(blocks, owner, slot, lost, distance);
        builder.edges().set(owner, slot, distance);
        blocks.setOccluded(owner, slot, false);
        treeEdges.set(edge(owner, slot));
        tied++;
        reach(lost);
        return true;
    }

    /** A free slot, else the farthest neighbor outside of the tree, occluded ones first; -1 for none. */
    private int spare(int owner) {
        int degree = blocks.degree(owner);
        if (degree < builder.parameters().maxDegree()) {
            blocks.setDegree(owner, degree + 1);
            return degree;
        }
        int found = -1;
        for (int slot = 0; slot < degree; slot++) {
            if (!treeEdges.get(edge(owner, slot)) && (found < 0 || isBetterSpare(owner, slot, found))) {
                found = slot;
            }
        }
        return found;
    }

    private boolean isBetterSpare(int owner, int slot, int than) {
        boolean occluded = blocks.isOccluded(owner, slot);
        return occluded == blocks.isOccluded(owner, than)
                ? builder.edges().distance(owner, slot) > builder.edges().distance(owner, than)
                : occluded;
    }

    @Override
    public void expanded(int node, float distance) {
        if (reached.get(node)) {
            if (nearCount == near.length) {
                near = Arrays.copyOf(near, 2 * nearCount);
            }
            near[nearCount++] = ((long) Float.floatToRawIntBits(distance) << 32) | node;
        }
    }

    @Override
    public float limit() {
        return Float.MAX_VALUE;
    }
}
