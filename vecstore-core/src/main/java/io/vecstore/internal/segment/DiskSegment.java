package io.vecstore.internal.segment;

import io.vecstore.CollectionOptions;
import io.vecstore.analysis.Analyzer;
import io.vecstore.error.CorruptDataException;
import io.vecstore.error.StorageException;
import io.vecstore.error.VecStoreException;
import io.vecstore.internal.bm25.Postings;
import io.vecstore.internal.bm25.PostingsFile;
import io.vecstore.internal.fields.FieldIndex;
import io.vecstore.internal.fields.FieldsFile;
import io.vecstore.internal.fields.NoFields;
import io.vecstore.internal.graph.GraphCoverage;
import io.vecstore.internal.graph.VectorGraph;
import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.FramedFile;
import io.vecstore.internal.io.Sections;
import io.vecstore.internal.io.Storage;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A segment on disk: immutable files, mapped for as long as the segment has users. Its truth has to check out; a
 * damaged derived file is set aside, and the segment answers without it until it is rebuilt.
 */
public final class DiskSegment extends Segment {

    private static final Logger LOG = LoggerFactory.getLogger(DiskSegment.class);

    private final SegmentDirectory directory;
    private volatile SegmentRef ref;
    private final Arena arena;
    private final BlockCache.OfSegment cached;
    private final FramedFile truth;
    private final MappedTable records;
    private final MappedTable documents;
    private final KeyDictionary parentKeys;
    private final MemorySegment parentChunks;
    private final @Nullable MappedVectors vectors;
    private final DerivedFile<PostingsFile> postings;
    private final DerivedFile<FieldsFile> fields;
    private final @Nullable DerivedFile<VectorGraph> graph;
    private final List<DerivedFile<?>> derived;
    private final TextPostings textPostings;
    private volatile int persistedDeletions;
    private volatile boolean obsolete;

    private DiskSegment(
            SegmentDirectory directory,
            SegmentRef ref,
            CollectionOptions options,
            BlockCache.OfSegment cached,
            Arena arena) {
        this.directory = directory;
        this.ref = ref;
        this.cached = cached;
        this.arena = arena;
        this.truth = directory.openTruth(ref, arena);
        String path = truth.path().toString();
        Sections sections = new Sections(truth);
        BinaryReader info = new BinaryReader(sections.get(SegmentFiles.INFO), path, 0);
        int dimension = info.readInt();
        int flags = info.readInt();
        int vectorCount = info.readInt();
        this.parentKeys = new KeyDictionary(sections.get(SegmentFiles.PARENT_KEYS), path);
        this.parentChunks = sections.get(SegmentFiles.PARENT_CHUNKS);
        this.records = new MappedTable(sections, SegmentFiles.RECORDS, parentKeys, flags, cached);
        this.documents = new MappedTable(sections, SegmentFiles.DOCUMENTS, parentKeys, 0, cached);
        this.vectors = dimension == 0 ? null : mapVectors(sections, dimension);
        this.textPostings = new TextPostings(records, Analyzer.named(options.analyzer()));
        this.postings = directory.postings(ref, textPostings, arena);
        this.fields = directory.fields(ref, records, arena);
        this.graph = vectors != null && SegmentDirectory.hasGraph(vectorCount, options)
                ? directory.graph(ref, vectors, options, arena)
                : null;
        this.derived = graph == null ? List.of(postings, fields) : List.of(postings, fields, graph);
        directory.readLiveDocs(ref, records, documents, arena);
        this.persistedDeletions =
                records.liveDocs().deletedCount() + documents.liveDocs().deletedCount();
    }

    /**
     * Opens the segment that the manifest names.
     *
     * @param cache where lookups keep blocks of the segment until nobody uses that any more
     */
    public static DiskSegment open(
            Storage storage, Path directory, SegmentRef ref, CollectionOptions options, BlockCache cache) {
        Arena arena = Arena.ofShared();
        try {
            return new DiskSegment(new SegmentDirectory(storage, directory), ref, options, cache.ofSegment(), arena);
        } catch (RuntimeException | Error failed) {
            arena.close();
            throw failed;
        }
    }

    private MappedVectors mapVectors(Sections sections, int dimension) {
        long length = (long) records.size() * dimension * Float.BYTES;
        return new MappedVectors(sections.get(SegmentFiles.VECTORS, length), Math.max(1, records.size()), dimension);
    }

    public SegmentRef ref() {
        return ref;
    }

    /**
     * Writes down the deletions by commits up to {@code sequence}, unless the newest list has them all; for the writer.
     */
    public void writeLiveDocs(long sequence) {
        int deleted = records.liveDocs().deletedCount() + documents.liveDocs().deletedCount();
        if (deleted > persistedDeletions) {
            SegmentRef next = ref.withLiveGeneration(ref.liveGeneration() + 1);
            persistedDeletions = directory.writeLiveDocs(next, this, sequence);
            ref = next;
        }
    }

    /** How many deletions are written down. */
    public int persistedDeletions() {
        return persistedDeletions;
    }

    /** Deletes lists of deletions that a newer one replaces. */
    public void deleteOldLiveDocs() {
        directory.deleteOldLiveDocs(ref);
    }

    /**
     * Reads all files of the segment and compares their checksums. A derived file that is damaged is set aside.
     *
     * @throws io.vecstore.error.CorruptDataException if the truth is damaged
     */
    public void verify() {
        cutFile()
                .ifPresent(
                        damage -> { // a checksum over what is not there would end the process
                            if (!setAside(damage)) {
                                throw damage;
                            }
                        });
        truth.verify();
        derived.forEach(DerivedFile::verify);
    }

    /** The damage of the first file that was cut while it was mapped; empty where none was. */
    public Optional<CorruptDataException> cutFile() {
        return files().stream().flatMap(file -> directory.cut(file).stream()).findFirst();
    }

    /** The files that are mapped. */
    public List<FramedFile> files() {
        List<FramedFile> files = new ArrayList<>();
        files.add(truth);
        derived.forEach(each -> each.file().ifPresent(files::add));
        return files;
    }

    /** The bytes of all files that are mapped. */
    public long byteSize() {
        return files().stream().mapToLong(FramedFile::byteSize).sum();
    }

    /** About how many bytes the deleted rows take, taking all rows for equally long. */
    public long reclaimableBytes() {
        long rows = (long) records.size() + documents.size();
        long deleted =
                (long) records.liveDocs().deletedCount() + documents.liveDocs().deletedCount();
        return rows == 0 ? 0 : byteSize() * deleted / rows;
    }

    /** The derived files that are not used because they are damaged, and what is wrong with them. */
    public Map<Path, VecStoreException> setAside() {
        Map<Path, VecStoreException> damaged = new LinkedHashMap<>();
        derived.forEach(each -> each.damage().ifPresent(reason -> damaged.put(each.path(), reason)));
        return damaged;
    }

    /**
     * Sets a derived file aside that turned out to be damaged while it was read.
     *
     * @return whether the damage is in a derived file of this segment
     */
    public boolean setAside(CorruptDataException damage) {
        for (DerivedFile<?> each : derived) {
            if (each.path().toString().equals(damage.path())) {
                each.setAside(damage);
                return true;
            }
        }
        return false;
    }

    /** Makes the derived files anew that are set aside; for one thread at a time. */
    public void rebuildDerived(GraphBuild build) {
        derived.forEach(each -> each.rebuild(build));
        textPostings.forget();
    }

    /** Has the files deleted once nobody uses the segment any more. */
    public void markObsolete() {
        obsolete = true;
    }

    @Override
    public Table records() {
        return records;
    }

    @Override
    public Table documents() {
        return documents;
    }

    @Override
    public @Nullable VectorMatrix vectors() {
        return vectors;
    }

    @Override
    public GraphCoverage graph() {
        VectorGraph value = graph == null ? null : graph.value();
        return value == null ? GraphCoverage.NONE : new GraphCoverage(value, records.size());
    }

    @Override
    public Postings postings(int limit) {
        PostingsFile file = postings.value();
        return file == null ? textPostings.index() : file;
    }

    @Override
    public FieldIndex fields(int limit) {
        FieldsFile file = fields.value();
        return file == null ? new NoFields(limit) : file;
    }

    @Override
    FieldIndex fieldsToMerge(int limit, GraphBuild build) {
        fields.verify();
        fields.rebuild(build);
        return fields(limit);
    }

    @Override
    public void forEachChunk(String documentId, int limit, IntConsumer visitor) {
        int position = parentKeys.find(documentId);
        if (position != Table.ABSENT) {
            Parents.forEachChunk(parentKeys, parentChunks, truth.path().toString(), position, limit, visitor);
        }
    }

    @Override
    void free() {
        cached.release();
        arena.close();
        if (obsolete) {
            deleteFiles();
        }
    }

    /** What cannot be deleted now is litter that the next opening deletes, and no concern of the last reader. */
    private void deleteFiles() {
        try {
            directory.deleteFiles(ref.number());
        } catch (StorageException refused) {
            LOG.warn("files of a segment that is not needed any more stay until the next opening", refused);
        }
    }
}
