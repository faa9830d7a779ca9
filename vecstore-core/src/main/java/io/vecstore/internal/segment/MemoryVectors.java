package io.vecstore.internal.segment;

import io.vecstore.internal.io.Layouts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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
    void set(int ordinal, float @Nullable [] vector) {
        while (ordinal / CHUNK_ROWS >= chunks.length) {
            addChunk();
        }
        MemorySegment chunk = chunks[ordinal / CHUNK_ROWS];
        int row = ordinal % CHUNK_ROWS;
        if (vector != null) {
            MemorySegment.copy(vector, 0, chunk, Layouts.FLOAT, vectorOffset(row), dimension);
        }
        chunk.set(Layouts.FLOAT, normOffset(row), norm(vector));
    }

    /** The Euclidean norm, summed in double so that it neither overflows nor vanishes. */
    static float norm(float @Nullable [] vector) {
        if (vector == null) {
            return ABSENT_NORM;
        }
        double sum = 0;
        for (float component : vector) {
            sum += (double) component * component;
        }
        return (float) Math.min(Math.sqrt(sum), Float.MAX_VALUE);
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
        MemorySegment chunk = arena.allocate(vectorOffset(CHUNK_ROWS) + (long) CHUNK_ROWS * Float.BYTES, ALIGNMENT);
        for (int row = 0; row < CHUNK_ROWS; row++) {
            chunk.set(Layouts.FLOAT, normOffset(row), ABSENT_NORM);
        }
        MemorySegment[] grown = Arrays.copyOf(chunks, chunks.length + 1);
        grown[chunks.length] = chunk;
        chunks = grown;
    }
}
