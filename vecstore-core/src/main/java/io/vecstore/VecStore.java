package io.vecstore;

import java.nio.file.Path;

/**
 * The short form of a database: one folder, one collection. Thread-safe.
 *
 * <pre>{@code
 * try (VecStore store = VecStore.open(Path.of("notes"))) {
 *     store.collection().upsert(VectorRecord.builder("a").text("a lazy dog").build());
 *     store.collection().search(SearchRequest.lexical("dog", 10)).hits();
 * }
 * }</pre>
 */
public final class VecStore implements AutoCloseable {

    /** What the collection is called inside of the database. */
    public static final String COLLECTION = "default";

    private final VecDatabase database;
    private final VectorCollection collection;

    private VecStore(VecDatabase database, VectorCollection collection) {
        this.database = database;
        this.collection = collection;
    }

    /** Opens or makes the store in a folder; a new one gets {@link CollectionOptions#DEFAULT}. */
    public static VecStore open(Path folder) {
        return open(VecDatabase.open(folder), CollectionOptions.DEFAULT, false);
    }

    /**
     * Opens or makes the store in a folder.
     *
     * @throws io.vecstore.error.ConflictException if it was made with other options
     */
    public static VecStore open(Path folder, CollectionOptions options, DatabaseOptions databaseOptions) {
        return open(VecDatabase.open(folder, databaseOptions), options, true);
    }

    private static VecStore open(VecDatabase database, CollectionOptions options, boolean strict) {
        try {
            boolean exists = database.collectionNames().contains(COLLECTION);
            return new VecStore(
                    database,
                    exists && !strict ? database.collection(COLLECTION) : database.openCollection(COLLECTION, options));
        } catch (RuntimeException | Error failed) {
            database.close();
            throw failed;
        }
    }

    public VectorCollection collection() {
        return collection;
    }

    @Override
    public void close() {
        database.close();
    }
}
