package io.vecstore.internal.store;

import io.vecstore.CollectionOptions;
import io.vecstore.analysis.Analyzer;
import io.vecstore.error.ClosedException;
import io.vecstore.error.CorruptDataException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.internal.io.Storage;
import io.vecstore.internal.model.WriteOperation;
import io.vecstore.internal.segment.DiskSegment;
import io.vecstore.internal.segment.Leaf;
import io.vecstore.internal.segment.MemTable;
import io.vecstore.internal.segment.Segment;
import io.vecstore.internal.segment.SegmentDirectory;
import io.vecstore.internal.segment.SegmentRef;
import io.vecstore.internal.segment.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The state of one collection: segments on disk, frozen MemTables on their way there, the MemTable that takes writes,
 * and the view of them all that readers take. Everything but {@link #acquire} is the writer's, under the commit lock of
 * the database.
 */
public final class CollectionEngine {

    static final long LENGTH_CHECK_MILLIS = 100;

    private final String name;
    private final UUID key;
    private final CollectionOptions config;
    private final Analyzer analyzer;
    private final Path directory;
    private final SegmentDirectory segmentDirectory;

    private final List<DiskSegment> segments = new ArrayList<>();
    private final List<MemTable> frozen = new ArrayList<>();
    private volatile MemTable active;
    private int dimension;
    private long flushedSequence;
    private long nextSegment;
    private long firstInFrozen = Long.MAX_VALUE;
    private long lastInFrozen;
    private long firstInActive = Long.MAX_VALUE;
    private final AtomicBoolean flushScheduled = new AtomicBoolean();
    private final AtomicBoolean compactionScheduled = new AtomicBoolean();
    private volatile View view;
    private volatile boolean closed;
    private volatile Runnable mending = () -> {};
    private volatile @Nullable CorruptDataException cut;
    private volatile long nextLengthCheck = System.nanoTime();

    private CollectionEngine(String name, UUID key, Storage storage, Path directory, Manifest manifest) {
        this.name = name;
        this.key = key;
        this.directory = directory;
        this.config = manifest.config();
        this.analyzer = Analyzer.named(config.analyzer());
        this.segmentDirectory = new SegmentDirectory(storage, directory);
        this.dimension = Math.max(manifest.dimension(), config.dimension());
        this.flushedSequence = manifest.flushedSequence();
        this.nextSegment = manifest.nextSegment();
        this.active = new MemTable(config);
        this.view = new View(0, List.of(), 0);
    }

    /** Makes the folder and manifest of a collection that holds nothing; the catalog is the caller's. */
    static CollectionEngine create(
            String name, UUID key, Storage storage, Path directory, CollectionOptions config, long sequence) {
        storage.createDirectories(directory);
        Manifest manifest = new Manifest(config, sequence, 1, 0, List.of());
        manifest.commit(storage, directory, key);
        CollectionEngine engine = new CollectionEngine(name, key, storage, directory, manifest);
        engine.publish(sequence);
        return engine;
    }

    /** Opens the segments that the manifest names, and deletes others; commits after it come from the log. */
    static CollectionEngine open(String name, UUID key, EngineOptions options, Path directory, Manifest manifest) {
        CollectionEngine engine = openReadOnly(name, key, options, directory, manifest);
        try {
            engine.segmentDirectory.deleteOrphans(new HashSet<>(manifest.segments()));
        } catch (RuntimeException | Error failed) {
            engine.close();
            throw failed;
        }
        return engine;
    }

    /** Opens the segments that the manifest names, and changes nothing on disk. */
    static CollectionEngine openReadOnly(
            String name, UUID key, EngineOptions options, Path directory, Manifest manifest) {
        Storage storage = options.storage();
        CollectionEngine engine = new CollectionEngine(name, key, storage, directory, manifest);
        try {
            for (SegmentRef ref : manifest.segments()) {
                engine.segments.add(DiskSegment.open(storage, directory, ref, engine.config, options.blocks()));
            }
        } catch (RuntimeException | Error failed) {
            engine.close();
            throw failed;
        }
        engine.publish(manifest.flushedSequence());
        return engine;
    }

    public String name() {
        return name;
    }

    public CollectionOptions config() {
        return config;
    }

    public Analyzer analyzer() {
        return analyzer;
    }

    UUID key() {
        return key;
    }

    Path directory() {
        return directory;
    }

    /** Whether a flush has been asked for and has not begun. */
    AtomicBoolean flushScheduled() {
        return flushScheduled;
    }

    /** Whether merging what is due has been asked for and has not begun. */
    AtomicBoolean compactionScheduled() {
        return compactionScheduled;
    }

    boolean isClosed() {
        return closed;
    }

    /** The newest view, with one use that the caller has to give up; never waits. */
    public View acquire() {
        while (true) {
            View current = view;
            if (closed) {
                throw new ClosedException("collection \"" + name + "\" is closed");
            }
            if (current.tryRetain()) {
                return current;
            }
        }
    }

    /** Says what to do when a derived file has been set aside: have it rebuilt. */
    void onSetAside(Runnable action) {
        mending = action;
    }

    /**
     * Sets a derived file aside that turned out to be damaged, or to be cut, while {@code reader} was read, and has it
     * rebuilt.
     *
     * @return whether the damage is in a derived file, so that the same question can be answered without it
     */
    public boolean setAside(View reader, Throwable noticed) {
        return switch (noticed) {
            case CorruptDataException damage -> setAsideDamaged(reader, damage);
            case InternalError _ ->
                reader.cutFile()
                        .filter(damage -> setAsideDamaged(reader, damage))
                        .isPresent();
            default -> false;
        };
    }

    /**
     * Notices files that another program has cut, before memory is read that is not there any more: reading it is an
     * {@link InternalError} at best, and vector instructions do not even get that far. Looks at the lengths of the files
     * every {@value #LENGTH_CHECK_MILLIS} ms; a derived file is set aside.
     *
     * @throws CorruptDataException if truth was cut, from then on
     */
    public void requireUncut(View reader) {
        CorruptDataException known = cut;
        if (known != null) {
            throw known;
        }
        long now = System.nanoTime();
        if (now - nextLengthCheck >= 0) {
            nextLengthCheck = now + TimeUnit.MILLISECONDS.toNanos(LENGTH_CHECK_MILLIS);
            reader.cutFile().filter(damage -> !setAsideDamaged(reader, damage)).ifPresent(damage -> {
                cut = damage;
                throw damage;
            });
        }
    }

    private boolean setAsideDamaged(View reader, CorruptDataException damage) {
        boolean found = reader.leaves().stream()
                .map(Leaf::segment)
                .anyMatch(segment -> segment instanceof DiskSegment onDisk && onDisk.setAside(damage));
        if (found) {
            mend();
        }
        return found;
    }

    /** Has derived files rebuilt that are set aside, in the background. */
    void mend() {
        mending.run();
    }

    /** Whether a segment does without a derived file. */
    boolean needsMending() {
        View current = acquire();
        try {
            return current.diskSegments().stream()
                    .anyMatch(segment -> !segment.setAside().isEmpty());
        } finally {
            current.release();
        }
    }

    /** The newest view, without a use of its own; for the writer. */
    View newestView() {
        return view;
    }

    /**
     * The dimension after the operations would have been applied.
     *
     * @param before the dimension that is known, 0 for none
     * @throws InvalidRequestException if a vector has another one
     */
    int checkDimension(int before, List<WriteOperation> operations) {
        int known = before;
        for (WriteOperation operation : operations) {
            if (operation instanceof WriteOperation.Upsert(var data) && data.vector() != null) {
                int length = data.vector().length;
                if (known != 0 && known != length) {
                    throw new InvalidRequestException("dimension mismatch for id \"" + data.id() + "\": collection \""
                            + name + "\" has " + known + ", the record has " + length
                            + "; embed with the model that the collection was made with");
                }
                known = length;
            }
        }
        return known;
    }

    int dimension() {
        return dimension;
    }

    long flushedSequence() {
        return flushedSequence;
    }

    /** The oldest commit that is not in the segments, {@link Long#MAX_VALUE} for none. */
    long firstUnflushed() {
        return Math.min(firstInFrozen, firstInActive);
    }

    /** How much memory the MemTable that takes writes occupies. */
    long activeBytes() {
        return active.byteSize();
    }

    /** Whether so many vectors wait in memory that they are worth a graph. */
    boolean wantsGraph() {
        return active.wantsGraph();
    }

    List<DiskSegment> segments() {
        return List.copyOf(segments);
    }

    SegmentDirectory segmentDirectory() {
        return segmentDirectory;
    }

    long takeSegmentNumber() {
        return nextSegment++;
    }

    /** Applies a commit that is in the log; it becomes visible with {@link #publish}. */
    void apply(long sequence, List<WriteOperation> operations) {
        firstInActive = Math.min(firstInActive, sequence);
        for (WriteOperation operation : operations) {
            switch (operation) {
                case WriteOperation.Upsert(var data) -> {
                    deleteRecord(data.id(), sequence);
                    float[] vector = data.vector();
                    if (vector != null) {
                        dimension = vector.length;
                    }
                    active.append(data.withVersion(sequence));
                }
                case WriteOperation.Delete(String id) -> deleteRecord(id, sequence);
                case WriteOperation.PutDocument(var document) -> {
                    deleteDocumentRow(document.id(), sequence);
                    active.append(document, sequence);
                }
                case WriteOperation.DeleteDocument(String documentId) -> {
                    deleteDocumentRow(documentId, sequence);
                    forEachSegment(segment -> deleteChunks(segment, documentId, sequence));
                }
            }
        }
    }

    private void deleteRecord(String id, long sequence) {
        forEachSegment(segment -> deleteRow(segment.records(), id, sequence));
    }

    private void deleteDocumentRow(String id, long sequence) {
        forEachSegment(segment -> deleteRow(segment.documents(), id, sequence));
    }

    private static void deleteRow(Table table, String id, long sequence) {
        int ordinal = table.find(id, table.size());
        if (ordinal != Table.ABSENT) {
            table.liveDocs().delete(ordinal, sequence);
        }
    }

    private static void deleteChunks(Segment segment, String documentId, long sequence) {
        segment.forEachChunk(
                documentId,
                segment.records().size(),
                ordinal -> segment.records().liveDocs().delete(ordinal, sequence));
    }

    private void forEachSegment(Consumer<Segment> action) {
        segments.forEach(action);
        frozen.forEach(action);
        action.accept(active);
    }

    /** Makes everything up to commit {@code sequence} visible. */
    void publish(long sequence) {
        List<Leaf> leaves = new ArrayList<>();
        forEachSegment(segment -> {
            Leaf leaf = Leaf.of(segment);
            if (!leaf.isEmpty()) {
                leaves.add(leaf);
            }
        });
        View before = view;
        view = new View(sequence, leaves, dimension);
        before.release();
    }

    /**
     * Sets the MemTable aside for a flush and begins a new one; returns all that wait, as they are now.
     *
     * @param sequence the newest commit
     */
    List<Leaf> freeze(long sequence) {
        active.stopIndexing();
        frozen.add(active);
        active = new MemTable(config);
        firstInFrozen = firstUnflushed();
        lastInFrozen = sequence;
        firstInActive = Long.MAX_VALUE;
        return frozen.stream().map(Leaf::of).toList();
    }

    /** Puts a segment in the place of all frozen MemTables. */
    void replaceFrozen(Optional<DiskSegment> flushed) {
        frozen.forEach(Segment::release);
        frozen.clear();
        flushed.ifPresent(segments::add);
    }

    /** Puts a segment in the place of those that it was merged from, whose use passes to the caller. */
    void replaceSegments(List<DiskSegment> merged, Optional<DiskSegment> replacement) {
        segments.removeAll(merged);
        replacement.ifPresent(segments::addFirst);
    }

    /** The manifest for the segments as they are, once commits up to {@code sequence} are in them. */
    Manifest manifest(long sequence) {
        return new Manifest(
                config,
                sequence,
                nextSegment,
                dimension,
                segments.stream().map(DiskSegment::ref).toList());
    }

    /** Notes that the manifest up to {@code sequence} has been committed. */
    void flushed(long sequence) {
        flushedSequence = sequence;
        if (frozen.isEmpty() && sequence >= lastInFrozen) { // a merge after a failed flush does not make up for it
            firstInFrozen = Long.MAX_VALUE;
        }
    }

    /** Takes over the content of a newer engine of the same collection, which is not used any more after that. */
    void adopt(CollectionEngine newer) {
        List<Segment> old = new ArrayList<>();
        forEachSegment(old::add);
        segments.clear();
        segments.addAll(newer.segments);
        frozen.clear();
        frozen.addAll(newer.frozen);
        active = newer.active;
        dimension = newer.dimension;
        flushedSequence = newer.flushedSequence;
        nextSegment = newer.nextSegment;
        firstInFrozen = newer.firstInFrozen;
        lastInFrozen = newer.lastInFrozen;
        firstInActive = newer.firstInActive;
        View before = view;
        view = newer.view;
        before.release();
        old.forEach(Segment::release);
    }

    /** Refuses further readers and gives up all memory, as soon as the current readers have. */
    void close() {
        closed = true;
        active.stopIndexing();
        view.release();
        forEachSegment(Segment::release);
    }
}
