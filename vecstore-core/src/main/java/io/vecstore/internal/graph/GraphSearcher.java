package io.vecstore.internal.graph;

import io.vecstore.internal.simd.Memory;
import java.lang.foreign.MemorySegment;

/**
 * One search through a graph at a time: greedy best-first search with a pool of bounded size, as {@code searchLayer} of
 * HNSW (Malkov and Yashunin, 2016, algorithm 2) with candidates and results in one sorted list. Keeps its scratch from
 * search to search. One thread at a time.
 */
final class GraphSearcher {

    /**
     * So many nodes are expanded together, so that their cache misses overlap: all lines of their blocks are
     * touched before the first is scored.
     */
    private static final int FRONTIER = 3;

    private static final int LINE_BYTES = 64;

    private final NodeQuery query;
    private final CandidatePool pool = new CandidatePool();
    private final int[] frontier = new int[FRONTIER];
    private final float[] estimates = new float[GraphLayout.SLOTS];
    private final VisitedNodes visited = new VisitedNodes();
    private long hops;

    @SuppressWarnings("UnusedVariable") // written so that the loads that fill it are not dropped
    private int sink;

    GraphSearcher(GraphLayout layout) {
        this.query = new NodeQuery(layout);
    }

    /** The query; to be prepared before a search. */
    NodeQuery query() {
        return query;
    }

    /** How many nodes have been expanded so far. */
    long hops() {
        return hops;
    }

    /**
     * Visits nodes, roughly nearest first, until the {@code ef} nearest candidates within the visitor's limit have all been expanded.
     *
     * @param blocks the nodes; those from its limit on are not looked at
     */
    void search(Blocks blocks, RoutingTable routing, int ef, GraphVisitor visitor) {
        visited.reset(blocks.limit());
        pool.reset(ef);
        routing.enter(query, estimates, this::offer);
        int count = pool.next(frontier, visitor.limit());
        while (count > 0) {
            for (int i = 0; i < count; i++) {
                sink += touch(blocks, frontier[i]);
            }
            for (int i = 0; i < count; i++) {
                expand(blocks, frontier[i], visitor);
            }
            hops += count;
            count = pool.next(frontier, visitor.limit());
        }
    }

    /** Puts a node into the pool if it has not been there in this search, is one of the graph's, and near enough. */
    private void offer(int node, float estimate) {
        if (visited.isFresh(node) && pool.insert(estimate, node)) {
            visited.set(node);
        }
    }

    private void expand(Blocks blocks, int node, GraphVisitor visitor) {
        GraphLayout layout = blocks.layout();
        MemorySegment block = blocks.segment(node);
        long address = blocks.address(node);
        float distance = query.distance(blocks, node);
        visitor.expanded(node, distance);
        float limit = visitor.limit();
        for (int group = 0; group < layout.groups(); group++) {
            long ids = address + layout.ids(group);
            int below = query.estimate(block, address, group, distance, Math.min(limit, pool.threshold()), estimates);
            for (; below != 0; below &= below - 1) {
                int slot = Integer.numberOfTrailingZeros(below);
                offer(Memory.getInt(block, ids + (long) slot * Integer.BYTES), estimates[slot]);
            }
        }
    }

    /** Loads a byte of each line of a node, in place of a prefetch instruction, which Java has not. */
    private static int touch(Blocks blocks, int node) {
        GraphLayout layout = blocks.layout();
        return touch(blocks.segment(node), blocks.address(node), layout.stride())
                + touch(blocks.vectors().segment(node), blocks.vectors().address(node), layout.vectorBytes());
    }

    private static int touch(MemorySegment segment, long address, long length) {
        int sum = 0;
        for (long at = address; at < address + length; at += LINE_BYTES) {
            sum += Memory.getInt(segment, at);
        }
        return sum;
    }
}
