package io.vecstore.internal.fields;

import io.vecstore.filter.Filter;
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
    private final LeafSelector selector;
    private long evaluated;

    public FilterCompiler(FieldIndex index, Evaluator evaluator) {
        this.index = index;
        this.evaluator = evaluator;
        this.selector = new LeafSelector(index);
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
            case Filter.And(List<Filter> operands) -> narrowAnd(operands, candidates);
            case Filter.Or(List<Filter> operands) -> narrowOr(operands, candidates);
            case Filter.Not(Filter operand) -> RoaringBitmap.andNot(candidates, narrow(operand, candidates));
            case Filter.Comparison _, Filter.In _, Filter.Between _, Filter.TextMatch _, Filter.IsNull _ ->
                narrowLeaf(filter, candidates);
        };
    }

    private RoaringBitmap narrowLeaf(Filter leaf, RoaringBitmap candidates) {
        if (!selector.answers(leaf)) {
            return evaluate(leaf, candidates);
        }
        RoaringBitmap selected = Selection.union(selector.select(leaf), index.ordinalLimit());
        return LeafSelector.isNegated(leaf)
                ? RoaringBitmap.andNot(candidates, selected)
                : RoaringBitmap.and(candidates, selected);
    }

    private RoaringBitmap evaluate(Filter leaf, RoaringBitmap candidates) {
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
            case Filter.And(List<Filter> operands) -> {
                LongSummaryStatistics costs =
                        operands.stream().mapToLong(this::cost).summaryStatistics();
                yield costs.getMax() == EVALUATED ? EVALUATED : costs.getMin();
            }
            case Filter.Or(List<Filter> operands) ->
                operands.stream().mapToLong(this::cost).max().orElse(all);
            case Filter.Not(Filter operand) -> Math.max(all, cost(operand));
            case Filter.Comparison _, Filter.In _, Filter.Between _, Filter.TextMatch _, Filter.IsNull _ ->
                costOfLeaf(filter);
        };
    }

    private long costOfLeaf(Filter leaf) {
        if (!selector.answers(leaf)) {
            return EVALUATED;
        }
        return LeafSelector.isNegated(leaf) || LeafSelector.isScan(leaf)
                ? index.ordinalLimit()
                : Selection.count(selector.select(leaf));
    }
}
