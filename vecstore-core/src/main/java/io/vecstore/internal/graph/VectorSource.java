package io.vecstore.internal.graph;

import java.lang.foreign.MemorySegment;

/** Where the stored vectors of rows lie, as little-endian float32. */
public interface VectorSource {

    /** Whether a row has a vector. */
    boolean isPresent(int row);

    /** The native memory that holds the vector of a row. */
    MemorySegment segment(int row);

    /** The byte of {@link #segment} at which it begins. */
    long offset(int row);
}
