package io.vecstore.internal.segment;

import java.lang.foreign.MemorySegment;

/** The vectors of a segment on disk: one chunk. */
record MappedVectors(MemorySegment bytes, int rows, int dimension) implements VectorMatrix {

    @Override
    public int chunkRows() {
        return rows;
    }

    @Override
    public MemorySegment chunk(int index) {
        assert index == 0 : index;
        return bytes;
    }
}
