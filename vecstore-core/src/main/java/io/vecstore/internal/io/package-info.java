/**
 * <b>What.</b> Bytes: the one door to the file system, the one binary writer and reader, and the frame that
 * every segment file shares.
 *
 * <p><b>How.</b> {@link io.vecstore.internal.io.Storage} is an interface so that tests can lose, tear and fail
 * writes; {@link io.vecstore.internal.io.FileStorage} is the only implementation that ships. Everything on disk
 * is little-endian ({@link io.vecstore.internal.io.Layouts}). A segment file is
 *
 * <pre>
 * header  64 bytes: magic "VECSTORE", kind (4 ASCII), format version u32, segment key u64 x 2, zeros
 * body    written by the kind's own writer, 64-byte aligned at its start
 * footer  32 bytes: body length u64, CRC-32C of header and body u32, zero u32,
 *         magic "VSFOOTER", CRC-32C of the footer so far u32, zero u32
 * </pre>
 *
 * <p><b>Rules.</b> Files that are mapped never change. Lengths read from disk are checked before anything is
 * allocated or sliced; what does not fit is a {@link io.vecstore.error.CorruptDataException} with path and offset.
 * No operation here is interruptible: an interrupt never closes a file.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.internal.io.Storage}, then
 * {@link io.vecstore.internal.io.FramedFile}.
 */
@NullMarked
package io.vecstore.internal.io;

import org.jspecify.annotations.NullMarked;
