/**
 * <b>What.</b> Snapshots as single files, to carry them elsewhere.
 *
 * <p><b>How.</b> An archive is a zip file, so that other tools can look into it. Its first entry {@code vecstore.json} is
 * the {@link io.vecstore.internal.archive.ArchiveIndex}: format, identity and commit of the snapshot, and for each file
 * path, length, SHA-256 and whether the archive holds it; an incremental archive leaves out what its base has. The other
 * entries are the files of the snapshot folder ({@code io.vecstore.internal.store}) under their paths.
 *
 * <p><b>Rules.</b> What is read is not trusted. Only files that the index names are unpacked, only paths that a snapshot
 * can have are accepted in it, no more bytes are written than it says, and every file's SHA-256 is compared. Both ways
 * write under another name until all is complete and synced. A format that is newer is refused.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.internal.archive.ArchiveIndex}, then
 * {@link io.vecstore.internal.archive.ArchiveReader}.
 */
@NullMarked
package io.vecstore.internal.archive;

import org.jspecify.annotations.NullMarked;
