package io.vecstore.filter;

import io.vecstore.FieldPath;
import io.vecstore.Metadata;
import io.vecstore.filter.Filter.All;
import io.vecstore.filter.Filter.And;
import io.vecstore.filter.Filter.Between;
import io.vecstore.filter.Filter.Comparison;
import io.vecstore.filter.Filter.In;
import io.vecstore.filter.Filter.IsNull;
import io.vecstore.filter.Filter.Not;
import io.vecstore.filter.Filter.Or;
import io.vecstore.filter.Filter.TextMatch;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** The meaning of a filter: two-valued, total, without side effects. Safe for use by several threads. */
public final class FilterEvaluator {
    private FilterEvaluator() {}

    /** Whether a record with this metadata matches; see the truth table of the package. */
    public static boolean test(Filter filter, Metadata metadata) {
        return switch (filter) {
            case All _ -> true;
            case Comparison comparison -> testComparison(comparison, metadata);
            case In(FieldPath field, List<Literal> values) ->
                anyValue(metadata, field, value -> isOneOf(value, values));
            case Between(FieldPath field, Literal low, Literal high) ->
                anyValue(
                        metadata,
                        field,
                        value -> Values.areComparable(value, low)
                                && Values.compare(value, low) >= 0
                                && Values.compare(value, high) <= 0);
            case TextMatch(FieldPath field, TextOperator operator, String text) ->
                anyValue(metadata, field, value -> value instanceof String string && operator.test(string, text));
            case IsNull(FieldPath field) -> metadata.value(field).isEmpty();
            case And(List<Filter> operands) -> operands.stream().allMatch(operand -> test(operand, metadata));
            case Or(List<Filter> operands) -> operands.stream().anyMatch(operand -> test(operand, metadata));
            case Not(Filter operand) -> !test(operand, metadata);
        };
    }

    private static boolean testComparison(Comparison comparison, Metadata metadata) {
        Literal literal = comparison.value();
        FieldPath field = comparison.field();
        return switch (comparison.operator()) {
            case EQ -> anyValue(metadata, field, value -> Values.areEqual(value, literal));
            case NE -> !anyValue(metadata, field, value -> Values.areEqual(value, literal));
            case LT -> anyOrdered(metadata, field, literal, order -> order < 0);
            case LE -> anyOrdered(metadata, field, literal, order -> order <= 0);
            case GT -> anyOrdered(metadata, field, literal, order -> order > 0);
            case GE -> anyOrdered(metadata, field, literal, order -> order >= 0);
        };
    }

    private static boolean isOneOf(Object value, List<Literal> literals) {
        for (Literal literal : literals) {
            if (Values.areEqual(value, literal)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyOrdered(Metadata metadata, FieldPath field, Literal literal, IntPredicate holds) {
        return anyValue(
                metadata,
                field,
                value -> Values.areComparable(value, literal) && holds.test(Values.compare(value, literal)));
    }

    /** Whether the field's value, or one element of it where it is a list, satisfies the condition. */
    private static boolean anyValue(Metadata metadata, FieldPath field, Predicate<Object> condition) {
        Object value = metadata.value(field).orElse(null);
        if (!(value instanceof List<?> elements)) {
            return value != null && condition.test(value);
        }
        for (Object element : elements) {
            if (element != null && condition.test(element)) {
                return true;
            }
        }
        return false;
    }
}
