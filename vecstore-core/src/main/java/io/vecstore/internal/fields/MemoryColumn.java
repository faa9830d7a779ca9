package io.vecstore.internal.fields;

import io.vecstore.internal.model.OrdinalList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** A column that grows. One writer; readers see the rows below the limit of their view. */
final class MemoryColumn {

    /** Heap that a key takes beside its bytes: the entries of a skip list, a list of ordinals. */
    private static final int KEY_OVERHEAD_BYTES = 160;

    private final ConcurrentSkipListMap<byte[], OrdinalList> lists =
            new ConcurrentSkipListMap<>(Arrays::compareUnsigned);
    private volatile long keyBytes;
    private volatile long ordinalCount;

    /**
     * Adds a value of the newest row, which may be there already.
     *
     * @return about how many bytes of heap that takes
     */
    @SuppressWarnings("NonAtomicVolatileUpdate") // there is one writer
    int add(byte[] key, int ordinal) {
        OrdinalList known = lists.get(key);
        if (known != null && known.last() == ordinal) {
            return 0;
        }
        ordinalCount++;
        if (known != null) {
            known.add(ordinal);
            return Integer.BYTES;
        }
        keyBytes += key.length;
        OrdinalList list = new OrdinalList();
        list.add(ordinal);
        lists.put(key, list);
        return KEY_OVERHEAD_BYTES + key.length;
    }

    boolean isEmpty() {
        return lists.isEmpty();
    }

    /** The column with the rows below {@code limit} only. */
    View view(int limit) {
        return new View(this, limit);
    }

    /** The column as it was at one moment. */
    static final class View implements Column {
        private final MemoryColumn source;
        private final int limit;

        private View(MemoryColumn source, int limit) {
            this.source = source;
            this.limit = limit;
        }

        @Override
        public Rows rows(KeyRange range) {
            return new ListedRows(new ArrayList<>(lists(range).values()), limit);
        }

        private NavigableMap<byte[], OrdinalList> lists(KeyRange range) {
            byte[] high = range.high();
            if (range.isEmpty()) {
                return Collections.emptyNavigableMap();
            }
            return high == null
                    ? source.lists.tailMap(range.low(), true)
                    : source.lists.subMap(range.low(), true, high, false);
        }

        @Override
        public KeyCursor keys(KeyRange range) {
            return new Cursor(lists(range).entrySet().iterator(), limit);
        }

        @Override
        public long keyBytes() {
            return source.keyBytes;
        }

        @Override
        public long ordinalCount() {
            return source.ordinalCount;
        }
    }

    private record ListedRows(Collection<OrdinalList> lists, int limit) implements Column.Rows {

        @Override
        public int count() {
            long count = 0;
            for (OrdinalList list : lists) {
                count += list.countBelow(limit);
            }
            return Math.toIntExact(count);
        }

        @Override
        public int copyTo(int[] target, int at) {
            int[] next = {at};
            lists.forEach(list -> list.forEachBelow(limit, ordinal -> target[next[0]++] = ordinal));
            return next[0];
        }

        @Override
        public void setIn(long[] words) {
            lists.forEach(list -> list.forEachBelow(limit, ordinal -> words[ordinal >>> 6] |= 1L << ordinal));
        }
    }

    private static final class Cursor implements Column.KeyCursor {
        private final Iterator<Map.Entry<byte[], OrdinalList>> entries;
        private final int limit;
        private Map.Entry<byte[], OrdinalList> current = Map.entry(new byte[0], new OrdinalList());

        Cursor(Iterator<Map.Entry<byte[], OrdinalList>> entries, int limit) {
            this.entries = entries;
            this.limit = limit;
        }

        @Override
        public boolean next() {
            if (!entries.hasNext()) {
                return false;
            }
            current = entries.next();
            return true;
        }

        @Override
        public byte[] key() {
            return current.getKey();
        }

        @Override
        public Column.Rows rows() {
            return new ListedRows(List.of(current.getValue()), limit);
        }
    }
}
