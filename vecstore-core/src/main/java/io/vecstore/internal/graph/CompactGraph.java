package io.vecstore.internal.graph;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A graph whose codes lie apart: every {@link io.vecstore.Quantizer} but the inlined one. */
final class CompactGraph extends VectorGraph {

    private final CompactBlocks blocks;
    private final Pool<CompactSearcher> searchers;

    CompactGraph(
            GraphParameters parameters,
            GraphSpace space,
            CompactBlocks blocks,
            Guide guide,
            @Nullable MemorySegment ordinals) {
        super(parameters, space, guide, ordinals);
        this.blocks = blocks;
        this.searchers = new Pool<>(() -> new CompactSearcher(blocks, parameters.layout()));
    }

    @Override
    public int size() {
        return blocks.count();
    }

    @Override
    int neighbor(int node, int slot) {
        return blocks.neighbor(node, slot);
    }

    @Override
    public Optional<DistanceBounds> bounds(float[] query) {
        return Optional.empty();
    }

    @Override
    public boolean hasBounds() {
        return false;
    }

    @Override
    public long search(float[] query, int ef, GraphVisitor visitor) {
        CompactSearcher searcher = searchers.take();
        try {
            space().mapQuery(query, searcher.mapped());
            return searcher.search(routing(), ef, byOrdinal(visitor));
        } finally {
            searchers.give(searcher);
        }
    }
}
