package io.vecstore.internal.store;

import io.vecstore.error.CorruptDataException;
import io.vecstore.error.StorageException;
import io.vecstore.internal.io.Storage;
import io.vecstore.internal.wal.WalSalvage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Makes a catalog anew from the folders of the collections and the log, after the old one was lost. The names of the
 * collections are lost with it: they are numbered.
 */
final class CatalogSalvage {

    private static final String NAME_PREFIX = "recovered-";

    private CatalogSalvage() {}

    static Catalog salvage(Storage storage, Path directory) {
        TreeMap<String, UUID> collections = new TreeMap<>();
        long flushed = 0;
        for (String folder : storage.list(directory.resolve(Recovery.COLLECTIONS))) {
            Optional<UUID> key = key(folder);
            Optional<Manifest> manifest =
                    key.flatMap(each -> manifest(storage, Recovery.folder(directory, each), each));
            if (manifest.isPresent()) {
                collections.put(NAME_PREFIX + (collections.size() + 1), key.orElseThrow());
                flushed = Math.max(flushed, manifest.get().flushedSequence());
            }
        }
        Path log = directory.resolve(Recovery.LOG_FOLDER);
        UUID database = WalSalvage.database(storage, log).orElseGet(UUID::randomUUID);
        long start = WalSalvage.firstSequence(storage, log).orElse(flushed + 1);
        return new Catalog(database, start, collections, Map.of());
    }

    /** The identity that a folder is called by; empty for litter. */
    static Optional<UUID> key(String folder) {
        try {
            return Optional.of(UUID.fromString(folder));
        } catch (IllegalArgumentException litter) {
            return Optional.empty();
        }
    }

    private static Optional<Manifest> manifest(Storage storage, Path folder, UUID key) {
        try {
            return Optional.of(Manifest.read(storage, folder, key));
        } catch (CorruptDataException | StorageException lost) {
            return Optional.empty();
        }
    }
}
