package io.vecstore.internal.store;

import io.vecstore.error.CorruptDataException;
import io.vecstore.internal.io.Storage;
import io.vecstore.internal.wal.Wal;
import io.vecstore.internal.wal.WalReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The log of a database, read against what catalog and manifests know of it.
 *
 * @param directory the folder of the database
 */
record DatabaseLog(Storage storage, Path directory) {

    Path folder() {
        return directory.resolve(Recovery.LOG_FOLDER);
    }

    /** Begins the log of a database that is made of files, where the catalog says. */
    void begin(Catalog catalog) {
        WalReader.Recovered nothing = new WalReader.Recovered(catalog.logStart() - 1, Map.of(), 0, List.of());
        new Wal(storage, folder(), catalog.database(), nothing).close();
    }

    /**
     * Reads the log.
     *
     * @param flushed the newest commit in the segments of any collection: the log was synced up to it before
     * @throws CorruptDataException if commits that had been acknowledged cannot be read
     */
    WalReader.Recovered read(Catalog catalog, long flushed, WalReader.Visitor visitor) {
        boolean begun = !catalog.collections().isEmpty();
        WalReader.Recovered read = WalReader.read(
                        storage,
                        folder(),
                        new WalReader.Expected(catalog.database(), catalog.logStart(), begun),
                        visitor)
                .skippingTo(catalog.logStart());
        if (read.lastSequence() < flushed) {
            throw new CorruptDataException(
                    folder().toString(),
                    0,
                    "the log ends with commit " + read.lastSequence() + ", though there are segments up to commit "
                            + flushed + ": its end is missing");
        }
        return read;
    }
}
