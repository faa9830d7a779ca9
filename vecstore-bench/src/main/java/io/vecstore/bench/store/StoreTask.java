package io.vecstore.bench.store;

import java.nio.file.Path;
import java.util.List;

/**
 * What a worker process does.
 *
 * @param folder of the database
 * @param amount bytes of log, records or collections, by kind
 * @param dimension of the vectors
 * @param seconds how long the quiet searches are measured
 */
record StoreTask(Kind kind, Path folder, int amount, int dimension, double seconds) {

    enum Kind {
        /** Fills the log; the process then ends without closing the database. */
        CRASH,
        OPEN_AFTER_CRASH,
        COMPACT,
        MAKE_COLLECTIONS,
        OPEN_COLLECTIONS
    }

    List<Figure> run() throws Exception {
        return switch (kind) {
            case CRASH -> {
                var _ = CrashedStore.fill(folder, amount, dimension);
                yield List.of();
            }
            case OPEN_AFTER_CRASH -> CrashedStore.open(folder);
            case COMPACT -> CompactionReaders.measure(folder, amount, dimension, seconds);
            case MAKE_COLLECTIONS -> {
                IdleCollections.make(folder, amount, dimension);
                yield List.of();
            }
            case OPEN_COLLECTIONS -> IdleCollections.open(folder);
        };
    }
}
