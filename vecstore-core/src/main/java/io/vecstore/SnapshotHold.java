package io.vecstore;

import io.vecstore.internal.store.View;
import java.lang.ref.Cleaner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a snapshot keeps from being freed, apart from the snapshot: when that is garbage and was not closed, it is given
 * up all the same, and the log says where the snapshot was opened.
 */
final class SnapshotHold implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotHold.class);
    private static final Cleaner CLEANER =
            Cleaner.create(Thread.ofPlatform().daemon().name("vecstore-leaks").factory());

    private final String collection;
    private final View view;
    private final Throwable opened = new Throwable("opened here");
    private volatile boolean closed;

    private SnapshotHold(String collection, View view) {
        this.collection = collection;
        this.view = view;
    }

    /** Watches {@code owner}; the use of {@code view} is given up by the returned action or after {@code owner}. */
    static Runnable watch(Object owner, String collection, View view) {
        SnapshotHold hold = new SnapshotHold(collection, view);
        Cleaner.Cleanable cleanable = CLEANER.register(owner, hold);
        return () -> {
            hold.closed = true;
            cleanable.clean();
        };
    }

    /** Runs once: on close, or by the cleaner. */
    @Override
    public void run() {
        if (!closed) {
            LOG.warn(
                    "a snapshot of collection \"{}\" was not closed and kept memory and disk space; close it",
                    collection,
                    opened);
        }
        view.release();
    }
}
