package io.vecstore.internal.store;

import io.vecstore.error.ClosedException;
import io.vecstore.internal.model.WriteOperation;
import io.vecstore.internal.model.WriteRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Commits that go into the log together. Each is judged as if those before it had been applied; one that turns out
 * invalid leaves no trace. For the writer, under the commit lock.
 */
final class CommitGroup {

    private final long first;
    private final long now;
    private final DiskFloor floor;
    private final List<PendingCommit> commits = new ArrayList<>();
    private final Map<CollectionEngine, Integer> dimensions = new HashMap<>();
    /** Made once a commit has to be looked up: most groups do without. */
    private final Map<CollectionEngine, Staged> staged = new HashMap<>();

    private boolean staging;
    private long bytes;

    /**
     * @param first the sequence number of the first commit
     * @param now the time that expiry is judged by, in milliseconds since the epoch
     * @param floor refuses what there is no room for
     */
    CommitGroup(long first, long now, DiskFloor floor) {
        this.first = first;
        this.now = now;
        this.floor = floor;
    }

    List<PendingCommit> commits() {
        return commits;
    }

    /** Bytes of all bodies. */
    long byteSize() {
        return bytes;
    }

    /** Takes a commit. Throws a {@link io.vecstore.error.VecStoreException} if it cannot be done. */
    void add(PendingCommit commit) {
        PendingCommit.Demand demand = commit.demand();
        if (demand != null) {
            requireOpen(demand.collection());
            resolve(commit, demand);
        }
        Map<CollectionEngine, Integer> after = validate(commit);
        floor.check(commit);
        dimensions.putAll(after);
        if (staging) {
            stage(commit, first + commits.size());
        }
        commits.add(commit);
        bytes += commit.body().length;
    }

    private void resolve(PendingCommit commit, PendingCommit.Demand demand) {
        if (!staging) {
            staging = true;
            for (int i = 0; i < commits.size(); i++) {
                stage(commits.get(i), first + i);
            }
        }
        Staged own = new Staged(staged(demand.collection()));
        Resolver resolver = new Resolver(own, first + commits.size(), now, demand.skipConflicts());
        for (WriteRequest request : demand.requests()) {
            resolver.resolve(request);
        }
        commit.resolve(demand.collection(), resolver);
    }

    private void stage(PendingCommit commit, long sequence) {
        for (PendingCommit.Change change : commit.changes()) {
            Staged rows = staged(change.collection());
            for (WriteOperation operation : change.operations()) {
                rows.add(operation, sequence);
            }
        }
    }

    private Staged staged(CollectionEngine collection) {
        return staged.computeIfAbsent(collection, each -> new Staged(each.newestView()));
    }

    private Map<CollectionEngine, Integer> validate(PendingCommit commit) {
        Map<CollectionEngine, Integer> after = new HashMap<>();
        for (PendingCommit.Change change : commit.changes()) {
            CollectionEngine collection = change.collection();
            requireOpen(collection);
            int before = after.getOrDefault(collection, dimensions.getOrDefault(collection, collection.dimension()));
            after.put(collection, collection.checkDimension(before, change.operations()));
        }
        return after;
    }

    private static void requireOpen(CollectionEngine collection) {
        if (collection.isClosed()) {
            throw new ClosedException("collection \"" + collection.name() + "\" is closed");
        }
    }
}
