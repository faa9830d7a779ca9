/**
 * <b>What.</b> How the store tells what it does: to the user's listener and to JDK Flight Recorder.
 *
 * <p><b>How.</b> {@link io.vecstore.internal.events.Events} hands {@link io.vecstore.StoreEvent}s to the
 * {@link io.vecstore.StoreListener}. The {@code ...Event} classes are Flight Recorder events in the category
 * {@code vecstore}, named {@code io.vecstore.Query}, {@code .Flush}, {@code .Compaction} and {@code .Recovery}; they cost
 * next to nothing while nobody records.
 *
 * <p><b>Rules.</b> A listener is called without any lock of the store, and never harms it. There is no metrics library
 * here: a listener or a recording is where one is attached.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.internal.events.Events}.
 */
@NullMarked
package io.vecstore.internal.events;

import org.jspecify.annotations.NullMarked;
