package io.vecstore.filter;

import io.vecstore.FieldPath;
import io.vecstore.error.FilterSyntaxException;
import io.vecstore.error.InvalidRequestException;
import java.util.Arrays;
import java.util.List;

/**
 * A condition on the metadata of a record, as a tree of immutable records. What each node means is one table in
 * the package's documentation; {@link FilterEvaluator} is its definition.
 *
 * <p>Factories take a field as the text of a {@link FieldPath} ({@code author.name}) and a value that
 * {@link Literal#of} accepts. Every constructor and factory throws {@link InvalidRequestException} where the
 * tree would have more than {@value #MAX_DEPTH} levels or {@value #MAX_TERMS} terms.
 */
public sealed interface Filter {
    /** The most levels of a tree; a comparison alone has one. */
    int MAX_DEPTH = 64;
    /** The most terms of a tree: comparisons, values of IN and BETWEEN, and {@link All}s. */
    int MAX_TERMS = 4096;

    /** No condition: every record matches. As text {@code TRUE}. */
    record All() implements Filter {
        private static final All INSTANCE = new All();
    }

    /** A field against a literal. A boolean literal has no order: only EQ and NE. */
    record Comparison(FieldPath field, ComparisonOperator operator, Literal value) implements Filter {
        public Comparison {
            if (operator.isOrdering() && value instanceof Literal.OfBoolean) {
                throw new InvalidRequestException(
                        "a boolean has no order: compare " + field + " by = or != instead of " + operator.symbol());
            }
        }
    }

    /** The field equals one of at least one literal. */
    record In(FieldPath field, List<Literal> values) implements Filter {
        public In {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new InvalidRequestException("IN needs at least one value for field " + field);
            }
            FilterSize.requireTerms(values.size());
        }
    }

    /** The field lies between two literals of one type, both included; booleans have no order. */
    record Between(FieldPath field, Literal low, Literal high) implements Filter {
        public Between {
            if (!Values.areOrdered(low, high)) {
                throw new InvalidRequestException("BETWEEN needs two strings or two numbers for field " + field
                        + ", but has " + low + " and " + high);
            }
        }
    }

    /** The field is a string that compares so with a text or pattern. */
    record TextMatch(FieldPath field, TextOperator operator, String text) implements Filter {
        public TextMatch {
            if (operator == TextOperator.LIKE) {
                LikePattern.require(text);
            }
        }
    }

    /** The field is missing or null. */
    record IsNull(FieldPath field) implements Filter {}

    /** All of at least two operands hold. */
    record And(List<Filter> operands) implements Filter {
        public And {
            operands = FilterSize.requireOperands("AND", operands);
        }
    }

    /** One of at least two operands holds. */
    record Or(List<Filter> operands) implements Filter {
        public Or {
            operands = FilterSize.requireOperands("OR", operands);
        }
    }

    /** The operand does not hold. */
    record Not(Filter operand) implements Filter {
        public Not {
            FilterSize.requireOperands(List.of(operand));
        }
    }

    /**
     * Reads filter text; see the package for the grammar.
     *
     * @throws FilterSyntaxException with the position of the first thing not understood
     */
    static Filter parse(String text) {
        return FilterParser.parse(text);
    }

    /** No condition. */
    static Filter all() {
        return All.INSTANCE;
    }

    static Filter eq(String field, Object value) {
        return compare(field, ComparisonOperator.EQ, value);
    }

    /** The negation of {@link #eq}: holds on a missing field too. */
    static Filter ne(String field, Object value) {
        return compare(field, ComparisonOperator.NE, value);
    }

    static Filter lt(String field, Object value) {
        return compare(field, ComparisonOperator.LT, value);
    }

    static Filter le(String field, Object value) {
        return compare(field, ComparisonOperator.LE, value);
    }

    static Filter gt(String field, Object value) {
        return compare(field, ComparisonOperator.GT, value);
    }

    static Filter ge(String field, Object value) {
        return compare(field, ComparisonOperator.GE, value);
    }

    private static Filter compare(String field, ComparisonOperator operator, Object value) {
        return new Comparison(FieldPath.parse(field), operator, Literal.of(value));
    }

    static Filter in(String field, Object... values) {
        return in(field, Arrays.asList(values));
    }

    static Filter in(String field, List<?> values) {
        FilterSize.requireTerms(values.size());
        return new In(FieldPath.parse(field), values.stream().map(Literal::of).toList());
    }

    /** The negation of {@link #in}: holds on a missing field too. */
    static Filter notIn(String field, Object... values) {
        return not(in(field, values));
    }

    /** The negation of {@link #in}: holds on a missing field too. */
    static Filter notIn(String field, List<?> values) {
        return not(in(field, values));
    }

    /** A value of the field, and not one below and another one above, lies between the two, both included. */
    static Filter between(String field, Object low, Object high) {
        return new Between(FieldPath.parse(field), Literal.of(low), Literal.of(high));
    }

    static Filter startsWith(String field, String prefix) {
        return new TextMatch(FieldPath.parse(field), TextOperator.STARTS_WITH, prefix);
    }

    /** The field is a string in which {@code part} occurs; whether a list has an element is {@link #eq}'s to say. */
    static Filter contains(String field, String part) {
        return new TextMatch(FieldPath.parse(field), TextOperator.CONTAINS, part);
    }

    /** The field is a string of the form of the pattern; see {@link TextOperator#LIKE}. */
    static Filter like(String field, String pattern) {
        return new TextMatch(FieldPath.parse(field), TextOperator.LIKE, pattern);
    }

    /** The field is missing or null. */
    static Filter isNull(String field) {
        return new IsNull(FieldPath.parse(field));
    }

    /** The field has a value, of whatever type. */
    static Filter isNotNull(String field) {
        return not(isNull(field));
    }

    /** All operands hold; a single one stands for itself, and none is {@link #all}. */
    static Filter and(Filter... operands) {
        return and(List.of(operands));
    }

    /** All operands hold; a single one stands for itself, and none is {@link #all}. */
    static Filter and(List<Filter> operands) {
        return switch (operands.size()) {
            case 0 -> all();
            case 1 -> operands.getFirst();
            default -> new And(operands);
        };
    }

    /** One of the operands holds; a single one stands for itself, and none is refused. */
    static Filter or(Filter... operands) {
        return or(List.of(operands));
    }

    /** One of the operands holds; a single one stands for itself, and none is refused. */
    static Filter or(List<Filter> operands) {
        return operands.size() == 1 ? operands.getFirst() : new Or(operands);
    }

    static Filter not(Filter operand) {
        return new Not(operand);
    }
}
