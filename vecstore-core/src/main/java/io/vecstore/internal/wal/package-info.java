/**
 * <b>What.</b> The write-ahead log of a database: what has been acknowledged and is not yet in a segment.
 *
 * <p><b>How.</b> One log serves all collections of a database, so that a commit over several of them is one record
 * and one sync. It is a chain of files {@code wal/<first sequence number, 16 hex digits>.log}:
 *
 * <pre>
 * file    header 40 bytes: magic "VSWRITES", format version u32, zero u32, database key u64 x 2,
 *         CRC-32C of the header so far u32, zero u32; then frames
 * frame   magic u32, payload length u32, durable sequence u64, CRC-32C of the payload u32,
 *         CRC-32C of the frame header so far u32; payload
 * payload none, at the end of a file that another one follows; else one or more commits: sequence u64, length u32, body ({@code PendingCommit}; the operations in it are those of
 *         {@code io.vecstore.internal.model.OperationCodec})
 * </pre>
 *
 * A frame is what one group of writers wrote in one go. Sequence numbers count commits without a gap, across files.
 * The durable sequence of a frame is the newest commit that was known to be on the medium when the frame was written.
 *
 * <p><b>Rules.</b> A new file is begun at each flush, after the old one was synced; files whose commits are all in
 * segments are deleted, oldest first. Recovery reads frames until one does not check out. If a later frame says that
 * the missing commits had been durable, acknowledged data is damaged: that is an error and nothing is changed.
 * Otherwise the rest was never promised, and the log is cut there. A file is ended by a frame without commits once the
 * next one is on the medium, so that the loss of the newest file is noticed as well; there is always one file, but in
 * the first moments of a database. One thread at a time; the caller holds the commit
 * lock.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.internal.wal.Wal}, then {@link io.vecstore.internal.wal.WalReader}.
 */
@NullMarked
package io.vecstore.internal.wal;

import org.jspecify.annotations.NullMarked;
