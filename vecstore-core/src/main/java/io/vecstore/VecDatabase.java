package io.vecstore;

import io.vecstore.error.ConflictException;
import io.vecstore.error.DatabaseLockedException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.error.NotFoundException;
import io.vecstore.internal.io.FileStorage;
import io.vecstore.internal.model.Texts;
import io.vecstore.internal.store.CollectionEngine;
import io.vecstore.internal.store.DatabaseEngine;
import io.vecstore.internal.store.Doctor;
import io.vecstore.internal.store.EngineOptions;
import io.vecstore.internal.store.Repair;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder of named collections, open for writing by this process alone. Thread-safe. Whatever is not closed properly
 * is recovered the next time.
 */
public final class VecDatabase implements AutoCloseable {

    /** The longest name of a collection, in UTF-16 units. */
    public static final int MAX_NAME_LENGTH = 255;

    private final DatabaseEngine engine;

    VecDatabase(DatabaseEngine engine) {
        this.engine = engine;
    }

    /** Opens the database in a folder with {@link DatabaseOptions#DEFAULT}. */
    public static VecDatabase open(Path folder) {
        return open(folder, DatabaseOptions.DEFAULT);
    }

    /**
     * Opens the database in a folder, making it where the folder is empty or does not exist.
     *
     * @throws DatabaseLockedException if another process, or another part of this one, has it open
     * @throws InvalidRequestException if the folder holds something else
     * @throws ConflictException if the database was written by a newer version; it is left as it is
     * @throws io.vecstore.error.CorruptDataException if the catalog or acknowledged commits in the log are damaged
     */
    public static VecDatabase open(Path folder, DatabaseOptions options) {
        return new VecDatabase(DatabaseEngine.open(folder, new EngineOptions(new FileStorage(), options)));
    }

    /**
     * Reads every file of a database that nobody has open and compares all checksums; changes nothing.
     *
     * @throws DatabaseLockedException if somebody has it open
     * @throws NotFoundException if there is no database in the folder
     */
    public static DoctorReport doctor(Path folder) {
        return Doctor.examine(folder, new FileStorage());
    }

    /**
     * Mends a database that nobody has open, as far as that is possible. Derived files are rebuilt. Collections whose
     * manifest, segments whose rows and logs whose commits are damaged are moved to the folder {@code set-aside} of the
     * database; of a log with a hole every commit that can be read is kept. What is lost is listed. Takes as much disk
     * as the damaged files do.
     *
     * @throws DatabaseLockedException if somebody has it open
     * @throws NotFoundException if there is no database in the folder
     * @throws ConflictException if the database was written by a newer version; it is left as it is
     */
    public static RepairReport repair(Path folder) {
        return Repair.run(folder, new FileStorage());
    }

    /**
     * What is known of the state of this database: quick, reads no file. Derived files that were found damaged are
     * answered without, rebuilt in the background, and listed until then.
     */
    public HealthReport health() {
        return engine.health();
    }

    /** Reads every file of every segment, has damaged derived files rebuilt, and tells what {@link #health} does. */
    public HealthReport verify() {
        return engine.verify();
    }

    /** The names of all collections, in order. */
    public List<String> collectionNames() {
        return engine.names();
    }

    /**
     * The collection called {@code name}.
     *
     * @throws NotFoundException if there is none
     * @throws io.vecstore.error.CorruptDataException if its files are damaged; the other collections are not affected
     */
    public VectorCollection collection(String name) {
        return new VectorCollection(engine, engine.collection(name));
    }

    /**
     * Makes a collection.
     *
     * @param name 1 to {@value #MAX_NAME_LENGTH} UTF-16 units; it is data and names no file
     * @throws ConflictException if there is one of that name
     */
    public VectorCollection createCollection(String name, CollectionOptions options) {
        Texts.requireId(name, "collection name");
        Texts.requireText(name, MAX_NAME_LENGTH, "collection name");
        return new VectorCollection(engine, engine.create(name, options));
    }

    /**
     * The collection called {@code name}, made with {@code options} where there is none.
     *
     * @throws ConflictException if there is one that was made with other options
     */
    public VectorCollection openCollection(String name, CollectionOptions options) {
        if (!engine.names().contains(name)) {
            return createCollection(name, options);
        }
        CollectionEngine existing = engine.collection(name);
        if (!existing.config().equals(options)) {
            throw new ConflictException("collection \"" + name + "\" was made with " + existing.config()
                    + " and cannot be opened with " + options + "; use its own options, or another name");
        }
        return new VectorCollection(engine, existing);
    }

    /**
     * Removes a collection and all that is in it.
     *
     * @throws NotFoundException if there is none of that name
     */
    public void dropCollection(String name) {
        engine.drop(name);
    }

    /** The folder. */
    public Path folder() {
        return engine.directory();
    }

    /** Syncs what is not yet on the medium and gives the folder free. Safe to call again. */
    @Override
    public void close() {
        engine.close();
    }
}
