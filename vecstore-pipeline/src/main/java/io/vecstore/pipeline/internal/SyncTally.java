package io.vecstore.pipeline.internal;

import io.vecstore.pipeline.sync.FileFailure;
import io.vecstore.pipeline.sync.FileMove;
import io.vecstore.pipeline.sync.FileOutcome;
import io.vecstore.pipeline.sync.SyncListener;
import io.vecstore.pipeline.sync.SyncReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Notes what became of each file, tells the listener, and makes the report. For one sync, in one thread. */
final class SyncTally {

    private final SyncListener listener;
    private final ProgressMeter meter;
    private final List<String> added = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private final List<FileMove> moved = new ArrayList<>();
    private final List<String> unchanged;
    private final List<String> deleted = new ArrayList<>();
    private final List<FileFailure> failed;
    private final List<FileFailure> skipped;
    private long chunksWritten;

    /** @param nanos a clock such as {@link System#nanoTime} */
    SyncTally(SyncPlan plan, SyncListener listener, LongSupplier nanos) {
        this.listener = listener;
        this.meter = new ProgressMeter(plan.toRead().size(), plan.bytesToRead(), nanos);
        this.unchanged = new ArrayList<>(plan.unchanged());
        this.failed = new ArrayList<>(plan.failed());
        this.skipped = new ArrayList<>(plan.skipped());
    }

    void started(SyncPlan.Work work) {
        listener.fileStarted(work.file().path());
    }

    /** A document has been stored that is new, or replaces its older version, or the one it has moved from. */
    void stored(SyncPlan.Work work, Optional<LedgerEntry> movedFrom, int chunks) {
        String path = work.file().path();
        if (movedFrom.isPresent()) {
            moved.add(new FileMove(movedFrom.get().path(), path));
            finished(work, FileOutcome.MOVED, chunks);
        } else if (work.isKnown()) {
            changed.add(path);
            finished(work, FileOutcome.CHANGED, chunks);
        } else {
            added.add(path);
            finished(work, FileOutcome.ADDED, chunks);
        }
    }

    void unchanged(SyncPlan.Work work) {
        unchanged.add(work.file().path());
        finished(work, FileOutcome.UNCHANGED, 0);
    }

    private void finished(SyncPlan.Work work, FileOutcome outcome, int chunks) {
        chunksWritten += chunks;
        listener.fileFinished(work.file().path(), outcome);
        done(work, chunks);
    }

    void failed(SyncPlan.Work work, String reason) {
        FileFailure failure = new FileFailure(work.file().path(), reason);
        failed.add(failure);
        listener.fileFailed(failure);
        done(work, 0);
    }

    /** The content was refused, now or in an earlier sync. */
    void refused(SyncPlan.Work work, RememberedFailure failure) {
        if (!failure.isSkipped()) {
            failed(work, failure.reason());
            return;
        }
        FileFailure reason = failure.of(work.file().path());
        skipped.add(reason);
        listener.fileSkipped(reason);
        done(work, 0);
    }

    private void done(SyncPlan.Work work, int chunks) {
        meter.fileDone(work.file().stat().size(), chunks);
        listener.progress(meter.now());
    }

    /** An entry was removed; where it was only a remembered failure, nobody needs to know. */
    void deleted(LedgerEntry entry) {
        if (entry.content().isPresent()) {
            deleted.add(entry.path());
            listener.fileFinished(entry.path(), FileOutcome.DELETED);
        }
    }

    /** A part of a group has been embedded. */
    void progress(long bytes, long chunks) {
        listener.progress(meter.now(bytes, chunks));
    }

    long chunksWritten() {
        return chunksWritten;
    }

    SyncReport report(String folder, SyncReport.Work work, boolean interrupted, boolean dryRun) {
        Comparator<FileFailure> byPath = Comparator.comparing(FileFailure::path);
        unchanged.sort(Comparator.naturalOrder());
        deleted.sort(Comparator.naturalOrder());
        failed.sort(byPath);
        skipped.sort(byPath);
        return new SyncReport(
                folder, added, changed, moved, unchanged, deleted, failed, skipped, work, interrupted, dryRun);
    }
}
