package io.vecstore.internal.store;

import io.vecstore.internal.io.Storage;
import io.vecstore.internal.segment.SegmentCheck;
import io.vecstore.internal.segment.SegmentDirectory;
import io.vecstore.internal.segment.SegmentRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A database as files without a log: a catalog, and of each collection the manifest and the files that it names. A
 * snapshot is one, and a database that has been flushed is one beside its log.
 *
 * @param folder where it is
 * @param catalog its catalog
 */
record Image(Storage storage, Path folder, Catalog catalog) {

    static Image open(Storage storage, Path folder) {
        return new Image(storage, folder, Catalog.read(storage, folder));
    }

    private Manifest manifest(UUID key) {
        return Manifest.read(storage, Recovery.folder(folder, key), key);
    }

    /**
     * Gives all collections a second place, their names synced.
     *
     * @param keys the new identity of each collection, by its name
     */
    void linkCollections(Path target, Map<String, UUID> keys) {
        storage.createDirectories(target.resolve(Recovery.COLLECTIONS));
        catalog.collections().forEach((name, key) -> {
            UUID newKey = Objects.requireNonNull(keys.get(name));
            Path to = Recovery.folder(target, newKey);
            storage.createDirectories(to);
            Manifest manifest = manifest(key);
            for (SegmentRef ref : manifest.segments()) {
                new SegmentDirectory(storage, Recovery.folder(folder, key))
                        .files(ref)
                        .forEach(file -> storage.link(file, to.resolve(file.getFileName())));
            }
            manifest.commit(storage, to, newKey);
        });
        storage.forceDirectory(target.resolve(Recovery.COLLECTIONS));
    }

    /**
     * Reads all files that hold truth and compares their checksums.
     *
     * @throws io.vecstore.error.CorruptDataException if one is damaged
     */
    void verify() {
        catalog.collections().values().forEach(key -> {
            for (SegmentRef ref : manifest(key).segments()) {
                SegmentCheck.files(storage, Recovery.folder(folder, key), ref).stream()
                        .filter(file -> file.cost() != SegmentCheck.Cost.REBUILD)
                        .forEach(SegmentCheck::read);
            }
        });
    }

    /** Makes the names of all files durable. */
    void syncNames() {
        catalog.collections().values().forEach(key -> storage.forceDirectory(Recovery.folder(folder, key)));
        storage.forceDirectory(folder.resolve(Recovery.COLLECTIONS));
    }

    /** The paths of all files in the folder, with slashes. */
    List<String> paths() {
        List<String> paths = new ArrayList<>();
        paths.add(Catalog.NAME);
        catalog.collections().values().forEach(key -> {
            Path collection = Recovery.folder(folder, key);
            String prefix = Recovery.COLLECTIONS + "/" + key + "/";
            paths.add(prefix + Manifest.NAME);
            for (SegmentRef ref : manifest(key).segments()) {
                new SegmentDirectory(storage, collection)
                        .files(ref)
                        .forEach(file -> paths.add(prefix + file.getFileName()));
            }
        });
        return paths;
    }

    /** Deletes a folder that is an image, or a part of one, with all that is in it. */
    static void delete(Storage storage, Path folder) {
        Path collections = folder.resolve(Recovery.COLLECTIONS);
        for (String key : storage.list(collections)) {
            deleteFolder(storage, collections.resolve(key));
        }
        storage.delete(collections);
        deleteFolder(storage, folder);
    }

    /** Deletes a folder of files. */
    static void deleteFolder(Storage storage, Path folder) {
        storage.list(folder).forEach(name -> storage.delete(folder.resolve(name)));
        storage.delete(folder);
    }
}
