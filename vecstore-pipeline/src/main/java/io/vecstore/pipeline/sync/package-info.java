/**
 * <b>What.</b> What a sync of a folder is told, says on its way, and reports at its end.
 *
 * <p><b>How.</b> A document's key is the folder's URI and the path below it. Size and time decide whether a file is
 * looked into, the hash of its content whether it is processed, and the fingerprint of parser and splitter whether
 * what is stored is still what they would make.
 *
 * <p><b>Rules.</b> Names that begin with a dot are left out. Symbolic links are followed. A failure is remembered with
 * the file's hash, size and time, and not tried again before one of them changes. A document is deleted only if the
 * folder it was in could be listed.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.pipeline.sync.SyncReport}, then
 * {@link io.vecstore.pipeline.sync.SyncOptions}.
 */
@NullMarked
package io.vecstore.pipeline.sync;

import org.jspecify.annotations.NullMarked;
