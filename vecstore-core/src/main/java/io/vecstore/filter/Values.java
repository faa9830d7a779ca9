package io.vecstore.filter;

/** Equality and order between a metadata value and a literal. A list or object compares with nothing. */
final class Values {
    private static final double TWO_TO_63 = 0x1p63;

    private Values() {}

    /** Whether {@link #compare} is defined: both are strings, both numbers, or both booleans. */
    static boolean areComparable(Object value, Literal literal) {
        return switch (literal) {
            case Literal.OfString _ -> value instanceof String;
            case Literal.OfLong _, Literal.OfDouble _ -> value instanceof Number;
            case Literal.OfBoolean _ -> value instanceof Boolean;
        };
    }

    /** Whether two literals have an order relative to each other. */
    static boolean areOrdered(Literal left, Literal right) {
        return switch (left) {
            case Literal.OfString _ -> right instanceof Literal.OfString;
            case Literal.OfLong _, Literal.OfDouble _ ->
                right instanceof Literal.OfLong || right instanceof Literal.OfDouble;
            case Literal.OfBoolean _ -> false;
        };
    }

    static boolean areEqual(Object value, Literal literal) {
        return areComparable(value, literal) && compare(value, literal) == 0;
    }

    /** The order of two comparable values: negative, zero or positive. */
    static int compare(Object value, Literal literal) {
        return switch (literal) {
            case Literal.OfString(String text) -> compareCodePoints((String) value, text);
            case Literal.OfLong(long number) ->
                value instanceof Long left ? Long.compare(left, number) : -compareExactly(number, (Double) value);
            case Literal.OfDouble(double number) ->
                value instanceof Long left ? compareExactly(left, number) : compareDoubles((Double) value, number);
            case Literal.OfBoolean(boolean flag) -> Boolean.compare((Boolean) value, flag);
        };
    }

    /** Numeric order of finite doubles: unlike {@link Double#compare}, both zeros are equal. */
    private static int compareDoubles(double left, double right) {
        return left < right ? -1 : left > right ? 1 : 0;
    }

    /** Numeric order without rounding the long: by the double's integer part, then by its fraction. */
    static int compareExactly(long left, double right) {
        if (right >= TWO_TO_63) {
            return -1;
        }
        if (right < -TWO_TO_63) {
            return 1;
        }
        long whole = (long) right;
        return left != whole ? Long.compare(left, whole) : compareDoubles(0.0, right - whole);
    }

    /** Order by code points; it differs from UTF-16 order where a surrogate meets a unit above the surrogates. */
    static int compareCodePoints(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                return Character.isSurrogate(l) == Character.isSurrogate(r)
                        ? Character.compare(l, r)
                        : Boolean.compare(Character.isSurrogate(l), Character.isSurrogate(r));
            }
        }
        return left.length() - right.length();
    }
}
