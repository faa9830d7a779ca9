package io.vecstore.internal.store;

import io.vecstore.StoreEvent;
import io.vecstore.internal.events.Events;
import io.vecstore.internal.events.FlushEvent;
import io.vecstore.internal.io.FramedFile;
import io.vecstore.internal.io.Storage;
import io.vecstore.internal.segment.BlockCache;
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
import java.util.function.Supplier;

/**
 * Writes segments and manifests: flushes, one at a time per database, and what {@link Compactor} needs besides. Writers
 * and readers go on meanwhile, and what they delete while a segment is written is carried over at its end.
 */
final class Maintenance {

    private final Storage storage;
    private final BlockCache blocks;
    private final Committer committer;
    private final InstantSource clock;
    private final DiskFloor floor;
    private final Runnable logTruncation;
    private final int threads;
    private final Events events;
    private final ReentrantLock lock = new ReentrantLock();
    /** What is to be told once the lock is given up; under the lock. */
    private final List<StoreEvent> happened = new ArrayList<>();

    /** @param logTruncation has log files deleted that no collection needs any more */
    Maintenance(EngineOptions options, Committer committer, Events events, Runnable logTruncation) {
        this.events = events;
        this.storage = options.storage();
        this.blocks = options.blocks();
        this.floor = committer.floor();
        this.committer = committer;
        this.clock = options.clock();
        this.threads = options.indexingThreads();
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
     * the ends of merges away for as long as the manifests are to stay like that.
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

    /** Shows readers the segments as they are now; under the commit lock. */
    void publish(CollectionEngine collection) {
        collection.publish(committer.wal().lastSequence());
    }

    private record Flush(List<Leaf> leaves, long sequence) {}

    private Optional<Flush> beginFlush(CollectionEngine collection) {
        if (collection.isClosed() || collection.firstUnflushed() == Long.MAX_VALUE) {
            return Optional.empty();
        }
        committer.wal().roll();
        long sequence = committer.wal().lastSequence();
        return Optional.of(new Flush(collection.freeze(sequence), sequence));
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
        Optional<DiskSegment> segment = write(collection, sources, storage, new GraphBuild(threads, () -> false));
        underCommitLock(() -> {
            segment.ifPresent(target -> sources.forEach(source -> source.carryDeletions(flush.sequence(), target)));
            collection.replaceFrozen(segment);
            publish(collection);
            return segment;
        });
        List<DiskSegment> segments = underCommitLock(collection::segments);
        segments.forEach(each -> each.writeLiveDocs(flush.sequence()));
        commitManifest(collection, flush.sequence());
        segments.forEach(DiskSegment::deleteOldLiveDocs);
        logTruncation.run();
        return byteSize(segment.stream().toList());
    }

    /** The bytes of all files of segments. */
    static long byteSize(List<DiskSegment> segments) {
        return segments.stream()
                .flatMap(segment -> segment.files().stream())
                .mapToLong(FramedFile::byteSize)
                .sum();
    }

    /** The inputs of a new segment: what is live as of a commit and has not expired. */
    List<SegmentSource> sources(List<Leaf> leaves, long sequence) {
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

    /** Writes a new segment, which is the caller's to put in its place; empty if nothing is left to be written. */
    Optional<DiskSegment> write(
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
            return Optional.of(DiskSegment.open(storage, collection.directory(), ref, collection.config(), blocks));
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

    /** Has the manifest say what the segments are now; under the lock of this class. */
    void commitManifest(CollectionEngine collection, long sequence) {
        Manifest manifest = underCommitLock(() -> collection.manifest(sequence));
        manifest.commit(storage, collection.directory(), collection.key());
        underCommitLock(() -> {
            collection.flushed(sequence);
            return manifest;
        });
    }

    /** Runs {@code action} while no manifest changes: nothing is flushed, and no merge ends. */
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

    static <T> T locked(ReentrantLock lock, Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
