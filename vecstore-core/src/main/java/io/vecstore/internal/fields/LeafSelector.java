package io.vecstore.internal.fields;

import io.vecstore.FieldPath;
import io.vecstore.filter.ComparisonOperator;
import io.vecstore.filter.Filter;
import io.vecstore.filter.Literal;
import io.vecstore.filter.TextOperator;
import io.vecstore.internal.model.Texts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the rows of a leaf of a filter (a node without operands) in the index. What it selects is for the leaf without
 * its negation: see {@link #isNegated}. For one filter and one thread.
 */
final class LeafSelector {

    private final FieldIndex index;
    private final IdentityHashMap<Filter, List<Column.Rows>> selected = new IdentityHashMap<>();

    LeafSelector(FieldIndex index) {
        this.index = index;
    }

    /** Whether the index knows the answer. Half a surrogate pair cannot be a key and has to be compared as it is. */
    boolean answers(Filter leaf) {
        return index.isIndexed(field(leaf)) && texts(leaf).allMatch(text -> Texts.loneSurrogate(text) < 0);
    }

    /** Whether the leaf holds for all rows but the selected ones. */
    static boolean isNegated(Filter leaf) {
        return leaf instanceof Filter.IsNull
                || (leaf instanceof Filter.Comparison comparison && comparison.operator() == ComparisonOperator.NE);
    }

    /** Whether selecting takes a look at many keys. */
    static boolean isScan(Filter leaf) {
        return leaf instanceof Filter.TextMatch match && match.operator() != TextOperator.STARTS_WITH;
    }

    List<Column.Rows> select(Filter leaf) {
        return selected.computeIfAbsent(leaf, this::find);
    }

    private List<Column.Rows> find(Filter leaf) {
        return switch (leaf) {
            case Filter.Comparison(FieldPath field, ComparisonOperator operator, Literal value) ->
                rows(field, KeyRange.of(operator, value));
            case Filter.In(FieldPath field, List<Literal> values) ->
                rows(
                        field,
                        values.stream()
                                .flatMap(value -> KeyRange.of(ComparisonOperator.EQ, value).stream())
                                .toList());
            case Filter.Between(FieldPath field, Literal low, Literal high) -> rows(field, KeyRange.between(low, high));
            case Filter.IsNull(FieldPath field) ->
                rows(field, Stream.of(FieldKind.values()).map(KeyRange::all).toList());
            case Filter.TextMatch match -> textRows(match);
            case Filter.All _, Filter.And _, Filter.Or _, Filter.Not _ -> throw notALeaf(leaf);
        };
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

    private List<Column.Rows> textRows(Filter.TextMatch match) {
        KeyRange range = KeyRange.startingWith(match.operator().prefix(match.text()));
        Column column = index.column(match.field(), FieldKind.STRING);
        if (column == null || match.operator() == TextOperator.STARTS_WITH) {
            return column == null ? List.of() : List.of(column.rows(range));
        }
        List<Column.Rows> rows = new ArrayList<>();
        Column.KeyCursor keys = column.keys(range);
        while (keys.next()) {
            if (match.operator().test(new String(keys.key(), StandardCharsets.UTF_8), match.text())) {
                rows.add(keys.rows());
            }
        }
        return rows;
    }

    private static FieldPath field(Filter leaf) {
        return switch (leaf) {
            case Filter.Comparison comparison -> comparison.field();
            case Filter.In in -> in.field();
            case Filter.Between between -> between.field();
            case Filter.TextMatch match -> match.field();
            case Filter.IsNull isNull -> isNull.field();
            case Filter.All _, Filter.And _, Filter.Or _, Filter.Not _ -> throw notALeaf(leaf);
        };
    }

    private static Stream<String> texts(Filter leaf) {
        return switch (leaf) {
            case Filter.Comparison comparison -> texts(Stream.of(comparison.value()));
            case Filter.In in -> texts(in.values().stream());
            case Filter.Between between -> texts(Stream.of(between.low(), between.high()));
            case Filter.TextMatch match -> Stream.of(match.text());
            case Filter.IsNull _ -> Stream.empty();
            case Filter.All _, Filter.And _, Filter.Or _, Filter.Not _ -> throw notALeaf(leaf);
        };
    }

    private static Stream<String> texts(Stream<Literal> literals) {
        return literals.flatMap(
                literal -> literal instanceof Literal.OfString(String text) ? Stream.of(text) : Stream.empty());
    }

    private static IllegalStateException notALeaf(Filter filter) {
        return new IllegalStateException("a node with operands or without a field is not selected by: " + filter);
    }
}
