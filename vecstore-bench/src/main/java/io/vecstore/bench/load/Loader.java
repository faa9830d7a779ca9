package io.vecstore.bench.load;

import io.vecstore.bench.rows.SampleRow;
import java.io.IOException;
import java.util.List;

/** A store that is filled in bulk. */
interface Loader extends AutoCloseable {

    /** Rows in one call. */
    int BATCH = 500;

    void add(List<SampleRow> rows) throws Exception;

    /** Leaves everything on disk and searchable. */
    @Override
    void close() throws IOException;
}
