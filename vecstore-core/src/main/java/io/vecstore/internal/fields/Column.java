package io.vecstore.internal.fields;

/** The values of one kind at one path: ascending distinct keys, each with the ascending ordinals of its rows. */
sealed interface Column permits MemoryColumn.View, FileColumn {

    /** The rows that have a value in {@code range}. */
    Rows rows(KeyRange range);

    /** A walk over the keys in {@code range}. */
    KeyCursor keys(KeyRange range);

    /** At most so many bytes in all keys together. */
    long keyBytes();

    /** At most so many ordinals of all keys together. */
    long ordinalCount();

    /** Rows that were selected and not yet gathered; a row may come up more than once. */
    interface Rows {

        /** At most so many ordinals come. */
        int count();

        /** Copies the ordinals to {@code target} from index {@code at}; returns the index after the last. */
        int copyTo(int[] target, int at);

        /** Sets the bits of the ordinals; there is a bit for each row. */
        void setIn(long[] words);
    }

    /** A position in the walk over a column's keys, before the first one at first. For one thread. */
    interface KeyCursor {

        boolean next();

        byte[] key();

        /** The rows of the current key. */
        Rows rows();
    }
}
