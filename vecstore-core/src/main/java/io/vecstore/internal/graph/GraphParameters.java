package io.vecstore.internal.graph;

import io.vecstore.CollectionOptions;
import io.vecstore.IndexOptions;
import io.vecstore.Metric;
import io.vecstore.Quantizer;

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

    /** What the options of a collection mean for vectors of {@code dimension} components. */
    public static GraphParameters of(CollectionOptions options, int dimension) {
        IndexOptions index = options.index();
        int bits = switch (index.quantizer()) {
            case Quantizer.Inlined inlined -> inlined.bitsFor(dimension);
        };
        return new GraphParameters(options.metric(), dimension, index.m(), index.efConstruction(), bits);
    }

    /** Whether a graph can find neighbors by {@code metric}. */
    public static boolean serves(Metric metric) {
        return GraphSpace.serves(metric);
    }

    GraphLayout layout() {
        int groups = (maxDegree() + GraphLayout.SLOTS - 1) / GraphLayout.SLOTS;
        return new GraphLayout(GraphSpace.padded(metric, dimension), bits, groups);
    }

    int maxDegree() {
        return 2 * m;
    }
}
