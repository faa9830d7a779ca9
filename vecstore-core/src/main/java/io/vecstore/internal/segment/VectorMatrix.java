package io.vecstore.internal.segment;

import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;

/**
 * The float32 vectors of a segment, row i being ordinal i, in chunks of native memory, row after row. In a row without
 * a vector the first component is NaN, which no stored vector holds.
 */
public sealed interface VectorMatrix permits MemoryVectors, MappedVectors {

    int dimension();

    /** How many rows a chunk has room for; chunk i begins with ordinal i x this. */
    int chunkRows();

    MemorySegment chunk(int index);

    /** Bytes from one row to the next. */
    default long stride() {
        return (long) dimension() * Float.BYTES;
    }

    default boolean isPresent(int ordinal) {
        float first = chunk(ordinal / chunkRows()).get(Layouts.FLOAT, ordinal % chunkRows() * stride());
        return !Float.isNaN(first);
    }

    /** A copy of a row's vector, which has to be present. */
    default float[] vector(int ordinal) {
        float[] copy = new float[dimension()];
        MemorySegment chunk = chunk(ordinal / chunkRows());
        MemorySegment.copy(chunk, Layouts.FLOAT, ordinal % chunkRows() * stride(), copy, 0, copy.length);
        return copy;
    }
}
