package io.vecstore.internal.graph;

import io.vecstore.internal.io.Layouts;
import io.vecstore.internal.simd.Memory;
import java.lang.foreign.MemorySegment;

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
     * @param centroids those of the first part, then of the second, ..., {@link #centroidFloats} in all
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
        for (int part = 0; part < parts; part++) {
            target.set(Layouts.BYTE, offset + part, (byte) nearest(mapped, part));
        }
        for (int rest = parts; rest < codeBytes(); rest++) {
            target.set(Layouts.BYTE, offset + rest, (byte) 0);
        }
    }

    private int nearest(float[] mapped, int part) {
        int best = 0;
        float least = Float.MAX_VALUE;
        for (int centroid = 0; centroid < CENTROIDS; centroid++) {
            float distance = distance(mapped, part, centroid);
            if (distance < least) {
                least = distance;
                best = centroid;
            }
        }
        return best;
    }

    private float distance(float[] mapped, int part, int centroid) {
        int from = start(part, parts, dimension);
        int length = start(part + 1, parts, dimension) - from;
        int at = CENTROIDS * from + centroid * length;
        float sum = 0;
        for (int i = 0; i < length; i++) {
            float difference = mapped[from + i] - centroids[at + i];
            sum += difference * difference;
        }
        return sum;
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
                for (int centroid = 0; centroid < CENTROIDS; centroid++) {
                    table[part * CENTROIDS + centroid] = ProductCodec.this.distance(mapped, part, centroid);
                }
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
