package io.vecstore.internal.segment;

import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;

/**
 * The float32 vectors of a segment, row i being ordinal i, in chunks of native memory: all rows of a chunk one after
 * the other, then their norms. A row without a vector has norm {@value #ABSENT_NORM}.
 */
public sealed interface VectorMatrix permits MemoryVectors, MappedVectors {

    /** The norm that marks a row without a vector. */
    float ABSENT_NORM = -1;

    int dimension();

    /** How many rows a chunk has room for; chunk i begins with ordinal i x this. */
    int chunkRows();

    /** Rows in the chunk's layout: where the norms begin is {@code rows x dimension x 4}. */
    MemorySegment chunk(int index);

    /** Byte offset of a row's vector in its chunk. */
    default long vectorOffset(int rowInChunk) {
        return (long) rowInChunk * dimension() * Float.BYTES;
    }

    /** Byte offset of a row's norm in its chunk. */
    default long normOffset(int rowInChunk) {
        return vectorOffset(chunkRows()) + (long) rowInChunk * Float.BYTES;
    }

    /** The Euclidean norm of a row, or {@link #ABSENT_NORM}. */
    default float norm(int ordinal) {
        return chunk(ordinal / chunkRows()).get(Layouts.FLOAT, normOffset(ordinal % chunkRows()));
    }

    default boolean isPresent(int ordinal) {
        return norm(ordinal) != ABSENT_NORM;
    }

    /** A copy of a row's vector. */
    default float[] vector(int ordinal) {
        float[] copy = new float[dimension()];
        MemorySegment.copy(
                chunk(ordinal / chunkRows()), Layouts.FLOAT, vectorOffset(ordinal % chunkRows()), copy, 0, copy.length);
        return copy;
    }
}
