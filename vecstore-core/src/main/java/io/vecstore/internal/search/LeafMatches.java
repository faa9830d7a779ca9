package io.vecstore.internal.search;

import io.vecstore.filter.Filter;
import io.vecstore.filter.FilterEvaluator;
import io.vecstore.internal.fields.FilterCompiler;
import io.vecstore.internal.model.Deadline;
import io.vecstore.internal.segment.Leaf;
import io.vecstore.internal.segment.RowCursor;
import io.vecstore.internal.store.View;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/**
 * Which records of a leaf count for a search: visible in the view, not expired, and matched by the
 * filter. Asking is also what brings a search to its deadline.
 */
final class LeafMatches implements IntPredicate {

    private final View view;
    private final Leaf leaf;
    private final long now;
    private final Deadline deadline;
    private final @Nullable RoaringBitmap matched;
    private final long evaluated;

    /** Turns the filter into a bitmap over the leaf, unless it lets everything through. */
    LeafMatches(View view, Leaf leaf, Filter filter, long now, Deadline deadline) {
        deadline.check();
        this.view = view;
        this.leaf = leaf;
        this.now = now;
        this.deadline = deadline;
        if (filter instanceof Filter.All) {
            this.matched = null;
            this.evaluated = 0;
            return;
        }
        RowCursor cursor = leaf.segment().records().cursor();
        FilterCompiler compiler =
                new FilterCompiler(leaf.segment().fields(leaf.recordLimit()), (comparison, ordinal) -> {
                    deadline.tick();
                    return view.isVisible(leaf, ordinal, now)
                            && FilterEvaluator.test(comparison, cursor.metadata(ordinal));
                });
        this.matched = visible(view, leaf, now, compiler.compile(filter));
        this.evaluated = compiler.evaluated();
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
        deadline.tick();
        return matched == null ? view.isVisible(leaf, ordinal, now) : matched.contains(ordinal);
    }

    /** Visits the records that count with ordinals from {@code from} to {@code to - 1}, ascending. */
    void forEach(int from, int to, IntConsumer visitor) {
        if (matched != null) {
            PeekableIntIterator ordinals = matched.getIntIterator();
            ordinals.advanceIfNeeded(from);
            while (ordinals.hasNext() && ordinals.peekNext() < to) {
                deadline.tick();
                visitor.accept(ordinals.next());
            }
            return;
        }
        for (int ordinal = from; ordinal < to; ordinal++) {
            deadline.tick();
            if (view.isVisible(leaf, ordinal, now)) {
                visitor.accept(ordinal);
            }
        }
    }

    /**
     * Puts the ordinals below {@code to} of the records that count into a batch, ascending, again and again.
     *
     * @param filled told how many there are, whenever the batch is full, and at the end
     */
    void forEachBatch(int to, int[] batch, IntConsumer filled) {
        if (matched != null) {
            BatchIterator ordinals = matched.getBatchIterator();
            while (ordinals.hasNext()) {
                deadline.check();
                filled.accept(below(to, batch, ordinals.nextBatch(batch)));
            }
        } else if (view.isAllVisible(leaf)) {
            for (int from = 0; from < to; from += batch.length) {
                deadline.check();
                int count = Math.min(batch.length, to - from);
                for (int i = 0; i < count; i++) {
                    batch[i] = from + i;
                }
                filled.accept(count);
            }
        } else {
            forEachVisibleBatch(to, batch, filled);
        }
    }

    private void forEachVisibleBatch(int to, int[] batch, IntConsumer filled) {
        int count = 0;
        for (int ordinal = 0; ordinal < to; ordinal++) {
            deadline.tick();
            if (view.isVisible(leaf, ordinal, now)) {
                batch[count++] = ordinal;
            }
            if (count == batch.length || ordinal == to - 1) {
                filled.accept(count);
                count = 0;
            }
        }
    }

    private static int below(int to, int[] batch, int count) {
        int rest = count;
        while (rest > 0 && batch[rest - 1] >= to) {
            rest--;
        }
        return rest;
    }

    Leaf leaf() {
        return leaf;
    }

    /** How many times a record's metadata was read because a field of the filter has no index. */
    long evaluated() {
        return evaluated;
    }

    /** How many records count, where a filter was evaluated; otherwise all that are not deleted. */
    long count() {
        return matched == null ? leaf.liveRecords() : matched.getLongCardinality();
    }
}
