package io.vecstore.internal.segment;

import io.vecstore.analysis.Analyzer;
import io.vecstore.internal.bm25.Postings;
import io.vecstore.internal.bm25.PostingsFile;
import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.FramedFile;
import io.vecstore.internal.io.Sections;
import io.vecstore.internal.io.Storage;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A segment on disk: immutable files, mapped for as long as the segment has users. Its truth has to check out; a
 * damaged derived file is rebuilt from it.
 */
public final class DiskSegment extends Segment {

    private final SegmentDirectory directory;
    private volatile SegmentRef ref;
    private final Arena arena;
    private final FramedFile truth;
    private final MappedTable records;
    private final MappedTable documents;
    private final KeyDictionary parentKeys;
    private final MemorySegment parentChunks;
    private final @Nullable MappedVectors vectors;
    private final PostingsFile postings;
    private final FramedFile postingsFile;
    private volatile int persistedDeletions;
    private volatile boolean obsolete;

    private DiskSegment(SegmentDirectory directory, SegmentRef ref, Analyzer analyzer, Arena arena) {
        this.directory = directory;
        this.ref = ref;
        this.arena = arena;
        this.truth = directory.openTruth(ref, arena);
        String path = truth.path().toString();
        Sections sections = new Sections(truth);
        BinaryReader info = new BinaryReader(sections.get(SegmentFiles.INFO), path, 0);
        int dimension = info.readInt();
        boolean expires = (info.readInt() & SegmentFiles.INFO_RECORDS_EXPIRE) != 0;
        this.parentKeys = new KeyDictionary(sections.get(SegmentFiles.PARENT_KEYS), path);
        this.parentChunks = sections.get(SegmentFiles.PARENT_CHUNKS);
        this.records = new MappedTable(sections, SegmentFiles.RECORDS, parentKeys, expires);
        this.documents = new MappedTable(sections, SegmentFiles.DOCUMENTS, parentKeys, false);
        this.vectors = dimension == 0 ? null : mapVectors(sections, dimension);
        this.postingsFile = directory.openPostings(ref, records, analyzer, arena);
        this.postings = PostingsFile.of(postingsFile);
        directory.readLiveDocs(ref, records, documents, arena);
        this.persistedDeletions =
                records.liveDocs().deletedCount() + documents.liveDocs().deletedCount();
    }

    /** Opens the segment that the manifest names. */
    public static DiskSegment open(Storage storage, Path directory, SegmentRef ref, Analyzer analyzer) {
        Arena arena = Arena.ofShared();
        try {
            return new DiskSegment(new SegmentDirectory(storage, directory), ref, analyzer, arena);
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
            directory.writeLiveDocs(next, this, sequence);
            ref = next;
            persistedDeletions = deleted;
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

    /** Reads all files of the segment and compares their checksums. */
    public void verify() {
        truth.verify();
        postingsFile.verify();
    }

    /** The files that are mapped. */
    public List<FramedFile> files() {
        return List.of(truth, postingsFile);
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
    public Postings postings(int limit) {
        return postings;
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
        arena.close();
        if (obsolete) {
            directory.deleteFiles(ref.number());
        }
    }
}
