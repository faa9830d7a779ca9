package io.vecstore.langchain4j;

import dev.langchain4j.store.embedding.filter.Filter;
import dev.langchain4j.store.embedding.filter.comparison.ContainsString;
import dev.langchain4j.store.embedding.filter.comparison.IsEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThan;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsIn;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThan;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsNotEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsNotIn;
import dev.langchain4j.store.embedding.filter.logical.And;
import dev.langchain4j.store.embedding.filter.logical.Not;
import dev.langchain4j.store.embedding.filter.logical.Or;
import io.vecstore.FieldPath;
import io.vecstore.filter.ComparisonOperator;
import io.vecstore.filter.Filter.Comparison;
import io.vecstore.filter.Filter.In;
import io.vecstore.filter.Filter.TextMatch;
import io.vecstore.filter.Literal;
import io.vecstore.filter.TextOperator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * langchain4j's filters as ours, where ours can say the same: on a missing key both take {@code !=} and {@code NOT IN}
 * for true and every other comparison for false. Where the types do not fit, langchain4j's throw and ours are false.
 * Texts are ordered by code points here and by UTF-16 units there.
 */
final class FilterTranslator {

    private FilterTranslator() {}

    /**
     * The filter in our words, or empty where we have none: classes that are not known, the order of UUIDs
     * (by signed halves, not by text) and numbers that are not finite.
     *
     * @throws io.vecstore.error.InvalidRequestException if it is larger than ours may be
     */
    static Optional<io.vecstore.filter.Filter> translate(Filter filter) {
        return switch (filter) {
            case IsEqualTo is -> equality(is.key(), ComparisonOperator.EQ, is.comparisonValue());
            case IsNotEqualTo is -> equality(is.key(), ComparisonOperator.NE, is.comparisonValue());
            case IsLessThan is -> order(is.key(), ComparisonOperator.LT, is.comparisonValue());
            case IsLessThanOrEqualTo is -> order(is.key(), ComparisonOperator.LE, is.comparisonValue());
            case IsGreaterThan is -> order(is.key(), ComparisonOperator.GT, is.comparisonValue());
            case IsGreaterThanOrEqualTo is -> order(is.key(), ComparisonOperator.GE, is.comparisonValue());
            case IsIn is -> membership(is.key(), is.comparisonValues());
            case IsNotIn is -> membership(is.key(), is.comparisonValues()).map(io.vecstore.filter.Filter::not);
            case ContainsString is ->
                Optional.of(new TextMatch(FieldPath.of(is.key()), TextOperator.CONTAINS, is.comparisonValue()));
            case Not not -> translate(not.expression()).map(io.vecstore.filter.Filter::not);
            case And and -> all(operands(and, And.class, And::left, And::right)).map(io.vecstore.filter.Filter::and);
            case Or or -> all(operands(or, Or.class, Or::left, Or::right)).map(io.vecstore.filter.Filter::or);
            default -> Optional.empty();
        };
    }

    /** The operands, left to right, of a binary tree of one type; ours is flat, so that chains do not get deep. */
    static <T extends Filter> List<Filter> operands(
            Filter root, Class<T> type, Function<T, Filter> left, Function<T, Filter> right) {
        List<Filter> operands = new ArrayList<>();
        Deque<Filter> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Filter next = open.pop();
            if (type.isInstance(next)) {
                open.push(right.apply(type.cast(next)));
                open.push(left.apply(type.cast(next)));
            } else {
                operands.add(next);
            }
        }
        return operands;
    }

    private static Optional<List<io.vecstore.filter.Filter>> all(List<Filter> operands) {
        List<io.vecstore.filter.Filter> translated = operands.stream()
                .map(FilterTranslator::translate)
                .flatMap(Optional::stream)
                .toList();
        return translated.size() == operands.size() ? Optional.of(translated) : Optional.empty();
    }

    private static Optional<io.vecstore.filter.Filter> equality(String key, ComparisonOperator operator, Object value) {
        return literal(value).map(literal -> new Comparison(FieldPath.of(key), operator, literal));
    }

    private static Optional<io.vecstore.filter.Filter> order(String key, ComparisonOperator operator, Object value) {
        return value instanceof UUID ? Optional.empty() : equality(key, operator, value);
    }

    private static Optional<io.vecstore.filter.Filter> membership(String key, Collection<?> values) {
        List<Literal> literals = values.stream()
                .map(FilterTranslator::literal)
                .flatMap(Optional::stream)
                .toList();
        return literals.size() == values.size() ? Optional.of(new In(FieldPath.of(key), literals)) : Optional.empty();
    }

    private static Optional<Literal> literal(Object value) {
        return switch (SegmentMetadata.storedValue(value)) {
            case String text -> Optional.of(Literal.of(text));
            case Integer number -> Optional.of(Literal.of(number));
            case Long number -> Optional.of(Literal.of(number));
            case Double number when Double.isFinite(number) -> Optional.of(Literal.of(number));
            default -> Optional.empty();
        };
    }
}
