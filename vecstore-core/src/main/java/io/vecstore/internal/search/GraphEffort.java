package io.vecstore.internal.search;

import io.vecstore.internal.graph.VectorGraph;

/**
 * How a graph is searched for one leaf of a plan, from how many of its records match.
 *
 * @param k how many are to be found
 * @param poolSize how many candidates the search keeps, matching or not
 * @param least how many that match it comes to before it may end early; fewer mean, with a filter, that what matches lies
 *     elsewhere
 * @param reach where it then ends: so many times the squared distance of the k-th best
 * @param rerank how many of the nearest are compared exactly
 * @param scanIsQuicker whether comparing all that match takes less time
 */
record GraphEffort(int k, int poolSize, int least, float reach, int rerank, boolean scanIsQuicker) {

    /** A search comes to more vectors than ef by this factor, because its distances are estimates. */
    private static final double VISITS = 1.25;
    /** A hard query comes to this many times ef at the most. */
    private static final double MAX_VISITS = 2;
    /** A filtered search gives up, and the leaf is scanned, rather than let the pool grow beyond this. */
    private static final int MAX_POOL = 20_000;

    /** Without a filter a leaf is scanned if the search would come to this share of its vectors. */
    private static final double MOST = 0.25;

    /**
     * Nanoseconds for a step through a graph, for an exact comparison, and for one that mostly ends at a bound: a part
     * that does not depend on the dimension, and what a component adds ({@code ./bench ann --filter}).
     */
    private static final double HOP_NANOS = 250;

    private static final double HOP_COMPONENT_NANOS = 0.7;
    private static final double COMPARISON_NANOS = 25;
    private static final double COMPARISON_COMPONENT_NANOS = 0.15;
    private static final double BOUND_NANOS = 6;
    private static final double BOUND_COMPONENT_NANOS = 0.025;

    static GraphEffort of(Plan.GraphSearch plan, VectorGraph graph, LeafMatches matches) {
        int matching = (int) Math.max(1, Math.min(matches.count(), graph.size()));
        int k = Math.min(plan.k(), matching);
        int ef = plan.ef();
        double selectivity = matching / (double) graph.size();
        float reach = graph.reach(k, VISITS * ef);
        double most = (reach < Float.MAX_VALUE ? MAX_VISITS : VISITS) * ef / selectivity;
        double visits = VISITS * ef / selectivity;
        boolean scan = matching == graph.size()
                ? visits > MOST * matching
                : scanNanos(graph, matching) < visits * hopNanos(graph);
        return new GraphEffort(
                k,
                (int) Math.min(MAX_POOL, Math.ceil(most)),
                Math.min(matching, Math.max(k, ef / 2)),
                reach,
                Math.min(matching, graph.rerank(k, ef)),
                scan || visits > MAX_POOL);
    }

    private static double scanNanos(VectorGraph graph, int matching) {
        int dimension = graph.parameters().dimension();
        return graph.hasBounds()
                ? matching * (BOUND_NANOS + BOUND_COMPONENT_NANOS * dimension)
                : matching * (COMPARISON_NANOS + COMPARISON_COMPONENT_NANOS * dimension);
    }

    private static double hopNanos(VectorGraph graph) {
        return HOP_NANOS + HOP_COMPONENT_NANOS * graph.parameters().dimension();
    }
}
