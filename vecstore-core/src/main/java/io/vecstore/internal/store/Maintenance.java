package io.vecstore.internal.store;

import io.vecstore.CompactionProgress;
import io.vecstore.StoreEvent;
import io.vecstore.internal.events.CompactionEvent;
import io.vecstore.internal.events.Events;
import io.vecstore.internal.events.FlushEvent;
import io.vecstore.internal.io.FramedFile;
import io.vecstore.internal.io.ObservedStorage;
import io.vecstore.internal.io.Storage;
import io.vecstore.internal.segment.DiskSegment;
import io.vecstore.internal.segment.GraphBuild;
import io.vecstore.internal.segment.Leaf;
import io.vecstore.internal.segment.SegmentDirectory;
import io.vecstore.internal.segment.SegmentRef;
import io.vecstore.internal.segment.SegmentSource;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Flush and compaction: the same merge with other inputs. One at a time per database; writers and readers go on
 * meanwhile, and what they delete during the merge is carried over at its end.
 */
final class Maintenance {

    private final Storage storage;
    private final Committer committer;
    private final InstantSource clock;
    private final DiskFloor floor;
    private final Runnable logTruncation;
    private final BackgroundWork work;
    private final Events events;
    private final long compactionBytesPerSecond;
    private final ReentrantLock lock = new ReentrantLock();
    /** What is to be told once the lock is given up; under the lock. */
    private final List<StoreEvent> happened = new ArrayList<>();

    /**
     * @param logTruncation has log files deleted that no collection needs any more
     * @param work what merges and rebuilding are part of
     */
    Maintenance(
            EngineOptions options, Committer committer, Events events, Runnable logTruncation, BackgroundWork work) {
        this.events = events;
        this.storage = options.storage();
        this.floor = committer.floor();
        this.committer = committer;
        this.clock = options.clock();
        this.work = work;
        this.compactionBytesPerSecond = options.user().compactionBytesPerSecond();
        this.logTruncation = logTruncation;
    }

    /** Writes all commits so far into segments; does nothing where they are. */
    void flush(CollectionEngine collection) {
        exclusively(() -> {
            Optional<Flush> begun = underCommitLock(() -> beginFlush(collection));
            begun.ifPresent(flush -> finishFlush(collection, flush));
            return begun;
        });
    }

    /**
     * Writes all commits up to one and the same number into segments, for all collections; the caller keeps flushes and
     * compactions away for as long as the manifests are to stay like that.
     *
     * @param collections says which, under the commit lock
     * @return that number
     */
    long flushTogether(Supplier<? extends Collection<CollectionEngine>> collections) {
        Map<CollectionEngine, Flush> begun = new LinkedHashMap<>();
        long sequence = underCommitLock(() -> {
            collections.get().forEach(each -> beginFlush(each).ifPresent(flush -> begun.put(each, flush)));
            return committer.wal().lastSequence();
        });
        begun.forEach(this::finishFlush);
        return sequence;
    }

    private record Flush(List<Leaf> leaves, long sequence) {}

    private Optional<Flush> beginFlush(CollectionEngine collection) {
        if (collection.isClosed() || collection.firstUnflushed() == Long.MAX_VALUE) {
            return Optional.empty();
        }
        committer.wal().roll();
        return Optional.of(new Flush(collection.freeze(), committer.wal().lastSequence()));
    }

    private void finishFlush(CollectionEngine collection, Flush flush) {
        long start = System.nanoTime();
        FlushEvent event = new FlushEvent();
        event.begin();
        event.collection = collection.name();
        event.sequenceNumber = flush.sequence();
        event.bytes = writeFlush(collection, flush);
        event.commit();
        happened.add(new StoreEvent.Flushed(collection.name(), flush.sequence(), event.bytes, Events.since(start)));
    }

    /** Puts a segment in the place of MemTables; returns its bytes. */
    private long writeFlush(CollectionEngine collection, Flush flush) {
        List<SegmentSource> sources = sources(flush.leaves(), flush.sequence());
        Optional<DiskSegment> segment =
                write(collection, sources, storage, new GraphBuild(work.threads(), () -> false));
        underCommitLock(() -> {
            segment.ifPresent(target -> sources.forEach(source -> source.carryDeletions(flush.sequence(), target)));
            collection.replaceFrozen(segment);
            collection.publish(committer.wal().lastSequence());
            return segment;
        });
        List<DiskSegment> segments = underCommitLock(collection::segments);
        segments.forEach(each -> each.writeLiveDocs(flush.sequence()));
        commitManifest(collection, flush.sequence());
        segments.forEach(DiskSegment::deleteOldLiveDocs);
        logTruncation.run();
        return byteSize(segment.stream().toList());
    }

    /**
     * Merges all segments into one, unless there is one only and nothing in it is deleted or can expire.
     *
     * @param goOn told of the progress; false ends it by a {@link java.util.concurrent.CancellationException}
     */
    void compactAll(CollectionEngine collection, Predicate<CompactionProgress> goOn) {
        exclusively(() -> {
            List<DiskSegment> all = underCommitLock(collection::segments);
            boolean clean = all.size() == 1
                    && all.getFirst().persistedDeletions() == 0
                    && !all.getFirst().records().expires();
            if (!all.isEmpty() && !clean) {
                long expected = all.stream()
                        .mapToLong(each -> each.byteSize() - each.reclaimableBytes())
                        .sum();
                compact(collection, all, new CompactionPace(0, expected, goOn, () -> true, work));
            }
            return clean;
        });
    }

    /** Compacts while the policy finds something to merge that there is room for. */
    void compactAsNeeded(CollectionEngine collection) {
        boolean merged = true;
        while (merged && !work.isToEnd()) {
            merged = exclusively(() -> {
                Optional<CompactionPolicy.Choice> due =
                        CompactionPolicy.choose(underCommitLock(collection::segments), clock.millis()).stream()
                                .filter(each -> floor.hasRoom(each.bytes()))
                                .findFirst();
                if (due.isEmpty() || collection.isClosed()) {
                    return false;
                }
                CompactionPolicy.Choice choice = due.get();
                CompactionPace pace = new CompactionPace(
                        compactionBytesPerSecond, choice.bytes(), progress -> true, lock::hasQueuedThreads, work);
                compact(collection, choice.segments(), pace);
                return true;
            });
        }
    }

    /** Writes deletions down that have made much garbage since the last flush, and compacts as far as that is due. */
    void care(CollectionEngine collection) {
        if (CompactionPolicy.wantsFlush(underCommitLock(collection::segments))) {
            flush(collection);
        }
        compactAsNeeded(collection);
    }

    /** Rebuilds the derived files that are set aside. */
    void mend(CollectionEngine collection) {
        underCommitLock(collection::segments)
                .forEach(segment -> segment.setAside()
                        .forEach((file, damage) ->
                                events.tell(new StoreEvent.Quarantined(collection.name(), file, damage.getMessage()))));
        exclusively(() -> {
            List<DiskSegment> segments = underCommitLock(collection::segments);
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

    /** Merges segments into one, dropping what is deleted or has expired; under the maintenance lock. */
    private void compact(CollectionEngine collection, List<DiskSegment> segments, CompactionPace pace) {
        long start = System.nanoTime();
        CompactionEvent event = new CompactionEvent();
        event.begin();
        event.collection = collection.name();
        event.segments = segments.size();
        event.bytesBefore = byteSize(segments);
        event.bytesAfter = merge(collection, segments, pace);
        event.commit();
        happened.add(new StoreEvent.Compacted(
                collection.name(), segments.size(), event.bytesBefore, event.bytesAfter, Events.since(start)));
    }

    private static long byteSize(List<DiskSegment> segments) {
        return segments.stream()
                .flatMap(segment -> segment.files().stream())
                .mapToLong(FramedFile::byteSize)
                .sum();
    }

    /** Puts one segment in the place of several; returns its bytes. */
    private long merge(CollectionEngine collection, List<DiskSegment> segments, CompactionPace pace) {
        long sequence = collection.flushedSequence();
        List<Leaf> leaves =
                underCommitLock(() -> segments.stream().map(Leaf::of).toList());
        List<SegmentSource> sources = sources(leaves, sequence);
        Optional<DiskSegment> merged = write(
                collection,
                sources,
                new ObservedStorage(storage, pace::wrote),
                new GraphBuild(work.threads(), pace::isCancelledAfterRest));
        underCommitLock(() -> {
            merged.ifPresent(target -> sources.forEach(source -> source.carryDeletions(sequence, target)));
            collection.replaceSegments(segments, merged);
            collection.publish(committer.wal().lastSequence());
            return merged;
        });
        try {
            commitManifest(collection, sequence);
            segments.forEach(DiskSegment::markObsolete);
        } finally {
            segments.forEach(DiskSegment::release); // without a new manifest their files stay; the next opening decides
        }
        return byteSize(merged.stream().toList());
    }

    private List<SegmentSource> sources(List<Leaf> leaves, long sequence) {
        long now = clock.millis();
        List<SegmentSource> sources = new ArrayList<>();
        int records = 0;
        int documents = 0;
        for (Leaf leaf : leaves) {
            SegmentSource source = SegmentSource.of(leaf, sequence, now, records, documents);
            records += source.recordCount();
            documents += source.documentCount();
            sources.add(source);
        }
        return sources;
    }

    private Optional<DiskSegment> write(
            CollectionEngine collection, List<SegmentSource> sources, Storage target, GraphBuild build) {
        boolean empty = sources.stream().allMatch(source -> source.recordCount() + source.documentCount() == 0);
        if (empty) {
            return Optional.empty();
        }
        floor.requireRoom(
                sources.stream().mapToLong(SegmentSource::estimatedBytes).sum());
        long number = underCommitLock(collection::takeSegmentNumber);
        SegmentRef ref = new SegmentRef(number, UUID.randomUUID(), 0);
        try {
            new SegmentDirectory(target, collection.directory()).writeSegment(ref, sources, collection.config(), build);
            return Optional.of(DiskSegment.open(storage, collection.directory(), ref, collection.config()));
        } catch (RuntimeException | Error failed) {
            discard(collection, number, failed);
            throw failed;
        }
    }

    private static void discard(CollectionEngine collection, long number, Throwable failed) {
        try {
            collection.segmentDirectory().deleteFiles(number);
        } catch (RuntimeException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    private void commitManifest(CollectionEngine collection, long sequence) {
        Manifest manifest = underCommitLock(() -> collection.manifest(sequence));
        manifest.commit(storage, collection.directory(), collection.key());
        underCommitLock(() -> {
            collection.flushed(sequence);
            return manifest;
        });
    }

    /** Runs {@code action} while no flush or compaction does. */
    <T> T exclusively(Supplier<T> action) {
        List<StoreEvent> told = List.of();
        lock.lock();
        try {
            return action.get();
        } finally {
            if (lock.getHoldCount() == 1) {
                told = List.copyOf(happened);
                happened.clear();
            }
            lock.unlock();
            told.forEach(events::tell);
        }
    }

    <T> T underCommitLock(Supplier<T> action) {
        return locked(committer.lock(), action);
    }

    private static <T> T locked(ReentrantLock lock, Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
