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

/** Stored snapshots of an open database. Thread-safe: one thing is done at a time, and no flush or compaction with it. */
public final class Snapshots {

    private final DatabaseEngine engine;
    private final Maintenance maintenance;
    private final InstantSource clock;
    private final Storage storage;
    private final SnapshotStore store;

    Snapshots(DatabaseEngine engine, Maintenance maintenance, EngineOptions options) {
        this.engine = engine;
        this.maintenance = maintenance;
        this.clock = options.clock();
        this.storage = options.storage();
        this.store = new SnapshotStore(storage, engine.directory());
    }

    /** Stores all that is committed now: flushes, then gives every file that is needed a second name. */
    public SnapshotInfo create(String name) {
        engine.requireWritable();
        return maintenance.exclusively(() -> {
            if (!engine.damaged().isEmpty()) {
                throw new ConflictException("cannot make a snapshot of database " + engine.directory()
                        + " while these collections are damaged: "
                        + String.join(", ", engine.damaged().keySet())
                        + "; have them repaired, or drop them");
            }
            Catalog[] catalog = new Catalog[1];
            long sequence = maintenance.flushTogether(() -> {
                catalog[0] = engine.catalog();
                return engine.collections();
            });
            long now = clock.millis();
            return store.create(new SnapshotHeader(name, sequence, now), catalog[0]);
        });
    }

    public List<SnapshotInfo> list() {
        engine.requireOpen();
        return store.list();
    }

    public void delete(String name) {
        engine.requireWritable();
        maintenance.exclusively(() -> {
            store.delete(name);
            return name;
        });
    }

    public void exportTo(String name, Optional<String> base, Path archive) {
        engine.requireOpen();
        maintenance.exclusively(() -> {
            store.exportTo(name, base, archive);
            return name;
        });
    }

    public SnapshotInfo importFrom(Path archive) {
        engine.requireWritable();
        return maintenance.exclusively(() -> store.importFrom(archive));
    }

    public void restoreTo(String name, Path target) {
        engine.requireOpen();
        maintenance.exclusively(() -> {
            store.restoreTo(name, target);
            return name;
        });
    }

    /**
     * Makes the database what it was. The collections of the snapshot are opened beside those that are there, under new
     * identities, and the catalog is swapped: that is the one moment at which the database changes. Commits in the log
     * are of the old identities, so that none is replayed.
     */
    public void restore(String name) {
        engine.requireWritable();
        maintenance.exclusively(() -> {
            SnapshotStore.Stored snapshot = store.require(name);
            snapshot.image().verify();
            Map<String, UUID> keys = new HashMap<>();
            snapshot.image().catalog().collections().keySet().forEach(each -> keys.put(each, UUID.randomUUID()));
            Map<String, CollectionEngine> restored = new HashMap<>();
            Map<String, UUID> replaced;
            try {
                snapshot.image().linkCollections(engine.directory(), keys);
                keys.forEach((each, key) -> restored.put(each, open(each, key)));
                replaced = maintenance.underCommitLock(() -> engine.replaceCollections(
                        keys, restored, snapshot.header().sequence()));
            } catch (RuntimeException | Error failed) {
                restored.values().forEach(CollectionEngine::close);
                keys.values().forEach(key -> discard(key, failed));
                throw failed;
            }
            replaced.values().forEach(this::deleteFolder);
            return name;
        });
    }

    private CollectionEngine open(String name, UUID key) {
        return CollectionEngine.open(name, key, storage, Recovery.folder(engine.directory(), key));
    }

    private void discard(UUID key, Throwable failed) {
        if (engine.hasCollection(key)) {
            return; // the catalog was swapped, and what failed came after
        }
        try {
            deleteFolder(key);
        } catch (RuntimeException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    private void deleteFolder(UUID key) {
        Image.deleteFolder(storage, Recovery.folder(engine.directory(), key));
    }
}
