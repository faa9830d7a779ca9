package io.vecstore.internal.fields;

import io.vecstore.FieldPath;
import io.vecstore.filter.ComparisonOperator;
import io.vecstore.filter.Filter;
import io.vecstore.filter.Literal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import org.roaringbitmap.RoaringBitmap;

/**
 * Turns one filter into the bitmap of the rows that match it. Comparisons over indexed paths become bitmaps, the others
 * are evaluated row by row, on the rows that are left: an AND begins with what selects least, an OR evaluates only rows
 * that nothing else has matched. For one filter and one thread.
 */
public final class FilterCompiler {

    /** Evaluates a comparison that no index answers. */
    @FunctionalInterface
    public interface Evaluator {
        boolean test(Filter comparison, int ordinal);
    }

    /** The cost of what no index answers. */
    private static final long EVALUATED = Long.MAX_VALUE;

    private final FieldIndex index;
    private final Evaluator evaluator;
    private final IdentityHashMap<Filter, List<Column.Rows>> selected = new IdentityHashMap<>();
    private long evaluated;

    public FilterCompiler(FieldIndex index, Evaluator evaluator) {
        this.index = index;
        this.evaluator = evaluator;
    }

    /** The rows of the index that match. */
    public RoaringBitmap compile(Filter filter) {
        RoaringBitmap all = new RoaringBitmap();
        all.add(0L, index.ordinalLimit());
        return narrow(filter, all);
    }

    /** How many times a row was evaluated because its path is not indexed. */
    public long evaluated() {
        return evaluated;
    }

    /** Those of {@code candidates} that match; neither argument nor result is changed afterwards. */
    private RoaringBitmap narrow(Filter filter, RoaringBitmap candidates) {
        return switch (filter) {
            case Filter.All _ -> candidates;
            case Filter.Comparison comparison -> narrowComparison(comparison, candidates);
            case Filter.In in -> narrowLeaf(in, in.field(), candidates);
            case Filter.And(List<Filter> operands) -> narrowAnd(operands, candidates);
            case Filter.Or(List<Filter> operands) -> narrowOr(operands, candidates);
            case Filter.Not(Filter operand) -> RoaringBitmap.andNot(candidates, narrow(operand, candidates));
        };
    }

    private RoaringBitmap narrowComparison(Filter.Comparison comparison, RoaringBitmap candidates) {
        if (comparison.operator() == ComparisonOperator.NE && index.isIndexed(comparison.field())) {
            return RoaringBitmap.andNot(candidates, union(comparison));
        }
        return narrowLeaf(comparison, comparison.field(), candidates);
    }

    private RoaringBitmap narrowLeaf(Filter leaf, FieldPath field, RoaringBitmap candidates) {
        if (index.isIndexed(field)) {
            return RoaringBitmap.and(candidates, union(leaf));
        }
        RoaringBitmap matched = new RoaringBitmap();
        candidates.forEach((int ordinal) -> {
            evaluated++;
            if (evaluator.test(leaf, ordinal)) {
                matched.add(ordinal);
            }
        });
        return matched;
    }

    private RoaringBitmap narrowAnd(List<Filter> operands, RoaringBitmap candidates) {
        RoaringBitmap left = candidates;
        for (Filter operand : cheapestFirst(operands)) {
            if (left.isEmpty()) {
                break;
            }
            left = narrow(operand, left);
        }
        return left;
    }

    private RoaringBitmap narrowOr(List<Filter> operands, RoaringBitmap candidates) {
        RoaringBitmap matched = new RoaringBitmap();
        for (Filter operand : cheapestFirst(operands)) {
            matched = RoaringBitmap.or(matched, narrow(operand, RoaringBitmap.andNot(candidates, matched)));
        }
        return matched;
    }

    /** By the rows that they select, roughly; what has to be evaluated comes last. */
    private List<Filter> cheapestFirst(List<Filter> operands) {
        IdentityHashMap<Filter, Long> costs = new IdentityHashMap<>();
        operands.forEach(operand -> costs.put(operand, cost(operand)));
        return operands.stream().sorted(Comparator.comparing(costs::get)).toList();
    }

    private long cost(Filter filter) {
        long all = index.ordinalLimit();
        return switch (filter) {
            case Filter.All _ -> all;
            case Filter.Comparison comparison ->
                costOfLeaf(comparison, comparison.field(), comparison.operator() == ComparisonOperator.NE);
            case Filter.In in -> costOfLeaf(in, in.field(), false);
            case Filter.And(List<Filter> operands) -> {
                LongSummaryStatistics costs =
                        operands.stream().mapToLong(this::cost).summaryStatistics();
                yield costs.getMax() == EVALUATED ? EVALUATED : costs.getMin();
            }
            case Filter.Or(List<Filter> operands) ->
                operands.stream().mapToLong(this::cost).max().orElse(all);
            case Filter.Not(Filter operand) -> Math.max(all, cost(operand));
        };
    }

    private long costOfLeaf(Filter leaf, FieldPath field, boolean negated) {
        if (!index.isIndexed(field)) {
            return EVALUATED;
        }
        return negated ? index.ordinalLimit() : Selection.count(select(leaf));
    }

    private RoaringBitmap union(Filter leaf) {
        return Selection.union(select(leaf), index.ordinalLimit());
    }

    private List<Column.Rows> select(Filter leaf) {
        return selected.computeIfAbsent(leaf, each -> switch (each) {
            case Filter.Comparison(FieldPath field, ComparisonOperator operator, Literal value) ->
                rows(field, KeyRange.of(operator, value));
            case Filter.In(FieldPath field, List<Literal> values) ->
                rows(
                        field,
                        values.stream()
                                .flatMap(value -> KeyRange.of(ComparisonOperator.EQ, value).stream())
                                .toList());
            case Filter.All _, Filter.And _, Filter.Or _, Filter.Not _ ->
                throw new IllegalStateException("not a comparison: " + each);
        });
    }

    private List<Column.Rows> rows(FieldPath field, List<KeyRange> ranges) {
        List<Column.Rows> rows = new ArrayList<>();
        for (KeyRange range : ranges) {
            Column column = index.column(field, range.kind());
            if (column != null) {
                rows.add(column.rows(range));
            }
        }
        return rows;
    }
}
