/**
 * <b>What.</b> How a sync works, and how chunks and documents are stored.
 *
 * <p><b>How.</b> {@link io.vecstore.pipeline.internal.FolderSync} reads top to bottom: a {@code FolderScan} is compared
 * with the {@code Ledger}, which lives in the metadata of the stored documents, and gives a {@code SyncPlan}. Files to
 * look into go through {@code FileExaminer} on a thread of its own ({@code ReadAhead}); {@code SyncRun} embeds what
 * they gave in groups and commits each file by itself through {@code DocumentWriter}.
 *
 * <p><b>Rules.</b> Not API. One commit per file, in the order of paths; a file's document, its chunks and what is known
 * of the file change together, so that there is no state in between. Nothing is deleted before all else is done.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.pipeline.internal.FolderSync}, then {@code SyncRun}.
 */
@NullMarked
package io.vecstore.pipeline.internal;

import org.jspecify.annotations.NullMarked;
