package io.vecstore.filter;

import io.vecstore.FieldPath;
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
import java.util.stream.Collectors;

/** Writes a filter as text with as few parentheses as keep its shape: {@code parse(print(filter))} equals it. */
public final class FilterPrinter {
    private FilterPrinter() {}

    /** The text of a filter. */
    public static String print(Filter filter) {
        return switch (filter) {
            case All _ -> "TRUE";
            case Comparison(FieldPath field, ComparisonOperator operator, Literal value) ->
                print(field) + " " + operator.symbol() + " " + print(value);
            case In(FieldPath field, List<Literal> values) -> print(field) + " IN " + print(values);
            case Between(FieldPath field, Literal low, Literal high) ->
                print(field) + " BETWEEN " + print(low) + " AND " + print(high);
            case TextMatch(FieldPath field, TextOperator operator, String text) ->
                print(field) + " " + operator.symbol() + " " + print(new Literal.OfString(text));
            case IsNull(FieldPath field) -> print(field) + " IS NULL";
            case Not(IsNull(FieldPath field)) -> print(field) + " IS NOT NULL";
            case Not(In(FieldPath field, List<Literal> values)) -> print(field) + " NOT IN " + print(values);
            case Not(Filter operand) -> "NOT " + (isChain(operand) ? parenthesized(operand) : print(operand));
            case And(List<Filter> operands) ->
                operands.stream()
                        .map(operand -> isChain(operand) ? parenthesized(operand) : print(operand))
                        .collect(Collectors.joining(" AND "));
            case Or(List<Filter> operands) ->
                operands.stream()
                        .map(operand -> operand instanceof Or ? parenthesized(operand) : print(operand))
                        .collect(Collectors.joining(" OR "));
        };
    }

    private static boolean isChain(Filter filter) {
        return filter instanceof And || filter instanceof Or;
    }

    private static String parenthesized(Filter filter) {
        return "(" + print(filter) + ")";
    }

    private static String print(FieldPath field) {
        return field.keys().stream()
                .map(key -> FieldPath.isPlain(key) && Keywords.find(key).isEmpty() ? key : FieldPath.quote(key))
                .collect(Collectors.joining("."));
    }

    private static String print(List<Literal> values) {
        return values.stream().map(FilterPrinter::print).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String print(Literal literal) {
        return switch (literal) {
            case Literal.OfString(String text) -> "'" + text.replace("'", "''") + "'";
            case Literal.OfLong(long number) -> Long.toString(number);
            case Literal.OfDouble(double number) -> Double.toString(number);
            case Literal.OfBoolean(boolean flag) -> flag ? "TRUE" : "FALSE";
        };
    }
}
