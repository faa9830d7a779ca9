package io.vecstore.internal.store;

import io.vecstore.BatchResult;
import io.vecstore.CollectionOptions;
import io.vecstore.CompactionProgress;
import io.vecstore.Durability;
import io.vecstore.HealthReport;
import io.vecstore.error.ConflictException;
import io.vecstore.error.NotFoundException;
import io.vecstore.error.StorageException;
import io.vecstore.error.VecStoreException;
import io.vecstore.internal.events.Events;
import io.vecstore.internal.io.Storage;
import io.vecstore.internal.model.WriteRequest;
import io.vecstore.internal.segment.DiskSegment;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A database that is open, for writing or only for reading. It refuses calls that do not suit its state, and hands the
 * others to {@link WritePath}, {@link CollectionRegistry}, {@link Upkeep} and {@link Snapshots}. Thread-safe.
 */
public final class DatabaseEngine implements AutoCloseable {

    private final Path directory;
    private final Storage storage;
    private final AutoCloseable lock;
    private final Optional<Follower> follower;
    private final InstantSource clock;
    private final Lifetime lifetime;
    private final CollectionRegistry collections;
    private final Committer committer;
    private final Upkeep upkeep;
    private final Maintenance maintenance;
    private final WritePath writes;
    private final Snapshots snapshots;
    private final AsyncExecutor async;
    private final Events events;

    DatabaseEngine(Path directory, EngineOptions options, AutoCloseable lock, Recovery.Recovered recovered) {
        this(directory, options, recovered, lock, Optional.empty());
        upkeep.start();
    }

    /** A database that is only read. */
    DatabaseEngine(Path directory, EngineOptions options, Follower follower, Recovery.Recovered loaded) {
        this(directory, options, loaded, () -> {}, Optional.of(follower));
    }

    private DatabaseEngine(
            Path directory,
            EngineOptions options,
            Recovery.Recovered recovered,
            AutoCloseable lock,
            Optional<Follower> follower) {
        this.directory = directory;
        this.storage = options.storage();
        this.lock = lock;
        this.follower = follower;
        this.clock = new ExpiryClock(options.clock());
        this.lifetime = new Lifetime(directory, follower.isPresent());
        this.collections = new CollectionRegistry(directory, storage, recovered);
        DiskFloor floor = new DiskFloor(storage, directory, options.user().diskFloorBytes());
        this.committer = new Committer(recovered.wal(), options.durability() instanceof Durability.Sync, clock, floor);
        this.events = new Events(options.user().listener(), options.user().slowQueryThreshold());
        this.upkeep = new Upkeep(options, collections, committer, lifetime, events);
        this.maintenance = upkeep.maintenance();
        this.writes = new WritePath(committer, upkeep, events, clock);
        this.snapshots = new Snapshots(
                directory, options, new Snapshots.Parts(collections, committer, writes, upkeep, lifetime));
        this.async =
                new AsyncExecutor(options.user().asyncThreads(), options.user().asyncQueue());
    }

    /** Opens the database in {@code directory}, making it where the folder is empty or missing. */
    public static DatabaseEngine open(Path directory, EngineOptions options) {
        return new Recovery(directory, options).open();
    }

    /** Opens a database only to read it, whether somebody writes it or not. */
    public static DatabaseEngine openReadOnly(Path directory, EngineOptions options) {
        return Follower.open(directory, options);
    }

    /**
     * Takes in what another process has committed since; does nothing where this one writes.
     *
     * @return whether there is anything new
     */
    public boolean refresh() {
        requireOpen();
        return follower.isPresent()
                && maintenance.exclusively(() -> {
                    requireOpen();
                    return follower.get().refresh(collections, committer);
                });
    }

    public Path directory() {
        return directory;
    }

    /** Tells what happens. */
    public Events events() {
        return events;
    }

    /** Runs searches, so that background work makes way for them. */
    public Searches searches() {
        return upkeep.searches();
    }

    /** Runs asynchronous calls. */
    public AsyncExecutor async() {
        return async;
    }

    /** What expiry is judged by; it never goes back. */
    public InstantSource clock() {
        return clock;
    }

    /** The names of all collections, damaged ones included. */
    public List<String> names() {
        return collections.names();
    }

    /**
     * The collection called {@code name}.
     *
     * @throws NotFoundException if there is none
     * @throws VecStoreException what was wrong with its files when the database was opened
     */
    public CollectionEngine collection(String name) {
        requireOpen();
        return collections.require(name);
    }

    /** Makes a collection; {@link ConflictException} if the name is taken. */
    public CollectionEngine create(String name, CollectionOptions config) {
        writes.refuseInTransaction("make collection \"" + name + "\"");
        return maintenance.underCommitLock(() -> {
            requireWritable();
            committer.wal().force(); // what the manifest says to be flushed must not be lost by a power cut
            CollectionEngine made =
                    collections.create(name, config, committer.wal().lastSequence());
            upkeep.adopt(made);
            return made;
        });
    }

    /** Removes a collection and its files, once no flush or compaction is going on. */
    public void drop(String name) {
        writes.refuseInTransaction("drop collection \"" + name + "\"");
        upkeep.compactor().exclusively(() -> {
            Path folder = maintenance.underCommitLock(() -> {
                requireWritable();
                return collections.remove(name);
            });
            for (String file : storage.list(folder)) {
                storage.delete(folder.resolve(file));
            }
            storage.delete(folder);
            return folder;
        });
    }

    /** Commits changes to one collection; returns once they are visible and as durable as the options say. */
    public long write(CollectionEngine collection, List<WriteRequest> requests) {
        requireWritable();
        return writes.write(collection, requests);
    }

    /** Commits like {@link #write} and says what became of each request. */
    public BatchResult execute(CollectionEngine collection, List<WriteRequest> requests, boolean skipConflicts) {
        requireWritable();
        return writes.execute(collection, requests, skipConflicts);
    }

    /**
     * Runs {@code body} as a transaction: what it changes is committed at its end, or dropped if it throws. Nobody else
     * commits meanwhile.
     *
     * @return the number of the commit; of the newest one if nothing was changed
     */
    public long transact(Consumer<WriteTransaction> body) {
        requireWritable();
        return writes.transact(this::collection, body);
    }

    /** The newest view of every collection, all as of the same commit; the uses are the caller's to give up. */
    public Map<CollectionEngine, View> acquireAll() {
        requireOpen();
        return committer.betweenPublications(collections::acquireAll);
    }

    /** Writes what is in memory into segments, and compacts as far as that is due. */
    public void flush(CollectionEngine collection) {
        requireWritable();
        upkeep.flush(collection);
    }

    /**
     * Merges everything into one segment without garbage.
     *
     * @param goOn told of the progress; false ends it, and nothing has changed
     * @return whether it came to its end
     */
    public boolean compact(CollectionEngine collection, Predicate<CompactionProgress> goOn) {
        requireWritable();
        return upkeep.compact(collection, goOn);
    }

    /** The segments of a collection as they are now. */
    public List<DiskSegment> segments(CollectionEngine collection) {
        return maintenance.underCommitLock(collection::segments);
    }

    /** The collections that could not be opened, and why. */
    public Map<String, VecStoreException> damaged() {
        return collections.damaged();
    }

    /** The collections that could be opened. */
    List<CollectionEngine> collections() {
        return collections.opened();
    }

    /** Why no commit is accepted any more; empty while they are. */
    Optional<StorageException> failure() {
        return committer.failure();
    }

    /** The stored snapshots. */
    public Snapshots snapshots() {
        return snapshots;
    }

    /** What keeps the files in shape. */
    Upkeep upkeep() {
        return upkeep;
    }

    /** The number of the newest commit. */
    long newestSequence() {
        return committer.newestSequence();
    }

    /** What is known of the state of the database. */
    public HealthReport health() {
        requireOpen();
        return new Health(this).report();
    }

    /** Reads all files of all segments, has damaged derived files rebuilt, and tells the state of the database. */
    public HealthReport verify() {
        requireOpen();
        return new Health(this).verify();
    }

    private void requireWritable() {
        lifetime.requireWritable();
    }

    private void requireOpen() {
        lifetime.requireOpen();
    }

    /** Flushes what is worth it, syncs the log, lets go of everything. Safe to call again. */
    @Override
    public void close() {
        lifetime.end(() -> {
            upkeep.stop();
            List<Runnable> steps = new ArrayList<>();
            steps.add(async::close);
            steps.addAll(upkeep.finalSteps());
            steps.add(this::closeFiles);
            steps.add(() -> Recovery.unlock(directory, lock));
            return steps;
        });
    }

    /** Once a merge that another thread runs has ended, for it reads what is given up here. */
    private void closeFiles() {
        upkeep.compactor()
                .exclusively(() -> maintenance.underCommitLock(() -> {
                    collections().forEach(CollectionEngine::close);
                    committer.wal().close();
                    return true;
                }));
    }
}
