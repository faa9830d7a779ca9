package io.vecstore.internal.fields;

import java.util.Arrays;
import java.util.List;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/** The union of selected rows as a bitmap. */
final class Selection {

    /** Below this many rows for each row found, sorting them is faster than a bit for each. */
    private static final int SPARSE = 64;

    private Selection() {}

    /** @param limit no ordinal reaches this */
    static RoaringBitmap union(List<Column.Rows> selected, int limit) {
        long count = count(selected);
        if (count < limit / SPARSE) {
            int[] ordinals = new int[(int) count];
            int end = 0;
            for (Column.Rows rows : selected) {
                end = rows.copyTo(ordinals, end);
            }
            Arrays.sort(ordinals, 0, end);
            return RoaringBitmap.bitmapOf(Arrays.copyOf(ordinals, end));
        }
        long[] words = new long[(limit + Long.SIZE - 1) / Long.SIZE];
        selected.forEach(rows -> rows.setIn(words));
        return BitSetUtil.bitmapOf(words);
    }

    /** At most so many rows. */
    static long count(List<Column.Rows> selected) {
        return selected.stream().mapToLong(Column.Rows::count).sum();
    }
}
