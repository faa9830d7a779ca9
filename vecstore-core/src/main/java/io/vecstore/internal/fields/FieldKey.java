package io.vecstore.internal.fields;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Values as bytes that compare, unsigned, as the values do: numbers big-endian with the sign flipped (doubles by the
 * order of their bits, both zeros being one), strings in UTF-8, whose order is that of code points.
 */
final class FieldKey {

    /** The one key of {@link FieldKind#OTHER}. */
    static final byte[] OTHER = {0};

    private FieldKey() {}

    static byte[] of(boolean value) {
        return new byte[] {(byte) (value ? 1 : 0)};
    }

    static byte[] of(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value ^ Long.MIN_VALUE).array();
    }

    static byte[] of(double value) {
        long bits = Double.doubleToLongBits(value + 0.0); // -0 + 0 is 0
        return of(bits < 0 ? bits ^ Long.MAX_VALUE : bits);
    }

    static byte[] of(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /** The least key above {@code key}. */
    static byte[] successor(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }
}
