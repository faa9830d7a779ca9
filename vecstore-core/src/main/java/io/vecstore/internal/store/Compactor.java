package io.vecstore.internal.store;

import io.vecstore.CompactionProgress;
import io.vecstore.StoreEvent;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.internal.events.CompactionEvent;
import io.vecstore.internal.events.Events;
import io.vecstore.internal.io.ObservedStorage;
import io.vecstore.internal.io.Storage;
import io.vecstore.internal.segment.DiskSegment;
import io.vecstore.internal.segment.GraphBuild;
import io.vecstore.internal.segment.Leaf;
import io.vecstore.internal.segment.SegmentSource;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Merges segments, and rebuilds what is derived from them: one such work at a time per database, beside flushes, commits
 * and searches. A merge takes no other lock while it writes; only to choose its segments and to take their place it keeps
 * flushes away. What was deleted meanwhile is repeated on the new segment, and written down as far as flushes have
 * done that for the old ones, before the manifest names it: the log may not have those deletions any more.
 */
final class Compactor {

    private final Maintenance maintenance;
    private final Storage storage;
    private final InstantSource clock;
    private final DiskFloor floor;
    private final BackgroundWork work;
    private final Events events;
    private final long bytesPerSecond;
    /** Taken before the lock of {@link Maintenance}; its holder is the only one who removes or rebuilds segments. */
    private final ReentrantLock merging = new ReentrantLock();

    Compactor(EngineOptions options, Maintenance maintenance, DiskFloor floor, Events events, BackgroundWork work) {
        this.maintenance = maintenance;
        this.storage = options.storage();
        this.clock = options.clock();
        this.floor = floor;
        this.work = work;
        this.events = events;
        this.bytesPerSecond = options.user().compactionBytesPerSecond();
    }

    /**
     * What a merge begins with.
     *
     * @param bytes about how many it writes
     * @param sequence what commits up to this one have deleted is left out
     */
    private record Inputs(List<DiskSegment> segments, List<Leaf> leaves, long bytes, long sequence) {}

    /**
     * Merges all segments into one, unless there is one only and nothing in it is deleted or can expire.
     *
     * @param goOn told of the progress; false ends it by a {@link java.util.concurrent.CancellationException}
     * @throws InvalidRequestException if this thread is merging already and has been told the progress
     */
    void compactAll(CollectionEngine collection, Predicate<CompactionProgress> goOn) {
        if (merging.isHeldByCurrentThread()) {
            throw new InvalidRequestException("cannot compact collection \"" + collection.name()
                    + "\" from where the progress of a compaction is told; do it after that compaction");
        }
        merging.lock();
        var _ = merge(
                collection,
                Compactor::allUnlessClean,
                inputs -> new CompactionPace(0, inputs.bytes(), goOn, () -> true, work));
    }

    private static Optional<CompactionPolicy.Choice> allUnlessClean(List<DiskSegment> all) {
        boolean clean = all.size() == 1
                && all.getFirst().persistedDeletions() == 0
                && !all.getFirst().records().expires();
        return Optional.of(all).filter(some -> !some.isEmpty() && !clean).map(some -> {
            long expected = some.stream()
                    .mapToLong(each -> each.byteSize() - each.reclaimableBytes())
                    .sum();
            return new CompactionPolicy.Choice(some, expected);
        });
    }

    /**
     * Compacts while the policy finds something to merge that there is room for; waits for other merges, unless this
     * thread is merging and was told the progress.
     */
    void compactAsNeeded(CollectionEngine collection) {
        compactAsNeeded(collection, bytesPerSecond);
    }

    /** Like {@link #compactAsNeeded}, as fast as it goes: a writer waits. */
    void catchUp(CollectionEngine collection) {
        compactAsNeeded(collection, 0);
    }

    private void compactAsNeeded(CollectionEngine collection, long pace) {
        boolean merged = !merging.isHeldByCurrentThread();
        while (merged && !work.isToEnd()) {
            merging.lock();
            merged = mergeNext(collection, pace);
        }
    }

    /** Like {@link #compactAsNeeded}, but waits for no other merge; returns whether it is done. */
    boolean tryCompactAsNeeded(CollectionEngine collection) {
        boolean merged = true;
        while (merged && !work.isToEnd()) {
            if (merging.isHeldByCurrentThread() || !merging.tryLock()) {
                return false;
            }
            merged = mergeNext(collection, bytesPerSecond);
        }
        return true;
    }

    private boolean mergeNext(CollectionEngine collection, long pace) {
        return merge(
                collection,
                segments -> CompactionPolicy.choose(segments, clock.millis()).stream()
                        .filter(each -> floor.hasRoom(each.bytes()))
                        .findFirst(),
                inputs -> new CompactionPace(pace, inputs.bytes(), progress -> true, merging::hasQueuedThreads, work));
    }

    /** Writes deletions down that have made much garbage since the last flush, and compacts as far as that is due. */
    void care(CollectionEngine collection) {
        if (CompactionPolicy.wantsFlush(maintenance.underCommitLock(collection::segments))) {
            maintenance.flush(collection);
        }
        compactAsNeeded(collection);
    }

    /** Rebuilds the derived files that are set aside. */
    void mend(CollectionEngine collection) {
        maintenance
                .underCommitLock(collection::segments)
                .forEach(segment -> segment.setAside()
                        .forEach((file, damage) ->
                                events.tell(new StoreEvent.Quarantined(collection.name(), file, damage.getMessage()))));
        Maintenance.locked(merging, () -> {
            List<DiskSegment> segments = maintenance.underCommitLock(collection::segments);
            if (!collection.isClosed()) {
                GraphBuild build = new GraphBuild(work.threads(), () -> {
                    work.rest();
                    return work.isToEnd() || collection.isClosed();
                });
                segments.forEach(segment -> segment.rebuildDerived(build));
            }
            return segments;
        });
    }

    /** Runs {@code action} while nothing is merged, rebuilt or flushed. */
    <T> T exclusively(Supplier<T> action) {
        return Maintenance.locked(merging, () -> maintenance.exclusively(action));
    }

    /** Merges what is chosen, if anything is; gives up the merging lock, which the caller has taken. */
    private boolean merge(
            CollectionEngine collection,
            Function<List<DiskSegment>, Optional<CompactionPolicy.Choice>> choosing,
            Function<Inputs, CompactionPace> pacing) {
        Optional<StoreEvent> done;
        try {
            done = inputs(collection, choosing).map(inputs -> merge(collection, inputs, pacing.apply(inputs)));
        } finally {
            merging.unlock();
        }
        done.ifPresent(events::tell);
        return done.isPresent();
    }

    /** Between two flushes, so that every segment is as of the same commit. */
    private Optional<Inputs> inputs(
            CollectionEngine collection, Function<List<DiskSegment>, Optional<CompactionPolicy.Choice>> choosing) {
        return maintenance.exclusively(() -> maintenance.underCommitLock(() -> {
            if (collection.isClosed()) {
                return Optional.empty();
            }
            return choosing.apply(collection.segments())
                    .map(choice -> new Inputs(
                            choice.segments(),
                            choice.segments().stream().map(Leaf::of).toList(),
                            choice.bytes(),
                            collection.flushedSequence()));
        }));
    }

    private StoreEvent merge(CollectionEngine collection, Inputs inputs, CompactionPace pace) {
        long start = System.nanoTime();
        CompactionEvent event = new CompactionEvent();
        event.begin();
        event.collection = collection.name();
        event.segments = inputs.segments().size();
        event.bytesBefore = Maintenance.byteSize(inputs.segments());
        List<SegmentSource> sources = maintenance.sources(inputs.leaves(), inputs.sequence());
        Optional<DiskSegment> merged = maintenance.write(
                collection,
                sources,
                new ObservedStorage(storage, pace::wrote),
                new GraphBuild(work.threads(), pace::isCancelledAfterRest));
        maintenance.exclusively(() -> {
            replace(collection, inputs, sources, merged);
            return merged;
        });
        event.bytesAfter = Maintenance.byteSize(merged.stream().toList());
        event.commit();
        return new StoreEvent.Compacted(
                collection.name(), event.segments, event.bytesBefore, event.bytesAfter, Events.since(start));
    }

    /** Puts one segment in the place of several; under the locks for merges and for flushes. */
    private void replace(
            CollectionEngine collection, Inputs inputs, List<SegmentSource> sources, Optional<DiskSegment> merged) {
        long flushed = maintenance.underCommitLock(() -> {
            merged.ifPresent(target -> sources.forEach(source -> source.carryDeletions(inputs.sequence(), target)));
            collection.replaceSegments(inputs.segments(), merged);
            maintenance.publish(collection);
            return collection.flushedSequence();
        });
        try {
            if (flushed > inputs.sequence()) {
                merged.ifPresent(target -> target.writeLiveDocs(flushed));
            }
            maintenance.commitManifest(collection, flushed);
            inputs.segments().forEach(DiskSegment::markObsolete);
        } finally {
            // without a new manifest their files stay; the next opening decides
            inputs.segments().forEach(DiskSegment::release);
        }
    }
}
