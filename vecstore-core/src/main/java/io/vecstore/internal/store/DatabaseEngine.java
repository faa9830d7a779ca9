package io.vecstore.internal.store;

import io.vecstore.BatchResult;
import io.vecstore.CollectionOptions;
import io.vecstore.CompactionProgress;
import io.vecstore.Durability;
import io.vecstore.HealthReport;
import io.vecstore.StoreEvent;
import io.vecstore.error.ClosedException;
import io.vecstore.error.ConflictException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.error.NotFoundException;
import io.vecstore.error.StorageException;
import io.vecstore.error.VecStoreException;
import io.vecstore.internal.events.Events;
import io.vecstore.internal.events.RecoveryEvent;
import io.vecstore.internal.model.WriteRequest;
import io.vecstore.internal.segment.DiskSegment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database that is open, for writing or only for reading: its collections, its log, and the thread that keeps them in shape. */
public final class DatabaseEngine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseEngine.class);

    /** When the current log file is this long, everything is flushed, so that a recovery stays short. */
    private static final long MAX_LOG_BYTES = 128L << 20;
    /** On close, a MemTable up to this size is left to the log: replaying it is quicker than writing a segment. */
    private static final long SMALL_MEM_TABLE_BYTES = 1L << 20;

    private static final Duration CARE_PERIOD = Duration.ofMinutes(1);
    /** A writer waits for a flush when the MemTable is this many times larger than it should be. */
    private static final int MAX_OVERSIZE = 4;

    private final Path directory;
    private final EngineOptions options;
    private final AutoCloseable lock;
    private final Optional<Follower> follower;
    private final Map<String, CollectionEngine> collections;
    private final Map<String, VecStoreException> damaged;
    private final InstantSource clock;
    private final WriteGate gate = new WriteGate();
    private final Committer committer;
    private final Maintenance maintenance;
    private final Snapshots snapshots;
    private final ScheduledExecutorService background;
    private final MemoryIndexing indexing = new MemoryIndexing();
    private final AsyncExecutor async;
    private final Events events;
    private final AtomicBoolean allFlushScheduled = new AtomicBoolean();
    private Catalog catalog;
    private volatile boolean closed;

    DatabaseEngine(Path directory, EngineOptions options, AutoCloseable lock, Recovery.Recovered recovered) {
        this(directory, options, recovered, lock, Optional.empty());
        if (options.durability() instanceof Durability.Interval(var period)) {
            var _ = background.scheduleWithFixedDelay(
                    this::forceLog, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        }
        var _ = background.scheduleWithFixedDelay(
                this::care, CARE_PERIOD.toMillis(), CARE_PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        collections.values().forEach(this::adopt);
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
        this.options = options;
        this.lock = lock;
        this.follower = follower;
        this.catalog = recovered.catalog();
        this.collections = new ConcurrentHashMap<>(recovered.collections());
        this.damaged = new ConcurrentHashMap<>(recovered.damaged());
        this.clock = new ExpiryClock(options.clock());
        DiskFloor floor =
                new DiskFloor(options.storage(), directory, options.user().diskFloorBytes());
        this.committer = new Committer(recovered.wal(), options.durability() instanceof Durability.Sync, clock, floor);
        this.events = new Events(options.user().listener(), options.user().slowQueryThreshold());
        this.maintenance = new Maintenance(options, committer, events, this::truncateLog, () -> closed);
        this.snapshots = new Snapshots(this, maintenance, options);
        this.async =
                new AsyncExecutor(options.user().asyncThreads(), options.user().asyncQueue());
        this.background = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("vecstore-maintenance").factory());
    }

    private void adopt(CollectionEngine collection) {
        collection.onSetAside(() -> inBackground(() -> maintenance.mend(collection)));
        flushIfLarge(collection);
        indexing.extendIfLarge(collection);
        if (collection.needsMending()) {
            inBackground(() -> maintenance.mend(collection));
        }
    }

    /** Opens the database in {@code directory}, making it where the folder is empty or missing. */
    public static DatabaseEngine open(Path directory, EngineOptions options) {
        long start = System.nanoTime();
        RecoveryEvent event = new RecoveryEvent();
        event.begin();
        DatabaseEngine opened = new Recovery(directory, options).open();
        StoreEvent.Recovered recovered = opened.recovered(Events.since(start));
        event.sequenceNumber = recovered.sequenceNumber();
        event.collections = recovered.collections().size();
        event.damaged = recovered.damaged().size();
        event.commit();
        opened.events.tell(recovered);
        return opened;
    }

    private StoreEvent.Recovered recovered(Duration took) {
        Map<String, String> reasons = new HashMap<>();
        damaged.forEach((name, damage) -> reasons.put(name, damage.getMessage()));
        return new StoreEvent.Recovered(
                newestSequence(), List.copyOf(new TreeSet<>(collections.keySet())), reasons, took);
    }

    private long newestSequence() {
        return maintenance.underCommitLock(() -> committer.wal().lastSequence());
    }

    /** Tells what happens. */
    public Events events() {
        return events;
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
        return follower.isPresent() && maintenance.exclusively(() -> refresh(follower.get()));
    }

    private boolean refresh(Follower source) {
        requireOpen();
        Optional<Boolean> followed = committer.betweenPublications(() -> source.follow(collections));
        return followed.orElseGet(() -> {
            Recovery.Recovered loaded = source.load();
            return committer.betweenPublications(() -> takeOver(loaded));
        });
    }

    private boolean takeOver(Recovery.Recovered loaded) {
        Map<String, CollectionEngine> newer = loaded.collections();
        for (CollectionEngine known : List.copyOf(collections.values())) {
            CollectionEngine update = newer.get(known.name());
            if (update != null && update.key().equals(known.key())) {
                known.adopt(update);
            } else {
                collections.remove(known.name());
                known.close();
            }
        }
        newer.forEach(collections::putIfAbsent);
        damaged.clear();
        damaged.putAll(loaded.damaged());
        return true;
    }

    public Path directory() {
        return directory;
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
        TreeSet<String> names = new TreeSet<>(collections.keySet());
        names.addAll(damaged.keySet());
        return List.copyOf(names);
    }

    /**
     * The collection called {@code name}.
     *
     * @throws NotFoundException if there is none
     * @throws VecStoreException what was wrong with its files when the database was opened
     */
    public CollectionEngine collection(String name) {
        requireOpen();
        VecStoreException damage = damaged.get(name);
        if (damage != null) {
            throw damage;
        }
        CollectionEngine collection = collections.get(name);
        if (collection == null) {
            throw new NotFoundException("database " + directory + " has no collection \"" + name + "\"; it has "
                    + (names().isEmpty() ? "none" : String.join(", ", names())));
        }
        return collection;
    }

    /** Makes a collection; {@link ConflictException} if the name is taken. */
    public CollectionEngine create(String name, CollectionOptions config) {
        gate.refuseInTransaction("make collection \"" + name + "\"");
        return maintenance.underCommitLock(() -> {
            requireWritable();
            if (collections.containsKey(name) || damaged.containsKey(name)) {
                throw new ConflictException("database " + directory + " already has a collection \"" + name + "\"");
            }
            UUID key = UUID.randomUUID();
            long sequence = committer.wal().lastSequence();
            CollectionEngine made = CollectionEngine.create(
                    name, key, options.storage(), Recovery.folder(directory, key), config, sequence);
            options.storage().forceDirectory(directory.resolve(Recovery.COLLECTIONS));
            replaceCatalog(catalog.with(name, key));
            collections.put(name, made);
            adopt(made);
            return made;
        });
    }

    /** Removes a collection and its files, once no flush or compaction is going on. */
    public void drop(String name) {
        gate.refuseInTransaction("drop collection \"" + name + "\"");
        maintenance.exclusively(() -> {
            Path folder = maintenance.underCommitLock(() -> forget(name));
            for (String file : options.storage().list(folder)) {
                options.storage().delete(folder.resolve(file));
            }
            options.storage().delete(folder);
            return folder;
        });
    }

    private Path forget(String name) {
        requireWritable();
        UUID key = catalog.collections().get(name);
        if (key == null) {
            throw new NotFoundException("database " + directory + " has no collection \"" + name + "\"");
        }
        replaceCatalog(catalog.without(name));
        damaged.remove(name);
        CollectionEngine dropped = collections.remove(name);
        if (dropped != null) {
            dropped.segments().forEach(DiskSegment::markObsolete);
            dropped.close();
        }
        return Recovery.folder(directory, key);
    }

    /** Commits changes to one collection; returns once they are visible and as durable as the options say. */
    public long write(CollectionEngine collection, List<WriteRequest> requests) {
        try {
            return commit(PendingCommit.of(collection, requests), collection).sequenceNumber();
        } catch (OutOfMemoryError exhausted) {
            throw Committer.outOfMemory(exhausted);
        }
    }

    /** Commits like {@link #write} and says what became of each request. */
    public BatchResult execute(CollectionEngine collection, List<WriteRequest> requests, boolean skipConflicts) {
        try {
            return commit(new PendingCommit(new PendingCommit.Demand(collection, requests, skipConflicts)), collection);
        } catch (OutOfMemoryError exhausted) {
            throw Committer.outOfMemory(exhausted);
        }
    }

    private BatchResult commit(PendingCommit commit, CollectionEngine collection) {
        requireWritable();
        long start = System.nanoTime();
        BatchResult result = gate.single(() -> committer.commit(commit));
        flushAsNeeded(List.of(collection));
        tellCommit(result.sequenceNumber(), commit.changes(), start);
        return result;
    }

    /**
     * Runs {@code body} as a transaction: what it changes is committed at its end, or dropped if it throws. Nobody else
     * commits meanwhile.
     *
     * @return the number of the commit; of the newest one if nothing was changed
     */
    public long transact(Consumer<WriteTransaction> body) {
        requireWritable();
        long start = System.nanoTime();
        List<PendingCommit.Change> changed = new ArrayList<>();
        long sequence = gate.transaction(() -> {
            long newest = newestSequence();
            try (WriteTransaction transaction = new WriteTransaction(newest + 1, clock.millis(), this::collection)) {
                body.accept(transaction);
                changed.addAll(transaction.changes());
                return changed.isEmpty()
                        ? newest
                        : committer.commit(new PendingCommit(changed)).sequenceNumber();
            }
        });
        if (!changed.isEmpty()) {
            flushAsNeeded(changed.stream().map(PendingCommit.Change::collection).toList());
            tellCommit(sequence, changed, start);
        }
        return sequence;
    }

    private void tellCommit(long sequence, List<PendingCommit.Change> changes, long start) {
        events.tell(new StoreEvent.Committed(
                sequence,
                changes.stream().map(change -> change.collection().name()).toList(),
                changes.stream().mapToInt(change -> change.operations().size()).sum(),
                Events.since(start)));
    }

    /** The newest view of every collection, all as of the same commit; the uses are the caller's to give up. */
    public Map<CollectionEngine, View> acquireAll() {
        requireOpen();
        return committer.betweenPublications(() -> {
            Map<CollectionEngine, View> views = new HashMap<>();
            try {
                collections.values().forEach(collection -> views.put(collection, collection.acquire()));
                return views;
            } catch (RuntimeException | Error failed) {
                views.values().forEach(View::release);
                throw failed;
            }
        });
    }

    private void flushAsNeeded(List<CollectionEngine> changed) {
        changed.forEach(this::flushIfLarge);
        changed.forEach(indexing::extendIfLarge);
        if (committer.logBytes() > MAX_LOG_BYTES && allFlushScheduled.compareAndSet(false, true)) {
            inBackground(this::flushAll);
        }
    }

    private void flushIfLarge(CollectionEngine collection) {
        long bytes = collection.activeBytes();
        if (bytes > MAX_OVERSIZE * options.memTableBytes()) {
            catching(() -> maintenance.flush(collection)); // the commit is done, whatever becomes of this
        } else if (bytes > options.memTableBytes()
                && collection.flushScheduled().compareAndSet(false, true)) {
            inBackground(() -> {
                collection.flushScheduled().set(false);
                maintenance.flush(collection);
                maintenance.compactAsNeeded(collection);
            });
        }
    }

    private void flushAll() {
        allFlushScheduled.set(false);
        collections.values().forEach(maintenance::flush);
        collections.values().forEach(maintenance::compactAsNeeded);
    }

    /** What is due from time to time though nobody writes: the space of what has expired or was deleted is freed. */
    void care() {
        collections.values().forEach(collection -> catching(() -> maintenance.care(collection)));
    }

    /** Writes what is in memory into segments, and compacts as far as that is due. */
    public void flush(CollectionEngine collection) {
        requireWritable();
        maintenance.flush(collection);
        if (options.user().compactionBytesPerSecond() > 0) {
            inBackground(() -> maintenance.compactAsNeeded(collection));
        } else {
            endable(() -> maintenance.compactAsNeeded(collection));
        }
    }

    /** Runs a compaction; returns whether it came to its end. */
    private boolean endable(Runnable compaction) {
        try {
            compaction.run();
            return true;
        } catch (CancellationException ended) {
            requireOpen();
            return false;
        }
    }

    /**
     * Merges everything into one segment without garbage.
     *
     * @param goOn told of the progress; false ends it, and nothing has changed
     * @return whether it came to its end
     */
    public boolean compact(CollectionEngine collection, Predicate<CompactionProgress> goOn) {
        requireWritable();
        maintenance.flush(collection);
        return endable(() -> maintenance.compactAll(collection, goOn));
    }

    /** The segments of a collection as they are now. */
    public List<DiskSegment> segments(CollectionEngine collection) {
        return maintenance.underCommitLock(collection::segments);
    }

    /** The collections that could not be opened, and why. */
    public Map<String, VecStoreException> damaged() {
        return Map.copyOf(damaged);
    }

    /** The collections that could be opened. */
    List<CollectionEngine> collections() {
        return List.copyOf(collections.values());
    }

    /** Why no commit is accepted any more; empty while they are. */
    Optional<StorageException> failure() {
        return committer.failure();
    }

    /** The stored snapshots. */
    public Snapshots snapshots() {
        return snapshots;
    }

    /** The catalog; under the commit lock. */
    Catalog catalog() {
        return catalog;
    }

    boolean hasCollection(UUID key) {
        return maintenance.underCommitLock(() -> catalog.collections().containsValue(key));
    }

    /**
     * Puts other collections, which are open, in the place of all that there are; under both locks. What is in the log
     * until now is needed by nobody any more.
     *
     * @param keys the identity of each new collection, by name
     * @param sequence the newest commit in them; the next one gets a higher number
     * @return the collections that were there, of which the files are the caller's to delete
     */
    Map<String, UUID> replaceCollections(
            Map<String, UUID> keys, Map<String, CollectionEngine> restored, long sequence) {
        requireOpen();
        Catalog before = catalog;
        long last = committer.wal().lastSequence();
        replaceCatalog(new Catalog(before.database(), Math.max(last, sequence) + 1, keys));
        List<CollectionEngine> replaced = List.copyOf(collections.values());
        collections.clear();
        damaged.clear();
        collections.putAll(restored);
        replaced.forEach(CollectionEngine::close);
        if (sequence > last) {
            committer.wal().skipTo(sequence);
        }
        restored.values().forEach(each -> {
            each.publish(committer.wal().lastSequence());
            adopt(each);
        });
        return before.collections();
    }

    /** Rebuilds all derived files that are set aside, and returns once that is done. */
    void mendAll() {
        collections.values().forEach(maintenance::mend);
    }

    /** Writes everything into segments, so that no commit of the log up to now is needed any more. */
    void outgrowLog() {
        flushAll();
        maintenance.underCommitLock(() -> {
            replaceCatalog(catalog.withLogStart(committer.wal().lastSequence() + 1));
            return true;
        });
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

    private void forceLog() {
        catching(() -> maintenance.underCommitLock(() -> {
            committer.wal().force();
            return true;
        }));
    }

    private void truncateLog() {
        maintenance.underCommitLock(() -> {
            if (!damaged.isEmpty()) {
                return false; // what a damaged collection still needs is not known
            }
            long needed = committer.wal().lastSequence() + 1;
            for (CollectionEngine collection : collections.values()) {
                needed = Math.min(needed, collection.firstUnflushed());
            }
            if (committer.wal().hasFilesBefore(needed)) {
                replaceCatalog(catalog.withLogStart(needed));
                committer.wal().deleteBefore(needed);
            }
            return true;
        });
    }

    private void replaceCatalog(Catalog next) {
        next.commit(options.storage(), directory);
        catalog = next;
    }

    private void inBackground(Runnable task) {
        try {
            background.execute(() -> catching(task));
        } catch (RejectedExecutionException closing) {
            LOG.debug("no maintenance any more: the database is being closed, which flushes", closing);
        }
    }

    /** Maintenance has nobody to tell: what fails is logged, stays in the log file, and is tried again later. */
    private static void catching(Runnable task) {
        try {
            task.run();
        } catch (CancellationException closing) {
            LOG.debug("what was left of maintenance is done when the database is opened again", closing);
        } catch (RuntimeException failed) {
            LOG.error("maintenance failed and will be tried again: {}", failed.getMessage(), failed);
        }
    }

    void requireWritable() {
        requireOpen();
        if (follower.isPresent()) {
            throw new InvalidRequestException("database " + directory
                    + " is open read-only: it can be searched and refreshed; open it with VecDatabase.open to write");
        }
    }

    void requireOpen() {
        if (closed) {
            throw new ClosedException("database " + directory + " is closed");
        }
    }

    /** Flushes what is worth it, syncs the log, lets go of everything. Safe to call again. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        background.shutdown();
        indexing.close();
        List<Runnable> steps = new ArrayList<>();
        steps.add(async::close);
        steps.add(() -> Waiting.uninterruptibly(() -> background.awaitTermination(1, TimeUnit.HOURS)));
        for (CollectionEngine collection : collections.values()) {
            steps.add(() -> {
                if (follower.isEmpty() && collection.activeBytes() > SMALL_MEM_TABLE_BYTES) {
                    maintenance.flush(collection);
                }
            });
        }
        steps.add(() -> maintenance.underCommitLock(() -> {
            collections.values().forEach(CollectionEngine::close);
            committer.wal().close();
            return true;
        }));
        steps.add(() -> Recovery.unlock(directory, lock));
        runAll(steps);
    }

    /** Runs every step, whatever happens to the others, and throws the first failure. */
    private static void runAll(List<Runnable> steps) {
        RuntimeException first = null;
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (RuntimeException failed) {
                if (first == null) {
                    first = failed;
                } else {
                    first.addSuppressed(failed);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
