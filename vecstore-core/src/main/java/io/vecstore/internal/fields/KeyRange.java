package io.vecstore.internal.fields;

import io.vecstore.filter.ComparisonOperator;
import io.vecstore.filter.Literal;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one kind from {@link #low} up to, but without, {@link #high}: what a comparison with a literal selects.
 */
final class KeyRange {

    private static final byte[] LEAST = new byte[0];

    private final FieldKind kind;
    private final byte[] low;
    private final byte @Nullable [] high;

    private KeyRange(FieldKind kind, byte[] low, byte @Nullable [] high) {
        this.kind = kind;
        this.low = low;
        this.high = high;
    }

    FieldKind kind() {
        return kind;
    }

    byte[] low() {
        return low;
    }

    /** The first key that does not belong to the range; null where it has no end. */
    byte @Nullable [] high() {
        return high;
    }

    boolean isEmpty() {
        return high != null && Arrays.compareUnsigned(low, high) >= 0;
    }

    /**
     * The ranges that {@code value operator literal} holds in, one for each kind that compares with the literal, in the
     * order of the kinds.
     */
    static List<KeyRange> of(ComparisonOperator operator, Literal literal) {
        return switch (literal) {
            case Literal.OfString(String text) -> List.of(of(FieldKind.STRING, operator, FieldKey.of(text)));
            case Literal.OfBoolean(boolean flag) -> List.of(of(FieldKind.BOOLEAN, operator, FieldKey.of(flag)));
            case Literal.OfLong(long number) ->
                List.of(of(FieldKind.LONG, operator, FieldKey.of(number)), doubles(operator, number));
            case Literal.OfDouble(double number) ->
                List.of(longs(operator, number), of(FieldKind.DOUBLE, operator, FieldKey.of(number)));
        };
    }

    /** All keys of a kind. */
    static KeyRange all(FieldKind kind) {
        return new KeyRange(kind, LEAST, null);
    }

    /** The strings that begin with {@code prefix}. */
    static KeyRange startingWith(String prefix) {
        byte[] low = FieldKey.of(prefix);
        if (low.length == 0) {
            return all(FieldKind.STRING);
        }
        byte[] high = low.clone();
        high[high.length - 1]++; // no byte of UTF-8 is 0xFF
        return new KeyRange(FieldKind.STRING, low, high);
    }

    /** The ranges that {@code value BETWEEN low AND high} holds in. */
    static List<KeyRange> between(Literal low, Literal high) {
        List<KeyRange> from = of(ComparisonOperator.GE, low);
        List<KeyRange> to = of(ComparisonOperator.LE, high);
        return IntStream.range(0, from.size())
                .mapToObj(i -> new KeyRange(from.get(i).kind, from.get(i).low, to.get(i).high))
                .toList();
    }

    /** The doubles that compare so with a long, which may lie between two of them. */
    private static KeyRange doubles(ComparisonOperator operator, long number) {
        double anchor = number;
        int order = BigDecimal.valueOf(number).compareTo(new BigDecimal(anchor));
        return beside(FieldKind.DOUBLE, operator, FieldKey.of(anchor), order);
    }

    /** The longs that compare so with a double, which may lie between two of them or beyond all. */
    private static KeyRange longs(ComparisonOperator operator, double number) {
        long anchor = (long) Math.floor(number);
        int order = new BigDecimal(number).compareTo(BigDecimal.valueOf(anchor));
        return beside(FieldKind.LONG, operator, FieldKey.of(anchor), order);
    }

    /**
     * The range for a literal that is {@code anchor} or lies beside it, with no other key of the kind in between.
     *
     * @param order of the literal relative to the anchor
     */
    private static KeyRange beside(FieldKind kind, ComparisonOperator operator, byte[] anchor, int order) {
        if (order == 0) {
            return of(kind, operator, anchor);
        }
        return switch (operator) {
            case EQ, NE -> new KeyRange(kind, LEAST, LEAST);
            case LT, LE -> of(kind, order > 0 ? ComparisonOperator.LE : ComparisonOperator.LT, anchor);
            case GT, GE -> of(kind, order > 0 ? ComparisonOperator.GT : ComparisonOperator.GE, anchor);
        };
    }

    /** NE selects what EQ does: the caller negates. */
    private static KeyRange of(FieldKind kind, ComparisonOperator operator, byte[] key) {
        return switch (operator) {
            case EQ, NE -> new KeyRange(kind, key, FieldKey.successor(key));
            case LT -> new KeyRange(kind, LEAST, key);
            case LE -> new KeyRange(kind, LEAST, FieldKey.successor(key));
            case GT -> new KeyRange(kind, FieldKey.successor(key), null);
            case GE -> new KeyRange(kind, key, null);
        };
    }
}
