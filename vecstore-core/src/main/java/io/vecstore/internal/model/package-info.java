/**
 * <b>What.</b> The parts of records and the changes to them, as all layers of the engine hand them around.
 *
 * <p><b>How.</b> {@link io.vecstore.VectorRecord} is the public face of {@link io.vecstore.internal.model.RecordData};
 * {@link io.vecstore.internal.model.WriteOperation} is data: the log encodes it, the MemTable applies it.
 *
 * <p><b>Rules.</b> Values are checked by {@link io.vecstore.internal.model.Texts} when a caller makes them, and trusted
 * from then on. Vectors are shared, never written to.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.internal.model.WriteOperation}.
 */
@NullMarked
package io.vecstore.internal.model;

import org.jspecify.annotations.NullMarked;
