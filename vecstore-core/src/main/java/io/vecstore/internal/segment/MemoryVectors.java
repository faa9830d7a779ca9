package io.vecstore.internal.segment;

import io.vecstore.internal.io.Layouts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** The vectors of a MemTable, appended by one writer, read below the limit of a published view. */
final class MemoryVectors implements VectorMatrix {

    private static final int CHUNK_ROWS = 1_024;
    private static final int ALIGNMENT = 64;

    private final Arena arena;
    private final int dimension;
    private volatile MemorySegment[] chunks = new MemorySegment[0];

    MemoryVectors(Arena arena, int dimension) {
        this.arena = arena;
        this.dimension = dimension;
    }

    /** Writes row {@code ordinal}; rows that are skipped have no vector. */
    void set(int ordinal, float[] vector) {
        while (ordinal / CHUNK_ROWS >= chunks.length) {
            addChunk();
        }
        MemorySegment chunk = chunks[ordinal / CHUNK_ROWS];
        MemorySegment.copy(vector, 0, chunk, Layouts.FLOAT, ordinal % CHUNK_ROWS * stride(), dimension);
    }

    /** How many rows have room; those at the end without a vector may have none. */
    int capacity() {
        return chunks.length * CHUNK_ROWS;
    }

    @Override
    public boolean isPresent(int ordinal) {
        return ordinal < capacity() && VectorMatrix.super.isPresent(ordinal);
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public int chunkRows() {
        return CHUNK_ROWS;
    }

    @Override
    public MemorySegment chunk(int index) {
        return chunks[index];
    }

    private void addChunk() {
        MemorySegment chunk = arena.allocate(CHUNK_ROWS * stride(), ALIGNMENT);
        for (int row = 0; row < CHUNK_ROWS; row++) {
            chunk.set(Layouts.FLOAT, row * stride(), Float.NaN);
        }
        MemorySegment[] grown = Arrays.copyOf(chunks, chunks.length + 1);
        grown[chunks.length] = chunk;
        chunks = grown;
    }
}
