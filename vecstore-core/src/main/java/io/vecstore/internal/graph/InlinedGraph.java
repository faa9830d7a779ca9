package io.vecstore.internal.graph;

import io.vecstore.Metric;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A graph whose nodes hold the codes of their neighbors: {@link io.vecstore.Quantizer.Inlined}. */
final class InlinedGraph extends VectorGraph {

    private final Blocks blocks;
    private final Pool<GraphSearcher> searchers;

    /** @param searchers shared by graphs that grow out of each other */
    InlinedGraph(
            GraphParameters parameters,
            GraphSpace space,
            Blocks blocks,
            Guide guide,
            @Nullable MemorySegment ordinals,
            Pool<GraphSearcher> searchers) {
        super(parameters, space, guide, ordinals);
        this.blocks = blocks;
        this.searchers = searchers;
    }

    static Pool<GraphSearcher> searchers(GraphLayout layout) {
        return new Pool<>(() -> new GraphSearcher(layout));
    }

    Blocks blocks() {
        return blocks;
    }

    @Override
    public int size() {
        return blocks.limit();
    }

    @Override
    int neighbor(int node, int slot) {
        return blocks.neighbor(node, slot);
    }

    @Override
    public Optional<DistanceBounds> bounds(float[] query) {
        return hasBounds() ? Optional.of(new DistanceBounds(space(), blocks, ordinals(), query)) : Optional.empty();
    }

    @Override
    public boolean hasBounds() {
        return parameters().metric() != Metric.DOT_PRODUCT;
    }

    @Override
    public long search(float[] query, int ef, GraphVisitor visitor) {
        GraphSearcher searcher = searchers.take();
        try {
            long before = searcher.hops();
            space().mapQuery(query, searcher.query().mapped());
            searcher.query().prepare();
            searcher.search(blocks, routing(), ef, byOrdinal(visitor));
            return searcher.hops() - before;
        } finally {
            searchers.give(searcher);
        }
    }
}
