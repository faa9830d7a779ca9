package io.vecstore.internal.graph;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * How many dimensions vectors seem to have from nearby: around a vector the number of others within distance r grows as
 * r to this power (local intrinsic dimensionality, Amsaleg et al., KDD 2015). Says how far beyond its k-th best result a
 * search has to look, so that it comes to about as many vectors as was asked for, whatever the data.
 */
final class IntrinsicDimension {

    /** Of vectors of which it is not known. */
    static final float UNKNOWN = 0;

    private static final int SAMPLES = 128;
    /** This share of the samples has a lower dimension: queries tend to lie apart from what is stored. */
    private static final double QUANTILE = 0.9;
    /** The growth is measured between the distances of these neighbors. */
    private static final int NEAR = 10;

    private static final int FAR = 160;
    private static final int POOL = FAR + FAR / 4;
    /** In smaller graphs the far neighbors are not local. */
    private static final int MIN_NODES = 4 * FAR;

    private IntrinsicDimension() {}

    /**
     * Estimates it around some of the nodes {@code nodes(0), ..., nodes(count - 1)} of a graph, evenly spread.
     *
     * @return {@link #UNKNOWN} for too few nodes, and where most are copies of each other
     */
    static float estimate(Blocks blocks, RoutingTable routing, IntUnaryOperator nodes, int count) {
        if (count < MIN_NODES) {
            return UNKNOWN;
        }
        GraphSearcher searcher = new GraphSearcher(blocks.layout());
        double[] exponents = new double[SAMPLES];
        int found = 0;
        for (int i = 0; i < SAMPLES; i++) {
            int node = nodes.applyAsInt((int) ((long) i * count / SAMPLES));
            searcher.query().load(blocks, node);
            Around around = new Around(node);
            searcher.search(blocks, routing, POOL, around);
            double exponent = around.exponent();
            if (exponent > 0) {
                exponents[found++] = exponent;
            }
        }
        Arrays.sort(exponents, 0, found);
        return found < SAMPLES / 2 ? UNKNOWN : (float) (2 * exponents[(int) (QUANTILE * found)]);
    }

    /** Collects the distances around a node. */
    private static final class Around implements GraphVisitor {
        private final int center;
        private float[] distances = new float[2 * POOL];
        private int count;

        Around(int center) {
            this.center = center;
        }

        @Override
        public void expanded(int node, float distance) {
            if (node != center) {
                if (count == distances.length) {
                    distances = Arrays.copyOf(distances, 2 * count);
                }
                distances[count++] = distance;
            }
        }

        @Override
        public float limit() {
            return Float.MAX_VALUE;
        }

        /** The power of the squared distance that the number of vectors grows by; 0 if it cannot be told. */
        double exponent() {
            if (count < FAR) {
                return 0;
            }
            Arrays.sort(distances, 0, count);
            double near = distances[NEAR - 1];
            double far = distances[FAR - 1];
            return near > 0 && far > near ? Math.log((double) FAR / NEAR) / Math.log(far / near) : 0;
        }
    }
}
