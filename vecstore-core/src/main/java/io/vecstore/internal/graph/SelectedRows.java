package io.vecstore.internal.graph;

import java.lang.foreign.MemorySegment;

/**
 * Some rows of a source, renumbered from 0.
 *
 * @param source where they are
 * @param rows their numbers there
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once and never compared
record SelectedRows(VectorSource source, int[] rows) implements VectorSource {

    @Override
    public boolean isPresent(int row) {
        return source.isPresent(rows[row]);
    }

    @Override
    public MemorySegment segment(int row) {
        return source.segment(rows[row]);
    }

    @Override
    public long offset(int row) {
        return source.offset(rows[row]);
    }
}
