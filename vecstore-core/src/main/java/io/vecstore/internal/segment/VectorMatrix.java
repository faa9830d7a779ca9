package io.vecstore.internal.segment;

import io.vecstore.internal.graph.VectorSource;
import io.vecstore.internal.io.Layouts;
import java.lang.foreign.MemorySegment;

/**
 * The float32 vectors of a segment, row i being ordinal i, in chunks of native memory, row after row. In a row without
 * a vector the first component is NaN, which no stored vector holds.
 */
public sealed interface VectorMatrix extends VectorSource permits MemoryVectors, MappedVectors {

    int dimension();

    /** How many rows a chunk has room for; chunk i begins with ordinal i x this. */
    int chunkRows();

    MemorySegment chunk(int index);

    /** Bytes from one row to the next. */
    default long stride() {
        return (long) dimension() * Float.BYTES;
    }

    @Override
    default MemorySegment segment(int ordinal) {
        return chunk(ordinal / chunkRows());
    }

    @Override
    default long offset(int ordinal) {
        return ordinal % chunkRows() * stride();
    }

    @Override
    default boolean isPresent(int ordinal) {
        float first = segment(ordinal).get(Layouts.FLOAT, offset(ordinal));
        return !Float.isNaN(first);
    }

    /** A copy of a row's vector, which has to be present. */
    default float[] vector(int ordinal) {
        float[] copy = new float[dimension()];
        MemorySegment.copy(segment(ordinal), Layouts.FLOAT, offset(ordinal), copy, 0, copy.length);
        return copy;
    }
}
