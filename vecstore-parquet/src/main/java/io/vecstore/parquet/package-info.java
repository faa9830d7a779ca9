/**
 * <b>What.</b> Collections as Parquet files, for Spark, DuckDB, pandas and their like.
 *
 * <p><b>How.</b> One row for each record or document, compressed with Zstandard:
 *
 * <pre>
 * id          string, required
 * type        string: "record", or "document" for a document; a record where it is missing
 * documentId  string
 * text        string
 * metadata    string, a JSON object
 * vector      list of float; a list of double is read as well
 * expiresAt   timestamp in milliseconds, UTC
 * </pre>
 *
 * Only {@code id} has to be there in a file that is imported; columns of other names are passed over. The library is
 * parquet-java, by way of parquet-floor, which stands in for Hadoop.
 *
 * <p><b>Rules.</b> An export is one snapshot and appears under its name once it is complete. An import commits some hundred
 * rows at a time. Records that are soft-deleted or have expired are left out.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.parquet.ParquetFiles}.
 */
@NullMarked
package io.vecstore.parquet;

import org.jspecify.annotations.NullMarked;
