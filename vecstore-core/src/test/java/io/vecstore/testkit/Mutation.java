package io.vecstore.testkit;

import java.util.Arrays;
import java.util.Random;

/** Damages bytes as media, careless copies and attackers do. */
public final class Mutation {

    private static final int[] EXTREMES = {0, -1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7FFF, 0x10000};

    private Mutation() {}

    /** Other bytes than {@code bytes}, which are at least one. */
    public static byte[] of(byte[] bytes, Random random) {
        while (true) {
            byte[] changed = change(bytes.clone(), random);
            if (!Arrays.equals(changed, bytes)) {
                return changed;
            }
        }
    }

    private static byte[] change(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        int length = 1 + random.nextInt(Math.min(64, bytes.length - at));
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 3 -> bytes[at] = (byte) random.nextInt(256);
            case 4 -> {
                int extreme = EXTREMES[random.nextInt(EXTREMES.length)];
                for (int i = 0; i < Math.min(Integer.BYTES, bytes.length - at); i++) {
                    bytes[at + i] = (byte) (extreme >>> (8 * i));
                }
            }
            case 5 -> Arrays.fill(bytes, at, at + length, (byte) 0);
            case 6 -> System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), bytes, at, length);
            default -> {
                return Arrays.copyOf(bytes, random.nextBoolean() ? at : bytes.length + length);
            }
        }
        return bytes;
    }
}
