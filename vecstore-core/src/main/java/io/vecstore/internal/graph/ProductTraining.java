package io.vecstore.internal.graph;

import java.util.SplittableRandom;

/** Trains the centroids of a {@link ProductCodec}: k-means (Lloyd) for each part over a sample of mapped vectors. */
final class ProductTraining {

    /** Vectors a centroid is trained on; more do not lower the error by a percent. */
    static final int SAMPLE = 64 * ProductCodec.CENTROIDS;

    private static final int ROUNDS = 8;

    private final float[][] sample;
    private final int dimension;
    private final int parts;
    private final float[] centroids;
    private final SplittableRandom random = new SplittableRandom(42);

    private ProductTraining(float[][] sample, int dimension, int parts) {
        this.sample = sample;
        this.dimension = dimension;
        this.parts = parts;
        this.centroids = new float[ProductCodec.centroidFloats(dimension)];
    }

    /** @param sample mapped vectors, at least one */
    static ProductCodec train(float[][] sample, int dimension, int parts) {
        ProductTraining training = new ProductTraining(sample, dimension, parts);
        for (int part = 0; part < parts; part++) {
            training.train(part);
        }
        return new ProductCodec(dimension, parts, training.centroids);
    }

    private void train(int part) {
        int from = ProductCodec.start(part, parts, dimension);
        int length = ProductCodec.start(part + 1, parts, dimension) - from;
        int base = ProductCodec.CENTROIDS * from;
        for (int centroid = 0; centroid < ProductCodec.CENTROIDS; centroid++) {
            float[] chosen = sample[random.nextInt(sample.length)];
            System.arraycopy(chosen, from, centroids, base + centroid * length, length);
        }
        for (int round = 0; round < ROUNDS; round++) {
            move(from, length, base);
        }
    }

    /** Moves each centroid to the mean of the vectors that it is nearest to; one that has none goes to a random one. */
    private void move(int from, int length, int base) {
        float[] sums = new float[ProductCodec.CENTROIDS * length];
        int[] counts = new int[ProductCodec.CENTROIDS];
        for (float[] vector : sample) {
            int nearest = nearest(vector, from, length, base);
            counts[nearest]++;
            for (int i = 0; i < length; i++) {
                sums[nearest * length + i] += vector[from + i];
            }
        }
        for (int centroid = 0; centroid < ProductCodec.CENTROIDS; centroid++) {
            int at = base + centroid * length;
            if (counts[centroid] == 0) {
                System.arraycopy(sample[random.nextInt(sample.length)], from, centroids, at, length);
            }
            for (int i = 0; counts[centroid] > 0 && i < length; i++) {
                centroids[at + i] = sums[centroid * length + i] / counts[centroid];
            }
        }
    }

    private int nearest(float[] vector, int from, int length, int base) {
        int best = 0;
        float least = Float.MAX_VALUE;
        for (int centroid = 0; centroid < ProductCodec.CENTROIDS; centroid++) {
            float distance = 0;
            int at = base + centroid * length;
            for (int i = 0; i < length; i++) {
                float difference = vector[from + i] - centroids[at + i];
                distance += difference * difference;
            }
            if (distance < least) {
                least = distance;
                best = centroid;
            }
        }
        return best;
    }

    /** {@value #SAMPLE} of the vectors of nodes, evenly spread; all where there are fewer. */
    static float[][] sample(GraphSpace space, VectorSource vectors, int count) {
        float[][] sample = new float[Math.min(count, SAMPLE)][space.padded()];
        for (int i = 0; i < sample.length; i++) {
            int node = (int) ((long) i * count / sample.length);
            space.map(vectors.segment(node), vectors.offset(node), sample[i]);
        }
        return sample;
    }
}
