package io.vecstore;

import io.vecstore.error.NotFoundException;
import io.vecstore.internal.store.CollectionEngine;
import io.vecstore.internal.store.DatabaseEngine;
import io.vecstore.internal.store.View;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All collections of a database as of one commit: a transaction over several of them shows in all or in none. Holds
 * memory and disk space of what has been replaced since, so close it. Thread-safe.
 */
public final class DatabaseSnapshot implements AutoCloseable {

    private final Map<String, Snapshot> collections = new TreeMap<>();
    private final long sequenceNumber;

    DatabaseSnapshot(DatabaseEngine database, Map<CollectionEngine, View> views) {
        views.forEach((engine, view) -> collections.put(engine.name(), Snapshot.watched(database, engine, view)));
        this.sequenceNumber =
                views.values().stream().mapToLong(View::sequence).max().orElse(0);
    }

    /** The number of the newest commit that shows; 0 where there is no collection. */
    public long sequenceNumber() {
        return sequenceNumber;
    }

    /** The names of the collections that could be opened, in order. */
    public List<String> collectionNames() {
        return List.copyOf(collections.keySet());
    }

    /**
     * The collection called {@code name}; ends with this snapshot.
     *
     * @throws NotFoundException if there was none
     */
    public Snapshot collection(String name) {
        Snapshot found = collections.get(name);
        if (found == null) {
            throw new NotFoundException("the snapshot has no collection \"" + name + "\"; it has "
                    + String.join(", ", collections.keySet()));
        }
        return found;
    }

    /** Gives all views free. Safe to call again. */
    @Override
    public void close() {
        collections.values().forEach(Snapshot::close);
    }
}
