package io.vecstore.bench.data;

import java.util.SplittableRandom;

/** Random numbers that depend on a seed and on the number of what they are for, but not on the order of asking. */
public final class Seeds {

    private Seeds() {}

    /**
     * A generator of its own for each stream. The number of the stream is mixed first: generators whose seeds differ by
     * multiples of the generator's own step would give the same numbers, shifted.
     */
    public static SplittableRandom random(long seed, long stream) {
        return new SplittableRandom(mixed(seed) ^ mixed(~stream));
    }

    private static long mixed(long value) {
        return new SplittableRandom(value).nextLong();
    }
}
