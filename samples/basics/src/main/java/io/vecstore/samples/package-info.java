/**
 * <b>What.</b> Samples: one file, one idea each, to be read from top to bottom.
 *
 * <p><b>How.</b> Each has a {@code main} that takes folders as arguments and prints what it finds.
 *
 * <p><b>Rules.</b> They use the public API only, and a test runs all of them.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.samples.IngestFolder}, then {@link io.vecstore.samples.OwnVectors}.
 */
@NullMarked
package io.vecstore.samples;

import org.jspecify.annotations.NullMarked;
