package io.vecstore.internal.store;

import io.vecstore.StoreEvent;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.error.StorageException;
import io.vecstore.error.VecStoreException;
import io.vecstore.internal.events.Events;
import io.vecstore.internal.events.RecoveryEvent;
import io.vecstore.internal.io.Storage;
import io.vecstore.internal.wal.Wal;
import io.vecstore.internal.wal.WalReader;
import io.vecstore.internal.wal.WalSalvage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a database: lock, catalog, the manifest and segments of each collection, then the commits in the log that are
 * newer. Nothing that was promised is changed by it, so a crash here is followed by the same recovery.
 */
final class Recovery {

    /** What was found. */
    record Recovered(
            Catalog catalog,
            Map<String, CollectionEngine> collections,
            Map<String, VecStoreException> damaged,
            Wal wal) {}

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    static final String LOCK = "LOCK";
    static final String COLLECTIONS = "collections";
    static final String LOG_FOLDER = "wal";
    /** What a folder may hold that is to become a database: traces of an attempt, and what file managers leave. */
    private static final Set<String> NO_OBSTACLE =
            Set.of(LOCK, COLLECTIONS, LOG_FOLDER, Catalog.TEMPORARY, ".DS_Store", "Thumbs.db", "desktop.ini");

    private final Path directory;
    private final EngineOptions options;
    private final Storage storage;
    private final Map<String, CollectionEngine> collections = new HashMap<>();
    private final Map<String, VecStoreException> damaged = new HashMap<>();

    Recovery(Path directory, EngineOptions options) {
        this.directory = directory;
        this.options = options;
        this.storage = options.storage();
    }

    static Path folder(Path directory, UUID collection) {
        return directory.resolve(COLLECTIONS).resolve(collection.toString());
    }

    DatabaseEngine open() {
        long start = System.nanoTime();
        RecoveryEvent event = new RecoveryEvent();
        event.begin();
        requireUsable();
        createFolder();
        DatabaseEngine opened = openLocked(storage.lock(directory.resolve(LOCK), holder()));
        tell(opened, event, start);
        return opened;
    }

    private static void tell(DatabaseEngine opened, RecoveryEvent event, long start) {
        Map<String, String> reasons = new HashMap<>();
        opened.damaged().forEach((name, damage) -> reasons.put(name, damage.getMessage()));
        List<String> names = opened.collections().stream()
                .map(CollectionEngine::name)
                .sorted()
                .toList();
        event.sequenceNumber = opened.newestSequence();
        event.collections = names.size();
        event.damaged = reasons.size();
        event.commit();
        opened.events().tell(new StoreEvent.Recovered(event.sequenceNumber, names, reasons, Events.since(start)));
    }

    /** Opens a database of which the caller holds the lock; it passes to the engine, or is given up. */
    DatabaseEngine openLocked(AutoCloseable lock) {
        try {
            return new DatabaseEngine(directory, options, lock, recover());
        } catch (RuntimeException | Error failed) {
            collections.values().forEach(CollectionEngine::close);
            unlock(directory, lock);
            throw failed;
        }
    }

    /** Makes the folder of a new database, and has its name and those of folders made for it survive a power cut. */
    private void createFolder() {
        if (storage.exists(directory.resolve(Catalog.NAME))) {
            return;
        }
        List<Path> parents = new ArrayList<>();
        Path parent = directory.toAbsolutePath().getParent();
        while (parent != null) {
            parents.add(parent);
            parent = storage.exists(parent) ? null : parent.getParent();
        }
        storage.createDirectories(directory);
        parents.forEach(storage::forceDirectory);
    }

    /** Refuses a folder that holds something else, before anything is written into it. */
    private void requireUsable() {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new InvalidRequestException(
                    directory + " is a file, not the folder of a database; name a folder that is empty or new");
        }
        List<String> names = storage.list(directory);
        if (names.contains(Catalog.NAME) || Doctor.hasLostCatalog(directory, storage)) {
            return;
        }
        for (String name : names) {
            if (!NO_OBSTACLE.contains(name)) {
                throw new InvalidRequestException(directory + " is not a vecstore database: it holds \"" + name
                        + "\" and no " + Catalog.NAME + "; name a folder that is empty or new");
            }
        }
    }

    private Recovered recover() {
        Catalog catalog = Remedy.named(this::catalog);
        removeLitter(catalog);
        catalog.collections().forEach((name, key) -> openCollection(catalog, name, key));
        DatabaseLog log = new DatabaseLog(storage, directory);
        LogReplay replay = new LogReplay(collections.values());
        WalReader.Recovered read = Remedy.named(() -> log.read(catalog, flushedSequence(), replay));
        Wal wal = new Wal(storage, log.folder(), catalog.database(), read);
        collections.values().forEach(collection -> collection.publish(wal.lastSequence()));
        return new Recovered(catalog, collections, damaged, wal);
    }

    /** The newest commit that is in the segments of a collection. */
    private long flushedSequence() {
        return collections.values().stream()
                .mapToLong(CollectionEngine::flushedSequence)
                .max()
                .orElse(0);
    }

    private Catalog catalog() {
        if (storage.exists(directory.resolve(Catalog.NAME)) || Doctor.hasLostCatalog(directory, storage)) {
            return Catalog.read(storage, directory);
        }
        storage.createDirectories(directory.resolve(COLLECTIONS));
        storage.createDirectories(directory.resolve(LOG_FOLDER));
        Catalog made = new Catalog(UUID.randomUUID(), 1, Map.of(), Map.of());
        made.commit(storage, directory);
        return made;
    }

    /** Deletes what unfinished work has left: half a snapshot, collections that were not yet or are no longer named. */
    private void removeLitter(Catalog catalog) {
        new SnapshotStore(storage, directory).removeLitter();
        for (String name : storage.list(directory.resolve(COLLECTIONS))) {
            CatalogSalvage.key(name)
                    .filter(key -> !catalog.collections().containsValue(key))
                    .ifPresent(this::removeCollection);
        }
    }

    private void removeCollection(UUID key) {
        try {
            LOG.info("deleting {}, a collection that the catalog does not name", folder(directory, key));
            Image.deleteFolder(storage, folder(directory, key));
        } catch (StorageException refused) {
            LOG.warn("leaving {} where it is: {}", folder(directory, key), refused.getMessage());
        }
    }

    /** One collection that does not open keeps none of the others closed. */
    private void openCollection(Catalog catalog, String name, UUID key) {
        try {
            Path folder = folder(directory, key);
            Manifest manifest = catalog.readManifest(storage, folder, key);
            collections.put(name, CollectionEngine.open(name, key, options, folder, manifest));
        } catch (VecStoreException damage) {
            LOG.error("collection \"{}\" cannot be opened, the others can: {}", name, damage.getMessage());
            damaged.put(name, Remedy.with(damage));
        }
    }

    /** What a log with holes gave. */
    record SalvagedDatabase(DatabaseEngine engine, WalSalvage.Salvaged salvaged) {}

    /**
     * Opens a database whose log has holes with all commits that can be read, and begins a new log after them. The old
     * files stay: they are the caller's to remove once everything is flushed. The lock passes to the engine.
     */
    SalvagedDatabase openSalvaged(Catalog catalog, AutoCloseable lock) {
        catalog.collections().forEach((name, key) -> openCollection(catalog, name, key));
        Path log = directory.resolve(LOG_FOLDER);
        WalSalvage.Salvaged salvaged =
                WalSalvage.read(storage, log, catalog.logStart(), new LogReplay(collections.values()));
        long last = Math.max(salvaged.lastSequence(), flushedSequence()); // later commits must not count as flushed
        Wal wal = new Wal(storage, log, catalog.database(), new WalReader.Recovered(last, Map.of(), 0, List.of()));
        collections.values().forEach(collection -> collection.publish(wal.lastSequence()));
        Recovered recovered = new Recovered(catalog, collections, damaged, wal);
        return new SalvagedDatabase(new DatabaseEngine(directory, options, lock, recovered), salvaged);
    }

    /** What another process is told about this one. */
    static String holder() {
        return "process " + ProcessHandle.current().pid() + " on " + host() + " since " + Instant.now();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "this host";
        }
    }

    static void unlock(Path directory, AutoCloseable lock) {
        try {
            lock.close();
        } catch (IOException refused) {
            throw new StorageException("unlock", directory.toString(), refused);
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
