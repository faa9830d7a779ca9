package io.vecstore.internal.graph;

import io.vecstore.Quantizer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A graph over the vectors of a segment, ready to be searched by any number of threads. Whoever holds it keeps its
 * memory alive. What it finds is approximate, distances included: the exact ones are the caller's to compute.
 */
public abstract sealed class VectorGraph permits InlinedGraph, CompactGraph {

    /** Fewer cost recall at small k, because the order of the nearest is estimated. */
    private static final int MIN_RERANK = 16;

    private final GraphParameters parameters;
    private final GraphSpace space;
    private final Guide guide;
    private final @Nullable MemorySegment ordinals;

    /** @param ordinals of the nodes' records, int32 ascending; null where they are the nodes' own numbers */
    VectorGraph(GraphParameters parameters, GraphSpace space, Guide guide, @Nullable MemorySegment ordinals) {
        this.parameters = parameters;
        this.space = space;
        this.guide = guide;
        this.ordinals = ordinals;
    }

    /** Searchers that are not in use, with their scratch. */
    static final class Pool<T> {
        private final Supplier<T> making;
        private final ConcurrentLinkedQueue<T> idle = new ConcurrentLinkedQueue<>();

        Pool(Supplier<T> making) {
            this.making = making;
        }

        T take() {
            T searcher = idle.poll();
            return searcher == null ? making.get() : searcher;
        }

        void give(T searcher) {
            idle.add(searcher);
        }
    }

    /** How many vectors it holds. */
    public abstract int size();

    /**
     * Visits vectors, roughly nearest first, until the {@code ef} nearest candidates have been looked at.
     *
     * @param query of the dimension of the vectors
     * @return how many nodes were expanded; each had its neighbors estimated
     */
    public abstract long search(float[] query, int ef, GraphVisitor visitor);

    /**
     * How many of the nearest {@code ef} are to be compared exactly so that the best {@code k} are among them: all where
     * codes are coarse.
     */
    public int rerank(int k, int ef) {
        return Math.max(isCoarse() ? ef : MIN_RERANK, 2 * k);
    }

    /**
     * How many times the squared distance of the k-th nearest a search has to look out to, so that it comes to
     * {@code visits} vectors on average (distance adaptive beam search, Al-Jazzazi et al., 2025). Queries whose
     * neighbors stand out come to fewer, others to more, which finds more of the nearest in the same time than as many
     * visits for every query. {@link Float#MAX_VALUE} if that is not known, and where distances are too coarse.
     */
    public float reach(int k, double visits) {
        return isCoarse() ? Float.MAX_VALUE : guide.reach(k, visits);
    }

    private boolean isCoarse() {
        return switch (parameters.quantizer()) {
            case Quantizer.Inlined _, Quantizer.Scalar _, Quantizer.None _ -> false;
            case Quantizer.Binary _, Quantizer.Product _ -> true;
        };
    }

    /**
     * Lower bounds of the distances from a query; empty by dot product, and where the graph does not hold int8 vectors
     * side by side.
     */
    public abstract Optional<DistanceBounds> bounds(float[] query);

    /** Whether there are {@link #bounds}. */
    public abstract boolean hasBounds();

    public GraphParameters parameters() {
        return parameters;
    }

    @Nullable
    MemorySegment ordinals() {
        return ordinals;
    }

    GraphSpace space() {
        return space;
    }

    RoutingTable routing() {
        return guide.routing();
    }

    /** The neighbor of a node in a slot, which may be no node's number. */
    abstract int neighbor(int node, int slot);

    /** The ordinal of a node's record. */
    int ordinal(int node) {
        return ordinals == null ? node : ordinals.get(ValueLayout.JAVA_INT_UNALIGNED, (long) node * Integer.BYTES);
    }

    /** The visitor, or one that has nodes translated into ordinals for it. */
    GraphVisitor byOrdinal(GraphVisitor visitor) {
        if (ordinals == null) {
            return visitor;
        }
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
