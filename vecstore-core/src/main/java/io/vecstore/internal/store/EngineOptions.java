package io.vecstore.internal.store;

import io.vecstore.DatabaseOptions;
import io.vecstore.Durability;
import io.vecstore.internal.io.Storage;
import io.vecstore.internal.segment.BlockCache;
import java.time.InstantSource;

/**
 * How a database runs; for one that is opened once.
 *
 * @param storage the file system
 * @param user what the user chose
 * @param blocks what readers of single records have inflated
 */
public record EngineOptions(Storage storage, DatabaseOptions user, BlockCache blocks) {

    public EngineOptions(Storage storage, DatabaseOptions user) {
        this(storage, user, new BlockCache(user.blockCacheBytes()));
    }

    /** What expiry is measured by. */
    public InstantSource clock() {
        return user.clock();
    }

    /** When an acknowledged commit is on the medium. */
    public Durability durability() {
        return user.durability();
    }

    /** A MemTable that is larger is flushed. */
    public long memTableBytes() {
        return user.memTableBytes();
    }

    /** How many threads build one graph. */
    public int indexingThreads() {
        return user.indexingThreads();
    }
}
