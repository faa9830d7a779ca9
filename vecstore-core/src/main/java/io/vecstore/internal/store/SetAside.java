package io.vecstore.internal.store;

import io.vecstore.internal.io.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Where a repair puts what it takes away: {@code set-aside/N} in the database, N counting repairs, with the same paths
 * below it. Nothing there is ever read or deleted by the store.
 */
final class SetAside {

    static final String FOLDER = "set-aside";

    private final Storage storage;
    private final Path directory;
    private final Path target;

    SetAside(Storage storage, Path directory) {
        this.storage = storage;
        this.directory = directory;
        List<String> earlier = storage.list(directory.resolve(FOLDER));
        int number = 1;
        while (earlier.contains(Integer.toString(number))) {
            number++;
        }
        this.target = directory.resolve(FOLDER).resolve(Integer.toString(number));
    }

    /** Moves a file or folder of the database; returns where it is now, relative to the database. */
    Path move(Path path) {
        Path to = target.resolve(directory.relativize(path));
        Path folder = Objects.requireNonNull(to.getParent());
        storage.createDirectories(folder);
        storage.rename(path, to);
        storage.forceDirectory(folder);
        storage.forceDirectory(Objects.requireNonNull(path.getParent()));
        return directory.relativize(to);
    }
}
