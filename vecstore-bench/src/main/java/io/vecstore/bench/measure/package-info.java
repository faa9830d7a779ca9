/**
 * <b>What.</b> How benchmarks measure: processor time, resident memory, disk, medians, recall, and speed at a recall.
 *
 * <p><b>How.</b> {@link io.vecstore.bench.measure.SpeedCurve} makes systems comparable that were measured at different
 * recalls. The rest are the smallest readings of what the operating system and the JVM say.
 *
 * <p><b>Rules.</b> Times are nanoseconds unless a name says otherwise; sizes are bytes. What a platform does not tell is
 * an empty optional, never 0.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.bench.measure.SpeedCurve}, then
 * {@link io.vecstore.bench.measure.Statistics}.
 */
@NullMarked
package io.vecstore.bench.measure;

import org.jspecify.annotations.NullMarked;
