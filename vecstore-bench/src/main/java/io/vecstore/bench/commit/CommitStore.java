package io.vecstore.bench.commit;

import io.vecstore.bench.rows.SampleRow;
import java.sql.SQLException;

/** A store to which several threads commit one row at a time, each commit on the medium before the call returns. */
interface CommitStore extends AutoCloseable {

    void commit(SampleRow row) throws Exception;

    /** How many rows are in it. */
    long count() throws SQLException;

    @Override
    void close() throws SQLException;
}
