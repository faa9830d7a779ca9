package io.vecstore.internal.graph;

import java.lang.foreign.Arena;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The state of a graph under construction: blocks that grow, what is known of their edges, and the routing table.
 * {@link Inserter}s work on it, one for each thread; growing and routing are for one thread while no other inserts.
 * Readers may search {@link #blocks} at any time: they see edges come and go, and an estimate that is read while its
 * slot is written is a wrong estimate, no more.
 */
final class GraphBuilder {

    private static final int STRIPES = 1_024;
    /** A chunk of blocks takes 14 MiB at 384 dimensions and 2 bits. */
    private static final int CHUNK_SHIFT = 12;

    private final GraphParameters parameters;
    private final GraphLayout layout;
    private final GraphSpace space;
    private final Arena arena;
    private final EdgeTable edges;
    private final ReentrantLock[] locks = new ReentrantLock[STRIPES];
    private volatile Blocks blocks;
    private volatile @Nullable RoutingTable routing;

    /** @param arena owns the memory of the blocks */
    GraphBuilder(GraphParameters parameters, GraphSpace space, Arena arena) {
        this.parameters = parameters;
        this.layout = parameters.layout();
        this.space = space;
        this.arena = arena;
        this.edges = new EdgeTable(layout.slots());
        this.blocks = Blocks.growing(layout, CHUNK_SHIFT);
        for (int i = 0; i < STRIPES; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    GraphParameters parameters() {
        return parameters;
    }

    GraphLayout layout() {
        return layout;
    }

    GraphSpace space() {
        return space;
    }

    EdgeTable edges() {
        return edges;
    }

    Blocks blocks() {
        return blocks;
    }

    /** Where searches enter; null before the first node. */
    @Nullable
    RoutingTable routing() {
        return routing;
    }

    void routing(RoutingTable table) {
        routing = table;
    }

    /** The lock that guards the slots of a node, shared with others. */
    ReentrantLock lock(int node) {
        return locks[node % STRIPES];
    }

    /** Makes room for nodes below {@code limit}. */
    void grow(int limit) {
        edges.grow(limit);
        blocks = blocks.grow(limit, arena);
    }
}
