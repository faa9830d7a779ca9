package io.vecstore.internal.search;

import io.vecstore.internal.graph.VectorGraph;

/**
 * How a graph is searched for one leaf of a plan, from how many of its records match.
 *
 * @param ef how many of the nearest that match are looked at
 * @param poolSize how many candidates the search keeps, matching or not
 * @param rerank how many of the nearest are compared exactly
 * @param needed fewer matches than this mean that the search has failed: with a filter, that what matches lies elsewhere
 * @param filtered whether some records do not match
 * @param scanIsQuicker whether comparing all that match takes less time
 */
record GraphEffort(int ef, int poolSize, int rerank, int needed, boolean filtered, boolean scanIsQuicker) {

    /** The pool is larger by this factor than ef, because its distances are estimates. */
    private static final double POOL_SLACK = 1.25;
    /** A filtered search gives up, and the leaf is scanned, rather than let the pool grow beyond this. */
    private static final int MAX_POOL = 20_000;

    /** Nanoseconds for a step through the graph and for an exact comparison, as far as they do not depend on d. */
    private static final double HOP_NANOS = 250;

    private static final double COMPARISON_NANOS = 25;
    /** Nanoseconds for each component. */
    private static final double HOP_COMPONENT_NANOS = 0.7;

    private static final double COMPARISON_COMPONENT_NANOS = 0.15;

    static GraphEffort of(Plan.GraphSearch plan, VectorGraph graph, LeafMatches matches) {
        long matching = Math.min(matches.count(), graph.size());
        int ef = Math.max(plan.ef(), plan.k());
        double selectivity = Math.max(1, matching) / (double) graph.size();
        boolean filtered = matching < graph.size();
        double pool = POOL_SLACK * ef / (filtered ? selectivity : 1);
        int dimension = plan.query().length;
        double scan = matching * (COMPARISON_NANOS + COMPARISON_COMPONENT_NANOS * dimension);
        double hops = pool * (HOP_NANOS + HOP_COMPONENT_NANOS * dimension);
        int rerank = (int) Math.min(matching, graph.rerank(plan.k(), ef));
        return new GraphEffort(
                ef,
                (int) Math.min(MAX_POOL, Math.ceil(pool)),
                Math.max(1, rerank),
                (int) Math.min(matching, filtered ? Math.max(plan.k(), ef / 2) : plan.k()),
                filtered,
                scan <= hops || pool > MAX_POOL);
    }
}
