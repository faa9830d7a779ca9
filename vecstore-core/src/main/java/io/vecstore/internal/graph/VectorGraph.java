package io.vecstore.internal.graph;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A graph over the vectors of a segment, ready to be searched by any number of threads. Whoever holds it keeps its
 * memory alive. What it finds is approximate, distances included: the exact ones are the caller's to compute.
 */
public final class VectorGraph {

    private final GraphParameters parameters;
    private final GraphSpace space;
    private final Blocks blocks;
    private final RoutingTable routing;
    private final @Nullable MemorySegment ordinals;
    private final SearcherPool searchers;

    /** @param ordinals of the nodes' records, int32 ascending; null where they are the nodes' own numbers */
    VectorGraph(
            GraphParameters parameters,
            GraphSpace space,
            Blocks blocks,
            RoutingTable routing,
            @Nullable MemorySegment ordinals,
            SearcherPool searchers) {
        this.parameters = parameters;
        this.space = space;
        this.blocks = blocks;
        this.routing = routing;
        this.ordinals = ordinals;
        this.searchers = searchers;
    }

    /** Searchers that are not in use, with their scratch. */
    static final class SearcherPool {
        private final GraphLayout layout;
        private final ConcurrentLinkedQueue<GraphSearcher> idle = new ConcurrentLinkedQueue<>();

        SearcherPool(GraphLayout layout) {
            this.layout = layout;
        }

        GraphSearcher take() {
            GraphSearcher searcher = idle.poll();
            return searcher == null ? new GraphSearcher(layout) : searcher;
        }

        void give(GraphSearcher searcher) {
            idle.add(searcher);
        }
    }

    /** How many vectors it holds. */
    public int size() {
        return blocks.limit();
    }

    /** Bytes of its blocks. */
    public long byteSize() {
        return blocks.limit() * blocks.layout().stride();
    }

    public GraphParameters parameters() {
        return parameters;
    }

    GraphSpace space() {
        return space;
    }

    Blocks blocks() {
        return blocks;
    }

    RoutingTable routing() {
        return routing;
    }

    /** The ordinal of a node's record. */
    int ordinal(int node) {
        return ordinals == null ? node : ordinals.get(ValueLayout.JAVA_INT_UNALIGNED, (long) node * Integer.BYTES);
    }

    /**
     * Visits vectors, roughly nearest first, until the {@code ef} nearest candidates have been looked at.
     *
     * @param query of the dimension of the vectors
     * @return how many nodes were expanded; each had its neighbors estimated
     */
    public long search(float[] query, int ef, GraphVisitor visitor) {
        GraphSearcher searcher = searchers.take();
        try {
            long before = searcher.hops();
            space.mapQuery(query, searcher.query().mapped());
            searcher.query().prepare();
            searcher.search(blocks, routing, ef, ordinals == null ? visitor : byOrdinal(visitor));
            return searcher.hops() - before;
        } finally {
            searchers.give(searcher);
        }
    }

    private GraphVisitor byOrdinal(GraphVisitor visitor) {
        return new GraphVisitor() {
            @Override
            public void expanded(int node, float distance) {
                visitor.expanded(ordinal(node), distance);
            }

            @Override
            public float limit() {
                return visitor.limit();
            }
        };
    }
}
