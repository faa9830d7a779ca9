package io.vecstore.internal.segment;

import java.util.function.BooleanSupplier;

/**
 * How a graph is built along with a segment.
 *
 * @param threads how many build at a time
 * @param cancelled asked now and then; if true, writing ends by a {@link java.util.concurrent.CancellationException}
 */
public record GraphBuild(int threads, BooleanSupplier cancelled) {}
