package io.vecstore.pipeline.internal;

import io.vecstore.pipeline.sync.FileFailure;
import io.vecstore.pipeline.sync.FileMove;
import io.vecstore.pipeline.sync.FileOutcome;
import io.vecstore.pipeline.sync.SyncListener;
import io.vecstore.pipeline.sync.SyncReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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

    SyncTally(SyncPlan plan, SyncListener listener, ProgressMeter meter) {
        this.listener = listener;
        this.meter = meter;
        this.unchanged = new ArrayList<>(plan.unchanged());
        this.failed = new ArrayList<>(plan.failed());
        this.skipped = new ArrayList<>(plan.skipped());
    }

    void started(SyncPlan.Work work) {
        listener.fileStarted(work.file().path());
    }

    void added(SyncPlan.Work work, int chunks) {
        added.add(work.file().path());
        finished(work, FileOutcome.ADDED, chunks);
    }

    void changed(SyncPlan.Work work, int chunks) {
        changed.add(work.file().path());
        finished(work, FileOutcome.CHANGED, chunks);
    }

    void moved(SyncPlan.Work work, String from, int chunks) {
        moved.add(new FileMove(from, work.file().path()));
        finished(work, FileOutcome.MOVED, chunks);
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

    void skipped(SyncPlan.Work work, String reason) {
        FileFailure failure = new FileFailure(work.file().path(), reason);
        skipped.add(failure);
        listener.fileSkipped(failure);
        done(work, 0);
    }

    private void done(SyncPlan.Work work, int chunks) {
        meter.fileDone(work.file().stat().size(), chunks);
        listener.progress(meter.now());
    }

    void deleted(String path) {
        deleted.add(path);
        listener.fileFinished(path, FileOutcome.DELETED);
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
