/**
 * <b>What.</b> Rows with vector, text and fields that are stored in several systems.
 *
 * <p><b>How.</b> {@link io.vecstore.bench.rows.SampleRows} makes them up one by one from a seed, so that none has to be
 * kept.
 *
 * <p><b>Rules.</b> What it costs to make a row is no part of any figure: benchmarks subtract it, or make rows before
 * they measure.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.bench.rows.SampleRows}, then {@link io.vecstore.bench.rows.SampleRow}.
 */
@NullMarked
package io.vecstore.bench.rows;

import org.jspecify.annotations.NullMarked;
