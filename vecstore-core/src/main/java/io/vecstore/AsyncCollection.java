package io.vecstore;

import io.vecstore.error.CancelledException;
import io.vecstore.error.ClosedException;
import io.vecstore.error.OverloadedException;
import io.vecstore.internal.store.AsyncExecutor;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The long calls of a collection, run by a few threads of the database ({@link DatabaseOptions#asyncThreads}).
 * Thread-safe. No method here throws or waits: a call that cannot be taken returns a future that has failed with
 * {@link OverloadedException} or {@link ClosedException}, and what the call throws is what its future fails with.
 *
 * <p>Cancelling a future keeps a call from beginning. A search that is running then ends with a
 * {@link CancelledException} in its thread; a write, flush or compaction that is running comes to its end all the same.
 * What is attached to a future with {@code then...} may run in a thread of the database: hand long work on to another
 * executor.
 */
public final class AsyncCollection {

    private final VectorCollection collection;
    private final AsyncExecutor executor;

    AsyncCollection(VectorCollection collection, AsyncExecutor executor) {
        this.collection = collection;
        this.executor = executor;
    }

    /** See {@link VectorCollection#search}. */
    public CompletableFuture<SearchResult> search(SearchRequest request) {
        return executor.submit(() -> collection.search(request));
    }

    /** See {@link VectorCollection#write}; the batch is taken as it is now. */
    public CompletableFuture<Long> write(WriteBatch batch) {
        WriteBatch copy = batch.copy();
        return executor.submit(() -> collection.write(copy));
    }

    /** See {@link VectorCollection#execute}; the batch is taken as it is now. */
    public CompletableFuture<BatchResult> execute(WriteBatch batch) {
        WriteBatch copy = batch.copy();
        return executor.submit(() -> collection.execute(copy));
    }

    /** See {@link VectorCollection#flush}; completes with the number of the newest commit before it. */
    public CompletableFuture<Long> flush() {
        return maintained(collection::flush);
    }

    /** See {@link VectorCollection#compact}; completes with the number of the newest commit before it. */
    public CompletableFuture<Long> compact() {
        return maintained(collection::compact);
    }

    private CompletableFuture<Long> maintained(Runnable action) {
        Supplier<Long> numbered = () -> {
            long newest = collection.sequenceNumber();
            action.run();
            return newest;
        };
        return executor.submit(numbered);
    }
}
