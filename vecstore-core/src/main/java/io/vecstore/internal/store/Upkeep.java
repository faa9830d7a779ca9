package io.vecstore.internal.store;

import io.vecstore.CompactionProgress;
import io.vecstore.Durability;
import io.vecstore.internal.events.Events;
import io.vecstore.internal.segment.DiskSegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when to flush, compact, rebuild and shorten the log, and has the threads that do it behind the writers: one for
 * what is quick or waited for, and one that merges and rebuilds.
 */
final class Upkeep {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    /** When the current log file is this long, everything is flushed, so that a recovery stays short. */
    private static final long MAX_LOG_BYTES = 128L << 20;
    /** On close, a MemTable up to this size is left to the log: replaying it is quicker than writing a segment. */
    private static final long SMALL_MEM_TABLE_BYTES = 1L << 20;

    private static final Duration CARE_PERIOD = Duration.ofMinutes(1);
    /** A writer waits for a flush when the MemTable is this many times larger than it should be. */
    private static final int MAX_OVERSIZE = 4;
    /** A writer merges itself when flushes have made so many segments; the policy leaves half as many at most. */
    static final int MAX_SEGMENTS = 64;

    private final EngineOptions options;
    private final CollectionRegistry collections;
    private final Committer committer;
    private final Lifetime lifetime;
    private final Searches searches = new Searches(Runtime.getRuntime().availableProcessors());
    private final Maintenance maintenance;
    private final Compactor compactor;
    private final MemoryIndexing indexing = new MemoryIndexing();
    private final AtomicBoolean allFlushScheduled = new AtomicBoolean();
    private final ScheduledExecutorService background = executor("vecstore-maintenance");
    private final ScheduledExecutorService merges = executor("vecstore-merge");

    Upkeep(
            EngineOptions options,
            CollectionRegistry collections,
            Committer committer,
            Lifetime lifetime,
            Events events) {
        this.options = options;
        this.collections = collections;
        this.committer = committer;
        this.lifetime = lifetime;
        BackgroundWork work = new BackgroundWork(searches, options.indexingThreads(), lifetime::isEnded);
        this.maintenance = new Maintenance(options, committer, events, this::truncateLog);
        this.compactor = new Compactor(options, maintenance, committer.floor(), events, work);
    }

    private static ScheduledExecutorService executor(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /** What the work here makes way for. */
    Searches searches() {
        return searches;
    }

    /** Flushes, when told to. */
    Maintenance maintenance() {
        return maintenance;
    }

    /** Merges and rebuilds, when told to. */
    Compactor compactor() {
        return compactor;
    }

    /** Begins what is done from time to time, and what the collections that were opened need. */
    void start() {
        if (options.durability() instanceof Durability.Interval(var period)) {
            repeat(background, this::forceLog, period);
        }
        repeat(merges, this::care, CARE_PERIOD);
        collections.opened().forEach(this::adopt);
    }

    private static void repeat(ScheduledExecutorService thread, Runnable task, Duration period) {
        var _ = thread.scheduleWithFixedDelay(task, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks after a collection from now on. */
    void adopt(CollectionEngine collection) {
        collection.onSetAside(() -> in(merges, () -> compactor.mend(collection)));
        flushIfLarge(collection);
        indexing.extendIfLarge(collection);
        if (collection.needsMending()) {
            in(merges, () -> compactor.mend(collection));
        }
    }

    /** Does, or has done, what has become due by a commit to these collections. */
    void afterCommit(Collection<CollectionEngine> changed) {
        changed.forEach(this::compactIfBehind);
        changed.forEach(this::flushIfLarge);
        changed.forEach(indexing::extendIfLarge);
        if (committer.logBytes() > MAX_LOG_BYTES && allFlushScheduled.compareAndSet(false, true)) {
            in(background, this::flushAll);
        }
    }

    private void flushIfLarge(CollectionEngine collection) {
        long bytes = collection.activeBytes();
        if (bytes > MAX_OVERSIZE * options.memTableBytes()) {
            catching(() -> maintenance.flush(collection)); // the commit is done, whatever becomes of this
        } else if (bytes > options.memTableBytes()
                && collection.flushScheduled().compareAndSet(false, true)) {
            in(background, () -> {
                collection.flushScheduled().set(false);
                maintenance.flush(collection);
                compactSoon(collection);
            });
        }
    }

    /** Or else writers that are faster than merges would fill the disk, and searches would slow down. */
    private void compactIfBehind(CollectionEngine collection) {
        if (collection.activeBytes() > options.memTableBytes()
                && maintenance.underCommitLock(() -> areTooMany(collection.segments()))) {
            catching(() -> compactor.catchUp(collection));
        }
    }

    private static boolean areTooMany(List<DiskSegment> segments) {
        return segments.size() >= MAX_SEGMENTS || CompactionPolicy.isMostlyGarbage(segments);
    }

    private void compactSoon(CollectionEngine collection) {
        if (collection.compactionScheduled().compareAndSet(false, true)) {
            in(merges, () -> {
                collection.compactionScheduled().set(false);
                compactor.compactAsNeeded(collection);
            });
        }
    }

    private void flushAll() {
        allFlushScheduled.set(false);
        collections.opened().forEach(maintenance::flush);
        collections.opened().forEach(this::compactSoon);
    }

    /** What is due from time to time though nobody writes: the space of what has expired or was deleted is freed. */
    void care() {
        collections.opened().forEach(collection -> catching(() -> compactor.care(collection)));
    }

    /** Writes what is in memory into segments, and compacts as far as that is due; later, if others are merging. */
    void flush(CollectionEngine collection) {
        typed(collection, () -> maintenance.flush(collection));
        boolean[] done = {false};
        if (options.user().compactionBytesPerSecond() == 0) {
            endable(() -> typed(collection, () -> done[0] = compactor.tryCompactAsNeeded(collection)));
        }
        if (!done[0]) {
            compactSoon(collection);
        }
    }

    /** Says which file was cut, if mapped memory is not there any more. */
    private static void typed(CollectionEngine collection, Runnable task) {
        reading(collection, view -> {
            collection.requireUncut(view);
            return view;
        });
        try {
            task.run();
        } catch (InternalError fault) {
            throw reading(collection, view -> view.typed(fault));
        }
    }

    private static <T> T reading(CollectionEngine collection, Function<View, T> action) {
        View view = collection.acquire();
        try {
            return action.apply(view);
        } finally {
            view.release();
        }
    }

    /**
     * Merges everything into one segment without garbage.
     *
     * @param goOn told of the progress; false ends it, and nothing has changed
     * @return whether it came to its end
     */
    boolean compact(CollectionEngine collection, Predicate<CompactionProgress> goOn) {
        typed(collection, () -> maintenance.flush(collection));
        return endable(() -> typed(collection, () -> compactor.compactAll(collection, goOn)));
    }

    /** Runs a compaction; returns whether it came to its end. */
    private boolean endable(Runnable compaction) {
        try {
            compaction.run();
            return true;
        } catch (CancellationException ended) {
            lifetime.requireOpen();
            return false;
        }
    }

    /** Rebuilds all derived files that are set aside, and returns once that is done. */
    void mendAll() {
        collections.opened().forEach(compactor::mend);
    }

    /** Writes everything into segments, so that no commit of the log up to now is needed any more. */
    void outgrowLog() {
        flushAll();
        maintenance.underCommitLock(() -> {
            collections.startLogAt(committer.wal().lastSequence() + 1);
            return true;
        });
    }

    private void forceLog() {
        catching(() -> maintenance.underCommitLock(() -> {
            committer.wal().force();
            return true;
        }));
    }

    private void truncateLog() {
        maintenance.underCommitLock(() -> {
            if (!collections.damaged().isEmpty()) {
                return false; // what a damaged collection still needs is not known
            }
            long needed = committer.wal().lastSequence() + 1;
            for (CollectionEngine collection : collections.opened()) {
                needed = Math.min(needed, collection.firstUnflushed());
            }
            if (committer.wal().hasFilesBefore(needed)) {
                collections.startLogAt(needed);
                committer.wal().deleteBefore(needed);
            }
            return true;
        });
    }

    private static void in(ScheduledExecutorService thread, Runnable task) {
        try {
            thread.execute(() -> catching(task));
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
        } catch (RuntimeException | InternalError failed) { // the latter where a mapped file was cut
            LOG.error("maintenance failed and will be tried again: {}", failed.getMessage(), failed);
        }
    }

    /** Begins nothing more. */
    void stop() {
        background.shutdown();
        merges.shutdown();
        indexing.close();
    }

    /** Steps that end what is going on, once stopped, and leave to the log only what is quick to replay. */
    List<Runnable> finalSteps() {
        List<Runnable> steps = new ArrayList<>();
        steps.add(() -> await(background));
        steps.add(() -> await(merges));
        if (!lifetime.isReadOnly()) {
            collections.opened().forEach(collection -> steps.add(() -> flushLast(collection)));
        }
        return steps;
    }

    private static void await(ScheduledExecutorService thread) {
        Waiting.uninterruptibly(() -> thread.awaitTermination(1, TimeUnit.HOURS));
    }

    private void flushLast(CollectionEngine collection) {
        if (collection.activeBytes() > SMALL_MEM_TABLE_BYTES) {
            maintenance.flush(collection);
        }
    }
}
