package io.vecstore.internal.store;

import io.vecstore.BatchResult;
import io.vecstore.error.StorageException;
import io.vecstore.error.VecStoreException;
import io.vecstore.internal.wal.Wal;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Group commit. Writers queue up; whoever gets the lock writes down all that is queued as one frame of the log, syncs
 * once, applies, publishes. So commits are durable before they are visible, and visible before they are acknowledged.
 */
final class Committer {

    /** A group is closed when it has this many bytes, so that a frame stays small enough to be read at once. */
    private static final long MAX_GROUP_BYTES = 64L << 20;

    private final Wal wal;
    private final boolean syncEachCommit;
    private final InstantSource clock;
    private final DiskFloor floor;
    private final ReentrantLock lock = new ReentrantLock();
    /** Held for the moment in which commits become visible; never while waiting for the disk. */
    private final ReentrantLock publication = new ReentrantLock();

    private final ConcurrentLinkedQueue<PendingCommit> queue = new ConcurrentLinkedQueue<>();

    private volatile long logBytes;

    /**
     * @param clock what expiry is judged by when a commit depends on what is stored
     * @param floor refuses commits that there is no room for
     */
    Committer(Wal wal, boolean syncEachCommit, InstantSource clock, DiskFloor floor) {
        this.wal = wal;
        this.clock = clock;
        this.floor = floor;
        this.syncEachCommit = syncEachCommit;
    }

    /** The commit lock: its holder is the writer. */
    ReentrantLock lock() {
        return lock;
    }

    /** The log; under the lock. */
    Wal wal() {
        assert lock.isHeldByCurrentThread();
        return wal;
    }

    /** The number of the newest commit. */
    long newestSequence() {
        lock.lock();
        try {
            return wal.lastSequence();
        } finally {
            lock.unlock();
        }
    }

    /** What keeps the last of the disk free. */
    DiskFloor floor() {
        return floor;
    }

    /** Why no commit is accepted any more; empty while they are. */
    Optional<StorageException> failure() {
        return wal.failure();
    }

    /** Bytes in the current file of the log, as of the newest commit. */
    long logBytes() {
        return logBytes;
    }

    /** Commits, waiting for it; says what came of it. Not interruptible: the outcome has to be known. */
    BatchResult commit(PendingCommit commit) {
        queue.add(commit);
        lock.lock();
        try {
            while (!commit.isDone()) {
                commitGroup();
            }
        } finally {
            lock.unlock();
        }
        return commit.result();
    }

    private void commitGroup() {
        List<PendingCommit> group = takeGroup();
        if (group.isEmpty()) {
            return;
        }
        long first = wal.lastSequence() + 1;
        try {
            wal.append(group.stream().map(PendingCommit::body).toList(), syncEachCommit);
        } catch (VecStoreException refused) {
            group.forEach(commit -> commit.fail(refused));
            return;
        } catch (RuntimeException | Error bug) {
            giveUp(group, "commit " + first + " could not be appended", bug);
            throw bug;
        }
        logBytes = wal.currentFileBytes();
        try {
            apply(group, first);
        } catch (InternalError fault) {
            giveUp(
                    group,
                    "commit " + first + " is in the log, but: "
                            + typed(group, fault).getMessage(),
                    fault);
        } catch (RuntimeException | Error bug) {
            giveUp(group, "commit " + first + " is in the log but could not be applied", bug);
            throw bug;
        }
    }

    /** Nobody may wait for a commit that nobody will make. */
    private void giveUp(List<PendingCommit> group, String reason, Throwable bug) {
        wal.refuseWrites(reason, bug);
        group.stream().filter(commit -> !commit.isDone()).forEach(commit -> commit.fail(wal.refusal()));
    }

    /** The next commits that are valid. */
    private List<PendingCommit> takeGroup() {
        CommitGroup group = new CommitGroup(wal.lastSequence() + 1, clock.millis(), floor);
        while (group.byteSize() < MAX_GROUP_BYTES) {
            PendingCommit next = queue.poll();
            if (next == null) {
                break;
            }
            try {
                next.collections().forEach(collection -> collection.requireUncut(collection.newestView()));
                group.add(next);
            } catch (RuntimeException invalid) {
                next.fail(invalid);
            } catch (InternalError fault) {
                next.fail(typed(List.of(next), fault));
            } catch (OutOfMemoryError exhausted) {
                next.fail(outOfMemory(exhausted));
            }
        }
        return group.commits();
    }

    /** The error for commits that found a mapped file cut. */
    private static VecStoreException typed(List<PendingCommit> commits, InternalError fault) {
        return commits.stream()
                .flatMap(commit -> commit.collections().stream())
                .flatMap(collection -> collection.newestView().cutFile().stream())
                .map(VecStoreException.class::cast)
                .findFirst()
                .orElseGet(() -> new StorageException("read", "mapped memory", new IOException(fault)));
    }

    /** The error for a commit that the heap had no room for. */
    static StorageException outOfMemory(OutOfMemoryError exhausted) {
        return new StorageException(
                "commit to",
                "memory",
                new IOException(
                        "the heap is exhausted; write smaller batches, lower memTableBytes, or give the process more",
                        exhausted));
    }

    private void apply(List<PendingCommit> group, long first) {
        Set<CollectionEngine> touched = new LinkedHashSet<>();
        long sequence = first;
        for (PendingCommit commit : group) {
            for (PendingCommit.Change change : commit.changes()) {
                change.collection().apply(sequence, change.operations());
                touched.add(change.collection());
            }
            commit.succeed(sequence);
            sequence++;
        }
        publish(touched, sequence - 1);
    }

    private void publish(Set<CollectionEngine> touched, long sequence) {
        publication.lock();
        try {
            touched.forEach(collection -> collection.publish(sequence));
        } finally {
            publication.unlock();
        }
    }

    /** Runs {@code action} while no commit is visible in one collection and not yet in another. */
    <T> T betweenPublications(Supplier<T> action) {
        publication.lock();
        try {
            return action.get();
        } finally {
            publication.unlock();
        }
    }
}
