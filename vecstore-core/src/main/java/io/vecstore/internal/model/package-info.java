/**
 * <b>What.</b> The parts of records and the changes to them, as all layers of the engine hand them around.
 *
 * <p><b>How.</b> {@link io.vecstore.VectorRecord} is the public face of {@link io.vecstore.internal.model.RecordData};
 * {@link io.vecstore.internal.model.WriteRequest} is what a caller asks for,
 * {@link io.vecstore.internal.model.WriteOperation} what the writer makes of it: the log encodes it, the MemTable applies
 * it. Operations carry whole records, so that replaying them needs nothing that a compaction may have dropped.
 *
 * <p><b>Rules.</b> Values are checked by {@link io.vecstore.internal.model.Texts} when a caller makes them, and trusted
 * from then on. Vectors are shared, never written to.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.internal.model.WriteOperation}.
 */
@NullMarked
package io.vecstore.internal.model;

import org.jspecify.annotations.NullMarked;
