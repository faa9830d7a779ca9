package io.vecstore.internal.graph;

import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;

/**
 * The search of {@link GraphSearcher} over {@link CompactBlocks}: every neighbor is a place in memory of its own, and is
 * compared once. One thread at a time.
 */
final class CompactSearcher {

    private final CompactBlocks blocks;
    private final NodeQuery routingQuery;
    private final NodeCodec.Scorer scorer;
    private final CandidatePool pool = new CandidatePool();
    private final VisitedNodes visited = new VisitedNodes();
    private final int[] next = new int[1];
    private final int[] fresh;
    private final float[] estimates = new float[GraphLayout.SLOTS];

    @SuppressWarnings("UnusedVariable") // written so that the loads that fill it are not dropped
    private int sink;

    CompactSearcher(CompactBlocks blocks, GraphLayout routingLayout) {
        this.blocks = blocks;
        this.routingQuery = new NodeQuery(routingLayout);
        this.scorer = blocks.codec().scorer();
        this.fresh = new int[blocks.slots()];
    }

    /** Where the mapped query is put before {@link #search}. */
    float[] mapped() {
        return routingQuery.mapped();
    }

    /**
     * Visits nodes, roughly nearest first, until the {@code ef} nearest candidates have all been expanded.
     *
     * @return how many were expanded
     */
    long search(RoutingTable routing, int ef, GraphVisitor visitor) {
        routingQuery.prepare();
        scorer.prepare(routingQuery.mapped());
        visited.reset(blocks.count());
        pool.reset(ef);
        routing.enter(routingQuery, estimates, (node, estimate) -> enter(node));
        long hops = 0;
        while (pool.next(next, visitor.limit()) > 0) {
            visitor.expanded(next[0], pool.lastDistance());
            expand(next[0], visitor.limit());
            hops++;
        }
        return hops;
    }

    private void enter(int node) {
        if (visited.mark(node)) {
            pool.insert(distance(node), node);
        }
    }

    private void expand(int node, float limit) {
        int count = 0;
        for (int slot = 0; slot < blocks.slots(); slot++) {
            int neighbor = blocks.neighbor(node, slot);
            if (visited.mark(neighbor)) {
                fresh[count++] = neighbor;
                sink += touch(neighbor);
            }
        }
        for (int i = 0; i < count; i++) {
            float distance = distance(fresh[i]);
            if (distance < Math.min(limit, pool.threshold())) {
                pool.insert(distance, fresh[i]);
            }
        }
    }

    private float distance(int node) {
        return scorer.distance(blocks.memory(), blocks.offset(node));
    }

    /** Loads a byte of each line of a code, so that the misses of all neighbors overlap. */
    private int touch(int node) {
        MemorySegment memory = blocks.memory();
        long end = blocks.offset(node) + blocks.codec().codeBytes();
        int sum = 0;
        for (long at = blocks.offset(node); at < end; at += 64) {
            sum += memory.get(Layouts.BYTE, at);
        }
        return sum;
    }
}
