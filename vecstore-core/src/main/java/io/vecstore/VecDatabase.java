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
import io.vecstore.internal.store.SnapshotStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A folder of named collections, open for writing by this process alone, or only for reading. Thread-safe. Whatever is
 * not closed properly is recovered the next time.
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

    /** Opens a database only to read it, with {@link DatabaseOptions#DEFAULT}. */
    public static VecDatabase openReadOnly(Path folder) {
        return openReadOnly(folder, DatabaseOptions.DEFAULT);
    }

    /**
     * Opens a database only to read it, while another process may be writing it; any number of processes can. It shows
     * the newest commit, and later ones after {@link #refresh}. It takes no lock and changes no file. What the writer
     * deletes meanwhile stays readable here. Every call that would write throws {@link InvalidRequestException}. A commit
     * may show shortly before it is durable, and be lost if the machine fails in that moment.
     *
     * @throws NotFoundException if there is no database in the folder
     * @throws ConflictException if the database was written by a newer version
     * @throws io.vecstore.error.CorruptDataException if the catalog or acknowledged commits in the log are damaged
     */
    public static VecDatabase openReadOnly(Path folder, DatabaseOptions options) {
        return new VecDatabase(DatabaseEngine.openReadOnly(folder, new EngineOptions(new FileStorage(), options)));
    }

    /**
     * Shows what another process has committed since this database was opened read-only or last refreshed. All
     * collections show one and the same commit; snapshots taken before stay as they are. Collections that were dropped,
     * or were replaced by a restore, are closed. Reading on in the log is quick; after a flush of the writer, files are
     * opened anew. Does nothing where this database is open for writing.
     *
     * @return whether there was anything new
     */
    public boolean refresh() {
        return engine.refresh();
    }

    /** Whether there is a database in a folder. It may be open, or damaged. */
    public static boolean exists(Path folder) {
        return Doctor.isDatabase(folder, new FileStorage());
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

    /**
     * Stores the database as it is at one commit, under a name, in the folder {@code snapshots} of the database.
     * Flushes first, then takes little time and space where the file system has hard links: a snapshot shares its files
     * with the database for as long as both use them. Writers and readers go on meanwhile.
     *
     * @param name 1 to {@value #MAX_NAME_LENGTH} UTF-16 units; it is data and names no file
     * @throws ConflictException if there is one of that name, or if a collection is damaged
     */
    public SnapshotInfo createSnapshot(String name) {
        Texts.requireId(name, "snapshot name");
        Texts.requireText(name, MAX_NAME_LENGTH, "snapshot name");
        return engine.snapshots().create(name);
    }

    /** The stored snapshots, in the order of their commits. */
    public List<SnapshotInfo> snapshots() {
        return engine.snapshots().list();
    }

    /** The stored snapshots of a database, whether it is open, closed, or too damaged to be opened. */
    public static List<SnapshotInfo> snapshots(Path folder) {
        return new SnapshotStore(new FileStorage(), folder).list();
    }

    /**
     * Makes the database what it was when the snapshot was made, in one step: after a crash it is either the old one or
     * the restored one. Later commits are lost. Collections that were taken from this object before are closed; take them
     * anew. Writes and transactions of other threads either came before, or end with a
     * {@link io.vecstore.error.ClosedException}.
     *
     * @throws NotFoundException if there is no snapshot of that name
     * @throws io.vecstore.error.CorruptDataException if the snapshot is damaged; the database is left as it is
     * @throws InvalidRequestException if this thread is running a transaction on the database
     */
    public void restoreSnapshot(String name) {
        engine.snapshots().restore(name);
    }

    /**
     * Makes a database of its own of a stored snapshot; {@code folder} may be open, closed, or too damaged to be opened.
     *
     * @param target a folder that is empty or does not exist; after a crash it is either that, or the whole database
     * @throws NotFoundException if there is no snapshot of that name
     * @throws io.vecstore.error.CorruptDataException if the snapshot is damaged
     * @throws InvalidRequestException if there is something in {@code target}
     */
    public static void restoreSnapshot(Path folder, String name, Path target) {
        new SnapshotStore(new FileStorage(), folder).restoreTo(name, target);
    }

    /**
     * Deletes a stored snapshot.
     *
     * @throws NotFoundException if there is none of that name
     */
    public void deleteSnapshot(String name) {
        engine.snapshots().delete(name);
    }

    /**
     * Writes a stored snapshot into one file: a zip archive with a SHA-256 of each file in it.
     *
     * @param archive a file that does not exist; it appears when it is complete
     * @throws ConflictException if it exists
     * @throws NotFoundException if there is no snapshot of that name
     */
    public void exportSnapshot(String name, Path archive) {
        engine.snapshots().exportTo(name, Optional.empty(), archive);
    }

    /**
     * Writes what a stored snapshot has and another one has not into an archive. It can be imported where the other one
     * is.
     *
     * @param base the name of the other one, an earlier one as a rule
     */
    public void exportSnapshot(String name, String base, Path archive) {
        engine.snapshots().exportTo(name, Optional.of(base), archive);
    }

    /**
     * Takes a snapshot from an archive, of this database or another one; {@link #restoreSnapshot} then makes it the
     * content. Nothing is left of an archive that is refused.
     *
     * @throws ConflictException if the snapshot, or one of its name, is there already, or if the archive's format is newer
     * @throws io.vecstore.error.CorruptDataException if the archive is truncated, damaged, or something else
     * @throws NotFoundException if there is no such file, or if the archive builds on a snapshot that is not there
     */
    public SnapshotInfo importSnapshot(Path archive) {
        return engine.snapshots().importFrom(archive);
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

    /**
     * Runs changes to any collections that are committed together at the end of {@code body}, or not at all if it throws.
     * Nobody else writes to the database while it runs, so that what it reads stays true: keep it short, and wait in it
     * for no other thread that writes. Collections cannot be made or dropped in it.
     *
     * @return the number of the commit; of the newest one if nothing was changed
     * @throws InvalidRequestException if this thread is running a transaction on the database already
     */
    public long transaction(Consumer<Transaction> body) {
        return engine.transact(transaction -> body.accept(new Transaction(engine, transaction)));
    }

    /** All collections as they are now, as of one commit; to be closed. */
    public DatabaseSnapshot snapshot() {
        return new DatabaseSnapshot(engine, engine.acquireAll());
    }

    /** The long calls of this database, as futures. */
    public AsyncDatabase async() {
        return new AsyncDatabase(this, engine.async());
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
