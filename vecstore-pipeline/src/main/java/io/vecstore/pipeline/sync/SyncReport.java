package io.vecstore.pipeline.sync;

import java.time.Duration;
import java.util.List;

/**
 * What a sync did; in a dry run, what it would do. Paths are relative to the folder, with slashes, in order.
 *
 * @param folder the folder's absolute path
 * @param added new documents
 * @param changed documents that were replaced
 * @param moved documents that stand under another path now
 * @param unchanged documents that are as they were
 * @param deleted documents whose files are gone
 * @param failed files that gave no document, in this sync or in an earlier one and not changed since
 * @param skipped files of formats that no parser reads, and those that were taken out by {@link
 *     io.vecstore.pipeline.RagPipeline#exclude}
 * @param work what it cost
 * @param interrupted whether the thread was interrupted before the end; what is listed was done, the next sync does
 *     the rest
 * @param dryRun whether nothing was written
 */
public record SyncReport(
        String folder,
        List<String> added,
        List<String> changed,
        List<FileMove> moved,
        List<String> unchanged,
        List<String> deleted,
        List<FileFailure> failed,
        List<FileFailure> skipped,
        Work work,
        boolean interrupted,
        boolean dryRun) {

    /**
     * What a sync cost.
     *
     * @param filesRead how many files were opened
     * @param bytesRead how much was read from them
     * @param chunksWritten how many chunks were stored
     * @param textsEmbedded how many texts went through the model; other chunks kept their vectors
     * @param elapsed the time from call to return
     */
    public record Work(int filesRead, long bytesRead, long chunksWritten, long textsEmbedded, Duration elapsed) {}

    /** Copies the lists. */
    public SyncReport {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        moved = List.copyOf(moved);
        unchanged = List.copyOf(unchanged);
        deleted = List.copyOf(deleted);
        failed = List.copyOf(failed);
        skipped = List.copyOf(skipped);
    }

    /** Whether every file is in the store as it is in the folder. */
    public boolean isComplete() {
        return failed.isEmpty() && !interrupted;
    }
}
