package io.vecstore.internal.graph;

import java.util.function.IntUnaryOperator;

/**
 * What a search knows of a graph before its first step.
 *
 * @param routing where it enters
 * @param intrinsicDimension how soon it may end: {@link IntrinsicDimension}
 */
record Guide(RoutingTable routing, float intrinsicDimension) {

    /** To a graph of the nodes {@code nodes(0), ..., nodes(count - 1)}, complete but for their connectivity. */
    static Guide of(Blocks blocks, IntUnaryOperator nodes, int count) {
        RoutingTable routing = RoutingTable.of(blocks, nodes, count);
        return new Guide(routing, IntrinsicDimension.estimate(blocks, routing, nodes, count));
    }

    /** {@link VectorGraph#reach} */
    float reach(int k, double visits) {
        return intrinsicDimension == IntrinsicDimension.UNKNOWN
                ? Float.MAX_VALUE
                : (float) Math.pow(visits / k, 2 / intrinsicDimension);
    }
}
