package io.vecstore.internal.simd;

/**
 * A query in the form that {@link CodeKernels} multiply codes with, made anew for each query. For 1- and 2-bit codes
 * each component is an integer of {@value #PLANES} bits in two's complement, cut into bit planes; for 4-bit codes an
 * integer within -31 and 31.
 *
 * <p>With {@code x_i = code_i - center}: {@code <x, q> = scale * sum code_i q_i - offset}.
 */
public final class QueryPlanes {

    /** Bits of a query component against 1- and 2-bit codes. */
    static final int PLANES = 4;

    private static final int HALF = 1 << (PLANES - 1);
    private static final int NIBBLE_LIMIT = 31;

    private final int dimension;
    private final int bits;
    private final int[] values;
    private float scale;
    private float offset;

    /** Room for a query against codes of {@code bits} bits. */
    public QueryPlanes(int dimension, int bits) {
        this.dimension = dimension;
        this.bits = bits;
        this.values = new int[bits == 4 ? dimension : dimension / 32 * PLANES];
    }

    /** Takes over a query. */
    public void set(float[] query) {
        float max = 0;
        for (int i = 0; i < dimension; i++) {
            max = Math.max(max, Math.abs(query[i]));
        }
        float limit = bits == 4 ? NIBBLE_LIMIT : HALF - 0.5f;
        scale = max == 0 ? 1 : max / limit;
        int sum = bits == 4 ? nibbles(query) : planes(query);
        offset = scale * sum * ((1 << bits) - 1) / 2;
    }

    private int nibbles(float[] query) {
        float inverse = 1 / scale;
        int sum = 0;
        for (int i = 0; i < dimension; i++) {
            int value = (int) (query[i] * inverse + 32.5f) - 32;
            sum += value;
            values[i] = (value & 0xffff) | (value << 16);
        }
        return sum;
    }

    private int planes(float[] query) {
        float inverse = 1 / scale;
        int sum = 0;
        for (int word = 0; word < dimension / 32; word++) {
            int p0 = 0;
            int p1 = 0;
            int p2 = 0;
            int p3 = 0;
            for (int i = 0; i < 32; i++) {
                int value = Math.clamp((int) (query[word * 32 + i] * inverse + (HALF + 0.5f)), 0, 2 * HALF - 1) - HALF;
                sum += value;
                p0 |= (value & 1) << i;
                p1 |= ((value >>> 1) & 1) << i;
                p2 |= ((value >>> 2) & 1) << i;
                p3 |= ((value >>> 3) & 1) << i;
            }
            values[word * PLANES] = p0;
            values[word * PLANES + 1] = p1;
            values[word * PLANES + 2] = p2;
            values[word * PLANES + 3] = p3;
        }
        return sum;
    }

    public int dimension() {
        return dimension;
    }

    public int bits() {
        return bits;
    }

    /** The integers, as {@link CodeKernels#planeSums} or {@link CodeKernels#nibbleSums} take them. */
    public int[] values() {
        return values;
    }

    public float scale() {
        return scale;
    }

    public float offset() {
        return offset;
    }
}
