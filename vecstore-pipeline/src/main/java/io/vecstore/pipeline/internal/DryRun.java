package io.vecstore.pipeline.internal;

import io.vecstore.pipeline.internal.FileStep.Pending;
import io.vecstore.pipeline.internal.FileStep.Refused;
import io.vecstore.pipeline.internal.FileStep.Unreadable;
import io.vecstore.pipeline.internal.FileStep.Untouched;

/** Notes what carrying out a plan would do. Files are read, so that moves are known, but not parsed. */
final class DryRun {

    private final SyncPlan plan;
    private final Moves moves;
    private final SyncTally tally;

    DryRun(SyncPlan plan, Moves moves, SyncTally tally) {
        this.plan = plan;
        this.moves = moves;
        this.tally = tally;
    }

    /** Whether it came to the end; false if the thread was interrupted, which it then still is. */
    boolean run(FileExaminer examiner) {
        for (SyncPlan.Work work : plan.toRead()) {
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
            tally.started(work);
            switch (examiner.look(work)) {
                case Unreadable(var _, var reason) -> tally.failed(work, reason);
                case Untouched _ -> tally.unchanged(work);
                case Refused(var _, var failure) -> tally.refused(work, failure);
                case Pending(var _, var content) -> tally.stored(work, moves.claim(work, content.hash()), 0);
            }
        }
        moves.lost().forEach(tally::deleted);
        return true;
    }
}
