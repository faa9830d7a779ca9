package io.vecstore.embeddings.runtime;

/** An input of a model: {@code rows x columns} of int64, row after row. Holds the given array. */
public final class LongMatrix {
    private final int rows;
    private final int columns;
    private final long[] values;

    public LongMatrix(int rows, int columns, long[] values) {
        if ((long) rows * columns != values.length) {
            throw new IllegalArgumentException(rows + " x " + columns + " does not fit " + values.length + " values");
        }
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    long[] shape() {
        return new long[] {rows, columns};
    }

    long[] values() {
        return values;
    }
}
