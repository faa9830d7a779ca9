package io.vecstore.internal.store;

import io.vecstore.SnapshotInfo;
import io.vecstore.error.ConflictException;
import io.vecstore.internal.io.Storage;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Stored snapshots of an open database. Thread-safe: one thing is done at a time, and no manifest changes meanwhile. */
public final class Snapshots {

    /** What of an open database a snapshot is made of and restored into. */
    record Parts(
            CollectionRegistry collections, Committer committer, WritePath writes, Upkeep upkeep, Lifetime lifetime) {}

    private final Path directory;
    private final CollectionRegistry collections;
    private final Committer committer;
    private final WritePath writes;
    private final Upkeep upkeep;
    private final Lifetime lifetime;
    private final Maintenance maintenance;
    private final InstantSource clock;
    private final EngineOptions options;
    private final Storage storage;
    private final SnapshotStore store;

    Snapshots(Path directory, EngineOptions options, Parts database) {
        this.directory = directory;
        this.collections = database.collections();
        this.committer = database.committer();
        this.writes = database.writes();
        this.upkeep = database.upkeep();
        this.lifetime = database.lifetime();
        this.maintenance = upkeep.maintenance();
        this.clock = options.clock();
        this.options = options;
        this.storage = options.storage();
        this.store = new SnapshotStore(storage, directory);
    }

    /** Stores all that is committed now: flushes, then gives every file that is needed a second name. */
    public SnapshotInfo create(String name) {
        lifetime.requireWritable();
        return maintenance.exclusively(() -> {
            if (!collections.damaged().isEmpty()) {
                throw new ConflictException("cannot make a snapshot of database " + directory
                        + " while these collections are damaged: "
                        + String.join(", ", collections.damaged().keySet())
                        + "; have them repaired, or drop them");
            }
            Catalog[] catalog = new Catalog[1];
            long sequence = maintenance.flushTogether(() -> {
                catalog[0] = collections.catalog();
                return collections.opened();
            });
            long now = clock.millis();
            return store.create(new SnapshotHeader(name, sequence, now), catalog[0]);
        });
    }

    public List<SnapshotInfo> list() {
        lifetime.requireOpen();
        return store.list();
    }

    public void delete(String name) {
        lifetime.requireWritable();
        maintenance.exclusively(() -> {
            store.delete(name);
            return name;
        });
    }

    public void exportTo(String name, Optional<String> base, Path archive) {
        lifetime.requireOpen();
        maintenance.exclusively(() -> {
            store.exportTo(name, base, archive);
            return name;
        });
    }

    public SnapshotInfo importFrom(Path archive) {
        lifetime.requireWritable();
        return maintenance.exclusively(() -> store.importFrom(archive));
    }

    public void restoreTo(String name, Path target) {
        lifetime.requireOpen();
        maintenance.exclusively(() -> {
            store.restoreTo(name, target);
            return name;
        });
    }

    /**
     * Makes the database what it was. The collections of the snapshot are opened beside those that are there, under new
     * identities, and the catalog is swapped: that is the one moment at which the database changes. Commits in the log
     * are of the old identities, so that none is replayed. Commits and transactions that are not in the log by then fail,
     * because their collections are closed.
     */
    public void restore(String name) {
        lifetime.requireWritable();
        writes.refuseInTransaction("restore snapshot \"" + name + "\"");
        upkeep.compactor().exclusively(() -> {
            SnapshotStore.Stored snapshot = store.require(name);
            snapshot.image().verify();
            Map<String, UUID> keys = new HashMap<>();
            snapshot.image().catalog().collections().keySet().forEach(each -> keys.put(each, UUID.randomUUID()));
            Map<String, CollectionEngine> restored = new HashMap<>();
            Map<String, UUID> replaced;
            try {
                snapshot.image().linkCollections(directory, keys);
                keys.forEach((each, key) -> restored.put(each, open(each, key)));
                replaced = maintenance.underCommitLock(
                        () -> swap(keys, restored, snapshot.header().sequence()));
            } catch (RuntimeException | Error failed) {
                restored.values().forEach(CollectionEngine::close);
                keys.values().forEach(key -> discard(key, failed));
                throw failed;
            }
            replaced.values().forEach(this::deleteFolder);
            return name;
        });
    }

    /**
     * Puts other collections, which are open, in the place of all that there are; under both locks. What is in the log
     * until now is needed by nobody any more.
     *
     * @param keys the identity of each new collection, by name
     * @param sequence the newest commit in them; the next one gets a higher number
     * @return the collections that were there, of which the files are the caller's to delete
     */
    private Map<String, UUID> swap(Map<String, UUID> keys, Map<String, CollectionEngine> restored, long sequence) {
        lifetime.requireOpen();
        long last = committer.wal().lastSequence();
        Map<String, UUID> replaced = collections.replaceAll(keys, restored, Math.max(last, sequence) + 1);
        if (sequence > last) {
            committer.wal().skipTo(sequence);
        }
        restored.values().forEach(each -> {
            each.publish(committer.wal().lastSequence());
            upkeep.adopt(each);
        });
        return replaced;
    }

    private CollectionEngine open(String name, UUID key) {
        Path folder = Recovery.folder(directory, key);
        return CollectionEngine.open(name, key, options, folder, Manifest.read(storage, folder, key));
    }

    private void discard(UUID key, Throwable failed) {
        if (maintenance.underCommitLock(
                () -> collections.catalog().collections().containsValue(key))) {
            return; // the catalog was swapped, and what failed came after
        }
        try {
            deleteFolder(key);
        } catch (RuntimeException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    private void deleteFolder(UUID key) {
        Image.deleteFolder(storage, Recovery.folder(directory, key));
    }
}
