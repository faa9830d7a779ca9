package io.vecstore.internal.store;

import io.vecstore.CollectionOptions;
import io.vecstore.error.ConflictException;
import io.vecstore.error.NotFoundException;
import io.vecstore.error.VecStoreException;
import io.vecstore.internal.io.Storage;
import io.vecstore.internal.segment.DiskSegment;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The collections of a database, those that could not be opened, and the catalog that names them on disk. Looking up is
 * for any thread; what changes something, and {@link #catalog}, is for the holder of the commit lock.
 */
final class CollectionRegistry {

    private final Path directory;
    private final Storage storage;
    private final Map<String, CollectionEngine> collections;
    private final Map<String, VecStoreException> damaged;
    private Catalog catalog;

    CollectionRegistry(Path directory, Storage storage, Recovery.Recovered recovered) {
        this.directory = directory;
        this.storage = storage;
        this.catalog = recovered.catalog();
        this.collections = new ConcurrentHashMap<>(recovered.collections());
        this.damaged = new ConcurrentHashMap<>(recovered.damaged());
    }

    /** The names of all collections, damaged ones included. */
    List<String> names() {
        TreeSet<String> names = new TreeSet<>(collections.keySet());
        names.addAll(damaged.keySet());
        return List.copyOf(names);
    }

    /**
     * The collection called {@code name}.
     *
     * @throws NotFoundException if there is none
     * @throws VecStoreException what was wrong with its files when the database was opened
     */
    CollectionEngine require(String name) {
        VecStoreException damage = damaged.get(name);
        if (damage != null) {
            throw damage;
        }
        CollectionEngine collection = collections.get(name);
        if (collection == null) {
            throw new NotFoundException("database " + directory + " has no collection \"" + name + "\"; it has "
                    + (names().isEmpty() ? "none" : String.join(", ", names())));
        }
        return collection;
    }

    /** The collections that could be opened. */
    List<CollectionEngine> opened() {
        return List.copyOf(collections.values());
    }

    /** The collections that could be opened, by name, as a view of what changes. */
    Map<String, CollectionEngine> openedByName() {
        return collections;
    }

    /** The collections that could not be opened, and why. */
    Map<String, VecStoreException> damaged() {
        return Map.copyOf(damaged);
    }

    Catalog catalog() {
        return catalog;
    }

    /** Makes a collection that is empty as of commit {@code sequence}. */
    CollectionEngine create(String name, CollectionOptions config, long sequence) {
        if (collections.containsKey(name) || damaged.containsKey(name)) {
            throw new ConflictException("database " + directory + " already has a collection \"" + name + "\"");
        }
        UUID key = UUID.randomUUID();
        CollectionEngine made =
                CollectionEngine.create(name, key, storage, Recovery.folder(directory, key), config, sequence);
        storage.forceDirectory(directory.resolve(Recovery.COLLECTIONS));
        replaceCatalog(catalog.with(name, key));
        collections.put(name, made);
        return made;
    }

    /** Takes a collection out of the catalog; returns its folder, which is the caller's to delete. */
    Path remove(String name) {
        UUID key = catalog.collections().get(name);
        if (key == null) {
            throw new NotFoundException("database " + directory + " has no collection \"" + name + "\"");
        }
        replaceCatalog(catalog.without(name));
        damaged.remove(name);
        CollectionEngine dropped = collections.remove(name);
        if (dropped != null) {
            dropped.segments().forEach(DiskSegment::markObsolete);
            dropped.close();
        }
        return Recovery.folder(directory, key);
    }

    /**
     * Puts other collections, which are open, in the place of all that there are.
     *
     * @param keys the identity of each new collection, by name
     * @param logStart the first commit that they may need from the log
     * @return the collections that were there, of which the files are the caller's to delete
     */
    Map<String, UUID> replaceAll(Map<String, UUID> keys, Map<String, CollectionEngine> opened, long logStart) {
        Catalog before = catalog;
        replaceCatalog(new Catalog(before.database(), logStart, keys, flushed(opened.values())));
        List<CollectionEngine> replaced = opened();
        collections.clear();
        damaged.clear();
        collections.putAll(opened);
        replaced.forEach(CollectionEngine::close);
        return before.collections();
    }

    /** Notes that no commit before {@code sequence} is needed from the log any more, because of the manifests there are. */
    void startLogAt(long sequence) {
        replaceCatalog(new Catalog(catalog.database(), sequence, catalog.collections(), flushed(opened())));
    }

    private static Map<UUID, Long> flushed(Collection<CollectionEngine> collections) {
        return collections.stream().collect(Collectors.toMap(CollectionEngine::key, CollectionEngine::flushedSequence));
    }

    private void replaceCatalog(Catalog next) {
        next.commit(storage, directory);
        catalog = next;
    }

    /** Goes over to a newer state of a database that another process writes; collections that are in both stay. */
    void takeOver(Recovery.Recovered loaded) {
        Map<String, CollectionEngine> newer = loaded.collections();
        for (CollectionEngine known : opened()) {
            CollectionEngine update = newer.get(known.name());
            if (update != null && update.key().equals(known.key())) {
                known.adopt(update);
            } else {
                collections.remove(known.name());
                known.close();
            }
        }
        newer.forEach(collections::putIfAbsent);
        damaged.clear();
        damaged.putAll(loaded.damaged());
    }

    /** The newest view of every collection; the uses are the caller's to give up. */
    Map<CollectionEngine, View> acquireAll() {
        Map<CollectionEngine, View> views = new HashMap<>();
        try {
            collections.values().forEach(collection -> views.put(collection, collection.acquire()));
            return views;
        } catch (RuntimeException | Error failed) {
            views.values().forEach(View::release);
            throw failed;
        }
    }
}
