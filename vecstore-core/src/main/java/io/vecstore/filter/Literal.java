package io.vecstore.filter;

import io.vecstore.error.InvalidRequestException;
import org.jspecify.annotations.Nullable;

/** A constant in a filter; long and double are kept apart as text, but compare numerically. Immutable. */
public sealed interface Literal {
    /** Text, compared by code points. */
    record OfString(String value) implements Literal {}

    /** A 64-bit integer. */
    record OfLong(long value) implements Literal {}

    /** A finite double. */
    record OfDouble(double value) implements Literal {
        public OfDouble {
            if (!Double.isFinite(value)) {
                throw new InvalidRequestException("a filter compares with finite numbers, not with " + value);
            }
        }
    }

    /** A truth value; it has no order. */
    record OfBoolean(boolean value) implements Literal {}

    /**
     * The literal of a Java value: String, Boolean, Long, Integer, Short, Byte, Double or Float.
     *
     * @throws InvalidRequestException on null, NaN, infinity and any other type
     */
    static Literal of(@Nullable Object value) {
        return switch (value) {
            case null ->
                throw new InvalidRequestException(
                        "a filter compares with a string, number or boolean, not with null; no comparison holds on null");
            case Literal literal -> literal;
            case String text -> new OfString(text);
            case Boolean flag -> new OfBoolean(flag);
            case Long number -> new OfLong(number);
            case Integer number -> new OfLong(number);
            case Short number -> new OfLong(number);
            case Byte number -> new OfLong(number);
            case Double number -> new OfDouble(number);
            case Float number -> new OfDouble(number);
            default ->
                throw new InvalidRequestException("a filter compares with a string, number or boolean, not with a "
                        + value.getClass().getName());
        };
    }
}
