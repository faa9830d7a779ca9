package io.vecstore.filter;

import io.vecstore.error.InvalidRequestException;
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

/**
 * Bounds the size of a tree while it is built. Recursion here is safe by induction: operands were bounded when
 * they were built, so they are at most {@link Filter#MAX_DEPTH} levels deep.
 */
final class FilterSize {
    private FilterSize() {}

    /** The operands of AND or OR as an immutable list. */
    static List<Filter> requireOperands(String name, List<Filter> operands) {
        var copy = List.copyOf(operands);
        if (copy.size() < 2) {
            throw new InvalidRequestException(name + " needs at least two operands, but has " + copy.size());
        }
        requireOperands(copy);
        return copy;
    }

    /** Checks that a node above these operands stays within the limits. */
    static void requireOperands(List<Filter> operands) {
        int depth = 1;
        long terms = 0;
        for (Filter operand : operands) {
            depth = Math.max(depth, 1 + depth(operand));
            terms += terms(operand);
        }
        if (depth > Filter.MAX_DEPTH) {
            throw new InvalidRequestException(
                    "a filter has at most " + Filter.MAX_DEPTH + " levels, but this one has " + depth);
        }
        requireTerms(terms);
    }

    static void requireTerms(long terms) {
        if (terms > Filter.MAX_TERMS) {
            throw new InvalidRequestException("a filter has at most " + Filter.MAX_TERMS
                    + " comparisons and IN values, but this one has " + terms);
        }
    }

    private static int depth(Filter filter) {
        return switch (filter) {
            case All _, Comparison _, In _, Between _, TextMatch _, IsNull _ -> 1;
            case Not(Filter operand) -> 1 + depth(operand);
            case And(List<Filter> operands) -> 1 + maxDepth(operands);
            case Or(List<Filter> operands) -> 1 + maxDepth(operands);
        };
    }

    private static int maxDepth(List<Filter> operands) {
        return operands.stream().mapToInt(FilterSize::depth).max().orElse(0);
    }

    private static long terms(Filter filter) {
        return switch (filter) {
            case All _, Comparison _, TextMatch _, IsNull _ -> 1;
            case Between _ -> 2;
            case In in -> in.values().size();
            case Not(Filter operand) -> terms(operand);
            case And(List<Filter> operands) -> sumTerms(operands);
            case Or(List<Filter> operands) -> sumTerms(operands);
        };
    }

    private static long sumTerms(List<Filter> operands) {
        return operands.stream().mapToLong(FilterSize::terms).sum();
    }
}
