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
        int to = ProductCodec.start(part + 1, parts, dimension);
        for (int centroid = 0; centroid < ProductCodec.CENTROIDS; centroid++) {
            place(centroid, sample[random.nextInt(sample.length)], from, to);
        }
        for (int round = 0; round < ROUNDS; round++) {
            move(from, to);
        }
    }

    private void place(int centroid, float[] vector, int from, int to) {
        for (int i = from; i < to; i++) {
            centroids[i * ProductCodec.CENTROIDS + centroid] = vector[i];
        }
    }

    /** Moves each centroid to the mean of the vectors that it is nearest to; one that has none goes to a random one. */
    private void move(int from, int to) {
        float[] sums = new float[ProductCodec.centroidFloats(dimension)];
        int[] counts = new int[ProductCodec.CENTROIDS];
        float[] distances = new float[ProductCodec.CENTROIDS];
        for (float[] vector : sample) {
            ProductCodec.distances(centroids, vector, from, to, distances, 0);
            int nearest = ProductCodec.least(distances);
            counts[nearest]++;
            for (int i = from; i < to; i++) {
                sums[i * ProductCodec.CENTROIDS + nearest] += vector[i];
            }
        }
        for (int centroid = 0; centroid < ProductCodec.CENTROIDS; centroid++) {
            if (counts[centroid] == 0) {
                place(centroid, sample[random.nextInt(sample.length)], from, to);
            }
            for (int i = from; counts[centroid] > 0 && i < to; i++) {
                int at = i * ProductCodec.CENTROIDS + centroid;
                centroids[at] = sums[at] / counts[centroid];
            }
        }
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
