package io.vecstore.internal.store;

import io.vecstore.BatchResult;
import io.vecstore.StoreEvent;
import io.vecstore.internal.events.Events;
import io.vecstore.internal.model.WriteRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a write goes through: the gate, the group commit, the upkeep that it makes due, and whoever listens. Thread-safe. */
final class WritePath {

    private final WriteGate gate = new WriteGate();
    private final Committer committer;
    private final Upkeep upkeep;
    private final Events events;
    private final InstantSource clock;

    WritePath(Committer committer, Upkeep upkeep, Events events, InstantSource clock) {
        this.committer = committer;
        this.upkeep = upkeep;
        this.events = events;
        this.clock = clock;
    }

    /** Refuses what cannot be part of a transaction, if this thread is running one. */
    void refuseInTransaction(String attempted) {
        gate.refuseInTransaction(attempted);
    }

    /** Commits changes to one collection; returns once they are visible and as durable as the options say. */
    long write(CollectionEngine collection, List<WriteRequest> requests) {
        try {
            return commit(PendingCommit.of(collection, requests), collection).sequenceNumber();
        } catch (OutOfMemoryError exhausted) {
            throw Committer.outOfMemory(exhausted);
        }
    }

    /** Commits like {@link #write} and says what became of each request. */
    BatchResult execute(CollectionEngine collection, List<WriteRequest> requests, boolean skipConflicts) {
        try {
            return commit(new PendingCommit(new PendingCommit.Demand(collection, requests, skipConflicts)), collection);
        } catch (OutOfMemoryError exhausted) {
            throw Committer.outOfMemory(exhausted);
        }
    }

    private BatchResult commit(PendingCommit commit, CollectionEngine collection) {
        long start = System.nanoTime();
        BatchResult result = gate.single(() -> committer.commit(commit));
        upkeep.afterCommit(List.of(collection));
        tell(result.sequenceNumber(), commit.changes(), start);
        return result;
    }

    /**
     * Runs {@code body} as a transaction: what it changes is committed at its end, or dropped if it throws. Nobody else
     * commits meanwhile.
     *
     * @param collections finds a collection by its name
     * @return the number of the commit; of the newest one if nothing was changed
     */
    long transact(Function<String, CollectionEngine> collections, Consumer<WriteTransaction> body) {
        long start = System.nanoTime();
        List<PendingCommit.Change> changed = new ArrayList<>();
        long sequence = gate.transaction(() -> {
            long newest = committer.newestSequence();
            try (WriteTransaction transaction = new WriteTransaction(newest + 1, clock.millis(), collections)) {
                body.accept(transaction);
                changed.addAll(transaction.changes());
                return changed.isEmpty()
                        ? newest
                        : committer.commit(new PendingCommit(changed)).sequenceNumber();
            }
        });
        if (!changed.isEmpty()) {
            upkeep.afterCommit(
                    changed.stream().map(PendingCommit.Change::collection).toList());
            tell(sequence, changed, start);
        }
        return sequence;
    }

    private void tell(long sequence, List<PendingCommit.Change> changes, long start) {
        events.tell(new StoreEvent.Committed(
                sequence,
                changes.stream().map(change -> change.collection().name()).toList(),
                changes.stream().mapToInt(change -> change.operations().size()).sum(),
                Events.since(start)));
    }
}
