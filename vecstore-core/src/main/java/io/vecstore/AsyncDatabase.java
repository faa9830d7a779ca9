package io.vecstore;

import io.vecstore.internal.store.AsyncExecutor;
import java.util.concurrent.CompletableFuture;

/** The long calls of a database, run and refused as those of {@link AsyncCollection} are. Thread-safe. */
public final class AsyncDatabase {

    private final VecDatabase database;
    private final AsyncExecutor executor;

    AsyncDatabase(VecDatabase database, AsyncExecutor executor) {
        this.database = database;
        this.executor = executor;
    }

    /** See {@link VecDatabase#createSnapshot}. */
    public CompletableFuture<SnapshotInfo> createSnapshot(String name) {
        return executor.submit(() -> database.createSnapshot(name));
    }

    /** See {@link VecDatabase#verify}. */
    public CompletableFuture<HealthReport> verify() {
        return executor.submit(database::verify);
    }
}
