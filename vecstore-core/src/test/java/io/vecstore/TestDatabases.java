package io.vecstore;

import io.vecstore.internal.io.Storage;
import io.vecstore.internal.store.DatabaseEngine;
import io.vecstore.internal.store.EngineOptions;
import java.nio.file.Path;

/** The door for tests to a database over a {@link Storage} of their own. */
public final class TestDatabases {

    private TestDatabases() {}

    /** Opens or makes the database in {@code folder} of {@code storage}. */
    public static VecDatabase open(Path folder, Storage storage, DatabaseOptions options) {
        return open(folder, new EngineOptions(storage, options));
    }

    /** Opens or makes the database in {@code folder}. */
    public static VecDatabase open(Path folder, EngineOptions options) {
        return new VecDatabase(DatabaseEngine.open(folder, options));
    }
}
