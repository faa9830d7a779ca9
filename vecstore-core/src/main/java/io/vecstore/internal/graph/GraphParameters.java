package io.vecstore.internal.graph;

import io.vecstore.Metric;

/**
 * How a graph is built.
 *
 * @param metric what the vectors are compared by
 * @param dimension of the vectors as they are stored
 * @param m as in HNSW: a node has up to 2m neighbors
 * @param efConstruction how many candidates an insertion looks at
 * @param bits of a neighbor's code for each component
 */
public record GraphParameters(Metric metric, int dimension, int m, int efConstruction, int bits) {

    GraphLayout layout() {
        int groups = (maxDegree() + GraphLayout.SLOTS - 1) / GraphLayout.SLOTS;
        return new GraphLayout(GraphSpace.padded(metric, dimension), bits, groups);
    }

    int maxDegree() {
        return 2 * m;
    }
}
