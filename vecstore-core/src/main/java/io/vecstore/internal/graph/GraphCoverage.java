package io.vecstore.internal.graph;

import org.jspecify.annotations.Nullable;

/**
 * How much of a segment a graph covers.
 *
 * @param graph null while there is none
 * @param rows the rows below this that have a vector are in the graph; the others are to be scanned
 */
public record GraphCoverage(@Nullable VectorGraph graph, int rows) {

    /** No graph. */
    public static final GraphCoverage NONE = new GraphCoverage(null, 0);
}
