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
 * @param quantizer in which form the graph holds vectors once it is complete; while it is built, codes are inlined
 */
public record GraphParameters(Metric metric, int dimension, int m, int efConstruction, Quantizer quantizer) {

    /** What the options of a collection mean for vectors of {@code dimension} components. */
    public static GraphParameters of(CollectionOptions options, int dimension) {
        IndexOptions index = options.index();
        return new GraphParameters(options.metric(), dimension, index.m(), index.efConstruction(), index.quantizer());
    }

    /** Whether a graph can find neighbors by {@code metric}. */
    public static boolean serves(Metric metric) {
        return GraphSpace.serves(metric);
    }

    /** The same with inlined codes, as a graph is built. */
    GraphParameters inlined() {
        return new GraphParameters(metric, dimension, m, efConstruction, inlinedQuantizer());
    }

    private Quantizer.Inlined inlinedQuantizer() {
        return quantizer instanceof Quantizer.Inlined given
                ? given
                : new Quantizer.Inlined(Quantizer.Inlined.BY_DIMENSION);
    }

    GraphLayout layout() {
        int groups = (maxDegree() + GraphLayout.SLOTS - 1) / GraphLayout.SLOTS;
        return new GraphLayout(padded(), inlinedQuantizer().bitsFor(dimension), groups);
    }

    /** The dimension of mapped vectors. */
    int padded() {
        return GraphSpace.padded(metric, dimension);
    }

    int maxDegree() {
        return 2 * m;
    }
}
