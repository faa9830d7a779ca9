package io.vecstore.internal.simd;

import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;

/** The definition of every kernel: plain loops in double precision, rounded once. */
public final class ScalarKernels implements VectorKernels {

    @Override
    public float dot(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension) {
        double sum = 0;
        for (long i = 0, end = (long) dimension * Float.BYTES; i < end; i += Float.BYTES) {
            sum += (double) load(a, aOffset + i) * load(b, bOffset + i);
        }
        return (float) sum;
    }

    @Override
    public float squaredDistance(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension) {
        double sum = 0;
        for (long i = 0, end = (long) dimension * Float.BYTES; i < end; i += Float.BYTES) {
            double difference = (double) load(a, aOffset + i) - load(b, bOffset + i);
            sum += difference * difference;
        }
        return (float) sum;
    }

    @Override
    public float cosine(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (long i = 0, end = (long) dimension * Float.BYTES; i < end; i += Float.BYTES) {
            double x = load(a, aOffset + i);
            double y = load(b, bOffset + i);
            ab += x * y;
            aa += x * x;
            bb += y * y;
        }
        return cosine(ab, aa, bb);
    }

    @Override
    public float manhattan(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension) {
        double sum = 0;
        for (long i = 0, end = (long) dimension * Float.BYTES; i < end; i += Float.BYTES) {
            sum += Math.abs((double) load(a, aOffset + i) - load(b, bOffset + i));
        }
        return (float) sum;
    }

    @Override
    public float chebyshev(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension) {
        double largest = 0;
        for (long i = 0, end = (long) dimension * Float.BYTES; i < end; i += Float.BYTES) {
            largest = Math.max(largest, Math.abs((double) load(a, aOffset + i) - load(b, bOffset + i)));
        }
        return (float) largest;
    }

    @Override
    public int differing(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension) {
        int count = 0;
        for (long i = 0, end = (long) dimension * Float.BYTES; i < end; i += Float.BYTES) {
            count += load(a, aOffset + i) == load(b, bOffset + i) ? 0 : 1;
        }
        return count;
    }

    @Override
    public float canberra(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension) {
        double sum = 0;
        for (long i = 0, end = (long) dimension * Float.BYTES; i < end; i += Float.BYTES) {
            double x = load(a, aOffset + i);
            double y = load(b, bOffset + i);
            sum += x == 0 && y == 0 ? 0 : Math.abs(x - y) / (Math.abs(x) + Math.abs(y));
        }
        return (float) sum;
    }

    @Override
    public float brayCurtis(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension) {
        double differences = 0;
        double sums = 0;
        for (long i = 0, end = (long) dimension * Float.BYTES; i < end; i += Float.BYTES) {
            double x = load(a, aOffset + i);
            double y = load(b, bOffset + i);
            differences += Math.abs(x - y);
            sums += Math.abs(x + y);
        }
        return brayCurtis(differences, sums);
    }

    @Override
    public float jaccard(MemorySegment a, long aOffset, MemorySegment b, long bOffset, int dimension) {
        double differences = 0;
        double magnitudes = 0;
        for (long i = 0, end = (long) dimension * Float.BYTES; i < end; i += Float.BYTES) {
            double x = load(a, aOffset + i);
            double y = load(b, bOffset + i);
            differences += Math.abs(x - y);
            magnitudes += Math.abs(x) + Math.abs(y);
        }
        return jaccard(differences, magnitudes);
    }

    @Override
    public String description() {
        return "scalar";
    }

    /** The cosine from the three sums; rounding never takes it out of its range. */
    static float cosine(double ab, double aa, double bb) {
        if (aa == 0 || bb == 0) {
            return 0;
        }
        return (float) Math.clamp(ab / (Math.sqrt(aa) * Math.sqrt(bb)), -1.0, 1.0);
    }

    /** The quotient of the two sums. */
    static float brayCurtis(double differences, double sums) {
        return differences == 0 ? 0 : (float) (differences / sums);
    }

    /** The distance from the sums D and S; rounding never takes it out of its range. */
    static float jaccard(double differences, double magnitudes) {
        return differences == 0 ? 0 : (float) Math.min(2 * differences / (magnitudes + differences), 1);
    }

    private static float load(MemorySegment segment, long offset) {
        return segment.get(Layouts.FLOAT, offset);
    }
}
