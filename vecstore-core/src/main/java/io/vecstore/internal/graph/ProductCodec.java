package io.vecstore.internal.graph;

import io.vecstore.internal.io.Layouts;
import io.vecstore.internal.simd.Memory;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Product quantization (Jegou, Douze and Schmid, 2011): of each part of a vector the number of the nearest of
 * {@value #CENTROIDS} centroids. A query is compared through a table of its distances to all centroids.
 */
final class ProductCodec implements NodeCodec {

    static final int CENTROIDS = 256;

    private final int dimension;
    private final int parts;
    private final float[] centroids;

    /**
     * @param parts how many; the first of them are longer by one where the dimension does not divide
     * @param centroids for each component its values in the {@value #CENTROIDS} centroids of its part
     */
    ProductCodec(int dimension, int parts, float[] centroids) {
        assert centroids.length == centroidFloats(dimension);
        this.dimension = dimension;
        this.parts = parts;
        this.centroids = centroids;
    }

    static int centroidFloats(int dimension) {
        return CENTROIDS * dimension;
    }

    /** How many parts a quantizer means for vectors of {@code dimension} components. */
    static int parts(int wanted, int dimension) {
        int parts = wanted == 0 ? dimension / 8 : wanted;
        return Math.clamp(parts, 1, Math.max(1, dimension / 2));
    }

    /** The first component of a part; of the number of parts, the dimension. */
    static int start(int part, int parts, int dimension) {
        return (int) ((long) part * dimension / parts);
    }

    float[] centroids() {
        return centroids.clone();
    }

    @Override
    public int codeBytes() {
        return (parts + 3) / 4 * 4;
    }

    @Override
    public void encode(float[] mapped, MemorySegment target, long offset) {
        float[] distances = new float[CENTROIDS];
        for (int part = 0; part < parts; part++) {
            distances(
                    centroids, mapped, start(part, parts, dimension), start(part + 1, parts, dimension), distances, 0);
            target.set(Layouts.BYTE, offset + part, (byte) least(distances));
        }
        for (int rest = parts; rest < codeBytes(); rest++) {
            target.set(Layouts.BYTE, offset + rest, (byte) 0);
        }
    }

    /**
     * The squared distances from the components {@code from} to {@code to - 1} of a vector to all centroids of that part,
     * into {@code distances} from index {@code at}. The inner loop runs over centroids, so that it is compiled to vectors.
     */
    static void distances(float[] centroids, float[] mapped, int from, int to, float[] distances, int at) {
        Arrays.fill(distances, at, at + CENTROIDS, 0);
        for (int i = from; i < to; i++) {
            float component = mapped[i];
            int row = i * CENTROIDS;
            for (int centroid = 0; centroid < CENTROIDS; centroid++) {
                float difference = component - centroids[row + centroid];
                distances[at + centroid] += difference * difference;
            }
        }
    }

    static int least(float[] distances) {
        int least = 0;
        for (int centroid = 1; centroid < CENTROIDS; centroid++) {
            least = distances[centroid] < distances[least] ? centroid : least;
        }
        return least;
    }

    @Override
    public Scorer scorer() {
        return new TableScorer();
    }

    /** Adds up the distances of the parts. */
    private final class TableScorer implements Scorer {
        private final float[] table = new float[parts * CENTROIDS];

        @Override
        public void prepare(float[] mapped) {
            for (int part = 0; part < parts; part++) {
                distances(
                        centroids,
                        mapped,
                        start(part, parts, dimension),
                        start(part + 1, parts, dimension),
                        table,
                        part * CENTROIDS);
            }
        }

        @Override
        public float distance(MemorySegment codes, long offset) {
            long address = Memory.address(codes, offset, parts);
            float even = 0;
            float odd = 0;
            int part = 0;
            for (; part < parts - 1; part += 2) {
                even += entry(codes, address, part);
                odd += entry(codes, address, part + 1);
            }
            return part < parts ? even + odd + entry(codes, address, part) : even + odd;
        }

        private float entry(MemorySegment codes, long address, int part) {
            int code = Memory.view(codes).get(Layouts.BYTE, address + part) & 0xff;
            return table[part * CENTROIDS + code];
        }
    }
}
