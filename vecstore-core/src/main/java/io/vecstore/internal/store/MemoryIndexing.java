package io.vecstore.internal.store;

import io.vecstore.error.ClosedException;
import io.vecstore.internal.segment.Leaf;
import io.vecstore.internal.segment.MemTable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that lets the graphs of MemTables grow behind the writers: a commit never waits for it, and a search scans
 * the rows that it has not come to.
 */
final class MemoryIndexing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryIndexing.class);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("vecstore-index").factory());
    private final Set<CollectionEngine> scheduled = ConcurrentHashMap.newKeySet();

    /** Has the graph of a collection's MemTable extended, if there are many vectors that are not in it. */
    void extendIfLarge(CollectionEngine collection) {
        if (collection.wantsGraph() && scheduled.add(collection)) {
            try {
                thread.execute(() -> extend(collection));
            } catch (RejectedExecutionException closing) {
                LOG.debug("no indexing any more: the database is being closed", closing);
            }
        }
    }

    private void extend(CollectionEngine collection) {
        try {
            while (collection.wantsGraph()) {
                View view = collection.acquire();
                try {
                    view.leaves().forEach(MemoryIndexing::extend);
                } finally {
                    view.release();
                }
            }
        } catch (ClosedException dropped) {
            LOG.debug("a collection was closed while its vectors were indexed", dropped);
        } catch (RuntimeException failed) {
            LOG.error("indexing vectors in memory failed, searches scan them: {}", failed.getMessage(), failed);
        } finally {
            scheduled.remove(collection);
        }
    }

    private static void extend(Leaf leaf) {
        if (leaf.segment() instanceof MemTable table) {
            table.extendGraph(leaf.recordLimit());
        }
    }

    /** Begins nothing more; what is going on ends when its collection is closed. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
