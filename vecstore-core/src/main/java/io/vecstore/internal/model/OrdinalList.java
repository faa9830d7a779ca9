package io.vecstore.internal.model;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Ascending ordinals that one writer appends and others read up to a limit. */
public final class OrdinalList {

    private int[] ordinals = new int[4];
    private volatile int size;

    public void add(int ordinal) {
        int count = size;
        if (count == ordinals.length) {
            ordinals = Arrays.copyOf(ordinals, 2 * count);
        }
        ordinals[count] = ordinal;
        size = count + 1;
    }

    /** The ordinal that was added last, -1 when there is none; for the writer. */
    public int last() {
        return size == 0 ? -1 : ordinals[size - 1];
    }

    /** How many ordinals lie below {@code limit}. */
    public int countBelow(int limit) {
        int count = size; // read before the array: what it counts is then in it
        int[] current = ordinals;
        if (count == 0 || current[count - 1] < limit) {
            return count;
        }
        int at = Arrays.binarySearch(current, 0, count, limit);
        return at < 0 ? -at - 1 : at;
    }

    /** Visits the ordinals below {@code limit}. */
    public void forEachBelow(int limit, IntConsumer visitor) {
        int count = size; // read before the array: what it counts is then in it
        int[] current = ordinals;
        for (int i = 0; i < count && current[i] < limit; i++) {
            visitor.accept(current[i]);
        }
    }
}
