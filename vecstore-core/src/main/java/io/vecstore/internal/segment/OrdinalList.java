package io.vecstore.internal.segment;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Ascending ordinals that one writer appends and others read up to a limit. */
final class OrdinalList {

    private int[] ordinals = new int[4];
    private volatile int size;

    void add(int ordinal) {
        int count = size;
        if (count == ordinals.length) {
            ordinals = Arrays.copyOf(ordinals, 2 * count);
        }
        ordinals[count] = ordinal;
        size = count + 1;
    }

    /** Visits the ordinals below {@code limit}. */
    void forEachBelow(int limit, IntConsumer visitor) {
        int count = size; // read before the array: what it counts is then in it
        int[] current = ordinals;
        for (int i = 0; i < count && current[i] < limit; i++) {
            visitor.accept(current[i]);
        }
    }
}
