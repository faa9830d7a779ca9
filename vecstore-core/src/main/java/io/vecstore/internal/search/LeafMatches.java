package io.vecstore.internal.search;

import io.vecstore.filter.Filter;
import io.vecstore.filter.FilterEvaluator;
import io.vecstore.internal.fields.FilterCompiler;
import io.vecstore.internal.segment.Leaf;
import io.vecstore.internal.segment.RowCursor;
import io.vecstore.internal.store.View;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/** Which records of a leaf count for a search: visible in the view, not expired, and matched by the filter. */
final class LeafMatches implements IntPredicate {

    private final View view;
    private final Leaf leaf;
    private final long now;
    private final @Nullable RoaringBitmap matched;

    private LeafMatches(View view, Leaf leaf, long now, @Nullable RoaringBitmap matched) {
        this.view = view;
        this.leaf = leaf;
        this.now = now;
        this.matched = matched;
    }

    /** Turns the filter into a bitmap over the leaf, unless it lets everything through. */
    static LeafMatches of(View view, Leaf leaf, Filter filter, long now) {
        if (filter instanceof Filter.All) {
            return new LeafMatches(view, leaf, now, null);
        }
        RowCursor cursor = leaf.segment().records().cursor();
        RoaringBitmap matched = new FilterCompiler(
                        leaf.segment().fields(leaf.recordLimit()),
                        (comparison, ordinal) -> view.isVisible(leaf, ordinal, now)
                                && FilterEvaluator.test(comparison, cursor.metadata(ordinal)))
                .compile(filter);
        return new LeafMatches(view, leaf, now, visible(view, leaf, now, matched));
    }

    private static RoaringBitmap visible(View view, Leaf leaf, long now, RoaringBitmap matched) {
        if (view.isAllVisible(leaf)) {
            return matched;
        }
        RoaringBitmapWriter<RoaringBitmap> visible =
                RoaringBitmapWriter.writer().get();
        matched.forEach((int ordinal) -> {
            if (view.isVisible(leaf, ordinal, now)) {
                visible.add(ordinal);
            }
        });
        return visible.get();
    }

    @Override
    public boolean test(int ordinal) {
        return matched == null ? view.isVisible(leaf, ordinal, now) : matched.contains(ordinal);
    }

    /** Visits the records that count from ordinal {@code from} on, ascending. */
    void forEach(int from, IntConsumer visitor) {
        if (matched != null) {
            PeekableIntIterator ordinals = matched.getIntIterator();
            ordinals.advanceIfNeeded(from);
            while (ordinals.hasNext()) {
                visitor.accept(ordinals.next());
            }
            return;
        }
        for (int ordinal = from; ordinal < leaf.recordLimit(); ordinal++) {
            if (view.isVisible(leaf, ordinal, now)) {
                visitor.accept(ordinal);
            }
        }
    }

    Leaf leaf() {
        return leaf;
    }

    /** How many records count, where a filter was evaluated; otherwise all that are not deleted. */
    long count() {
        return matched == null ? leaf.liveRecords() : matched.getLongCardinality();
    }
}
