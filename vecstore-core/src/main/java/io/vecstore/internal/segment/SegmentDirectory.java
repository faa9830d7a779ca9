package io.vecstore.internal.segment;

import io.vecstore.CollectionOptions;
import io.vecstore.error.CorruptDataException;
import io.vecstore.error.StorageException;
import io.vecstore.internal.bm25.PostingsFile;
import io.vecstore.internal.bm25.PostingsSource;
import io.vecstore.internal.bm25.PostingsWriter;
import io.vecstore.internal.fields.FieldsFile;
import io.vecstore.internal.fields.FieldsRebuild;
import io.vecstore.internal.fields.FieldsSource;
import io.vecstore.internal.fields.FieldsWriter;
import io.vecstore.internal.graph.BuiltGraph;
import io.vecstore.internal.graph.GraphFile;
import io.vecstore.internal.graph.GraphInput;
import io.vecstore.internal.graph.GraphMerger;
import io.vecstore.internal.graph.GraphParameters;
import io.vecstore.internal.graph.VectorGraph;
import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.BinaryWriter;
import io.vecstore.internal.io.FramedFile;
import io.vecstore.internal.io.Storage;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of a collection's segments: how they are opened, repaired, extended by live-docs lists, and deleted. */
public final class SegmentDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentDirectory.class);

    private final Storage storage;
    private final Path directory;

    public SegmentDirectory(Storage storage, Path directory) {
        this.storage = storage;
        this.directory = directory;
    }

    /** Writes truth and derived files of a new segment and syncs them, though not yet their names. */
    public void writeSegment(SegmentRef ref, List<SegmentSource> sources, CollectionOptions options, GraphBuild build) {
        SegmentWriter.write(storage, directory, ref.number(), ref.key(), sources);
        int recordCount = sources.stream().mapToInt(SegmentSource::recordCount).sum();
        writePostings(
                ref,
                sources.stream()
                        .map(source -> new PostingsSource(
                                source.segment().postings(source.recordMap().length), source.recordMap()))
                        .toList(),
                recordCount);
        writeFields(
                ref,
                sources.stream()
                        .map(source -> new FieldsSource(
                                source.segment().fieldsToMerge(source.recordMap().length, build), source.recordMap()))
                        .toList(),
                recordCount);
        writeGraph(
                ref,
                sources.stream()
                        .filter(source -> source.segment().vectors() != null)
                        .map(SegmentDirectory::graphInput)
                        .toList(),
                options,
                build);
    }

    FramedFile openTruth(SegmentRef ref, Arena arena) {
        return FramedFile.open(
                storage, SegmentFiles.segment(directory, ref.number()), SegmentFiles.SEGMENT_KIND, ref.key(), arena);
    }

    /** The inverted index of a segment; built from {@code texts} where the file is damaged or missing. */
    DerivedFile<PostingsFile> postings(SegmentRef ref, TextPostings texts, Arena arena) {
        return new DerivedFile<>(
                SegmentFiles.postings(directory, ref.number()),
                () -> openPostings(ref, texts.recordCount(), arena),
                build -> rebuildPostings(ref, texts));
    }

    private DerivedFile.Opened<PostingsFile> openPostings(SegmentRef ref, int recordCount, Arena arena) {
        FramedFile file = FramedFile.open(
                storage, SegmentFiles.postings(directory, ref.number()), PostingsFile.KIND, ref.key(), arena);
        PostingsFile postings = PostingsFile.of(file);
        if (postings.ordinalLimit() != recordCount) {
            throw file.corrupt(
                    FramedFile.HEADER_BYTES, "it indexes " + postings.ordinalLimit() + " records of " + recordCount);
        }
        return new DerivedFile.Opened<>(file, postings);
    }

    private void rebuildPostings(SegmentRef ref, TextPostings texts) {
        int count = texts.recordCount();
        int[] identity = IntStream.range(0, count).toArray();
        writePostings(ref, List.of(new PostingsSource(texts.index(), identity)), count);
        storage.forceDirectory(directory);
    }

    private void writePostings(SegmentRef ref, List<PostingsSource> sources, int recordCount) {
        writeDerived(
                ref,
                SegmentFiles.postings(directory, ref.number()),
                PostingsFile.KIND,
                out -> PostingsWriter.write(out, sources, recordCount));
    }

    /** The metadata index of a segment; built from the metadata where the file is damaged or missing. */
    DerivedFile<FieldsFile> fields(SegmentRef ref, MappedTable records, Arena arena) {
        return new DerivedFile<>(
                SegmentFiles.fields(directory, ref.number()),
                () -> openFields(ref, records.size(), arena),
                build -> rebuildFields(ref, records));
    }

    private DerivedFile.Opened<FieldsFile> openFields(SegmentRef ref, int recordCount, Arena arena) {
        FramedFile file = FramedFile.open(
                storage, SegmentFiles.fields(directory, ref.number()), FieldsFile.KIND, ref.key(), arena);
        FieldsFile fields = FieldsFile.of(file);
        if (fields.ordinalLimit() != recordCount) {
            throw file.corrupt(
                    FramedFile.HEADER_BYTES, "it indexes " + fields.ordinalLimit() + " records of " + recordCount);
        }
        return new DerivedFile.Opened<>(file, fields);
    }

    private void rebuildFields(SegmentRef ref, MappedTable records) {
        RowCursor cursor = records.cursor();
        replace(
                SegmentFiles.fields(directory, ref.number()),
                path -> new FieldsRebuild(storage, path, ref.key(), cursor::metadata).write(records.size()));
        storage.forceDirectory(directory);
    }

    private void writeFields(SegmentRef ref, List<FieldsSource> sources, int recordCount) {
        writeDerived(
                ref,
                SegmentFiles.fields(directory, ref.number()),
                FieldsFile.KIND,
                out -> FieldsWriter.write(out, sources, recordCount));
    }

    private static GraphInput graphInput(SegmentSource source) {
        VectorMatrix vectors = Objects.requireNonNull(source.segment().vectors());
        return new GraphInput(source.segment().graph().graph(), vectors, source.recordMap());
    }

    /** The graph over the vectors of a segment; built from them where the file is damaged or missing. */
    DerivedFile<VectorGraph> graph(SegmentRef ref, MappedVectors vectors, CollectionOptions options, Arena arena) {
        return new DerivedFile<>(
                SegmentFiles.graph(directory, ref.number()),
                () -> openGraph(ref, vectors, options, arena),
                build -> rebuildGraph(ref, vectors, options, build));
    }

    private DerivedFile.Opened<VectorGraph> openGraph(
            SegmentRef ref, MappedVectors vectors, CollectionOptions options, Arena arena) {
        FramedFile file =
                FramedFile.open(storage, SegmentFiles.graph(directory, ref.number()), GraphFile.KIND, ref.key(), arena);
        GraphParameters parameters = GraphParameters.of(options, vectors.dimension());
        return new DerivedFile.Opened<>(file, GraphFile.open(file, parameters, vectors.rows()));
    }

    private void rebuildGraph(SegmentRef ref, MappedVectors vectors, CollectionOptions options, GraphBuild build) {
        int[] identity = IntStream.range(0, vectors.rows()).toArray();
        writeGraph(ref, List.of(new GraphInput(null, vectors, identity)), options, build);
        storage.forceDirectory(directory);
    }

    /** Builds and writes the graph of a segment that is to have one. */
    private void writeGraph(SegmentRef ref, List<GraphInput> inputs, CollectionOptions options, GraphBuild build) {
        int vectors = inputs.stream().mapToInt(GraphInput::keptRows).sum();
        if (!hasGraph(vectors, options)) {
            return;
        }
        int dimension = ((VectorMatrix) inputs.getFirst().vectors()).dimension();
        GraphParameters parameters = GraphParameters.of(options, dimension);
        try (Arena arena = Arena.ofShared()) {
            BuiltGraph built = new GraphMerger(parameters, inputs, build.threads(), build.cancelled()).merge(arena);
            writeDerived(ref, SegmentFiles.graph(directory, ref.number()), GraphFile.KIND, built::write);
        }
    }

    /** Whether a segment with so many vectors has a graph. */
    static boolean hasGraph(int vectors, CollectionOptions options) {
        return vectors >= options.index().minVectors() && GraphParameters.serves(options.metric());
    }

    private void writeDerived(SegmentRef ref, Path path, String kind, Consumer<BinaryWriter> body) {
        replace(path, temporary -> FramedFile.write(storage, temporary, kind, ref.key(), body));
    }

    /** Written under another name first: a mapped file of that name must not change. */
    private void replace(Path path, Consumer<Path> writing) {
        Path temporary = path.resolveSibling(path.getFileName() + SegmentFiles.TEMPORARY);
        writing.accept(temporary);
        storage.rename(temporary, path);
    }

    /**
     * Writes the list of rows that commits up to {@code sequence} have deleted, as generation {@code ref} says.
     *
     * @return how many there are; later commits may have deleted more
     */
    public int writeLiveDocs(SegmentRef ref, Segment segment, long sequence) {
        int[] written = {0};
        Path path = SegmentFiles.live(directory, ref.number(), ref.liveGeneration());
        FramedFile.write(storage, path, SegmentFiles.LIVE_KIND, ref.key(), out -> {
            written[0] += writeDeleted(segment.records().liveDocs(), sequence, out);
            written[0] += writeDeleted(segment.documents().liveDocs(), sequence, out);
        });
        return written[0];
    }

    /** Ascending ordinals as differences, each plus one, ended by 0; returns how many. */
    private static int writeDeleted(LiveDocs liveDocs, long sequence, BinaryWriter out) {
        int[] previous = {-1};
        int[] count = {0};
        liveDocs.forEachDeleted(0, sequence, (ordinal, deletedAt) -> {
            out.writeVarInt(ordinal - previous[0]);
            previous[0] = ordinal;
            count[0]++;
        });
        out.writeVarInt(0);
        return count[0];
    }

    void readLiveDocs(SegmentRef ref, Table records, Table documents, Arena arena) {
        if (ref.liveGeneration() == 0) {
            return;
        }
        Path path = SegmentFiles.live(directory, ref.number(), ref.liveGeneration());
        FramedFile file = FramedFile.open(storage, path, SegmentFiles.LIVE_KIND, ref.key(), arena);
        file.verify();
        BinaryReader in = file.reader();
        readDeleted(in, records);
        readDeleted(in, documents);
    }

    private static void readDeleted(BinaryReader in, Table table) {
        long ordinal = -1;
        for (int step = in.readVarInt(); step != 0; step = in.readVarInt()) {
            ordinal += step;
            if (ordinal >= table.size()) {
                throw in.corrupt("deleted ordinal " + ordinal + " is not among " + table.size() + " rows");
            }
            table.liveDocs().delete((int) ordinal, 1);
        }
    }

    void deleteOldLiveDocs(SegmentRef ref) {
        for (String name : storage.list(directory)) {
            if (SegmentFiles.isLiveDocs(ref.number(), name) && !SegmentFiles.isOf(ref, name)) {
                storage.delete(directory.resolve(name));
            }
        }
    }

    /** Whether a file is shorter on disk than it was when it was mapped: what is missing cannot be read any more. */
    Optional<CorruptDataException> cut(FramedFile file) {
        long length;
        try {
            length = storage.size(file.path());
        } catch (StorageException refused) {
            if (!storage.exists(file.path())) {
                return Optional.empty(); // deleted, which a mapping survives
            }
            throw refused;
        }
        return length >= file.byteSize()
                ? Optional.empty()
                : Optional.of(file.corrupt(
                        length,
                        "another program cut the file from " + file.byteSize() + " bytes to " + length
                                + " while it was in use; close the database and restore a snapshot or a backup, or have"
                                + " what is left kept by \"vecstore doctor --repair\""));
    }

    /** All files that belong to a segment by their names. */
    public List<Path> files(long number) {
        return storage.list(directory).stream()
                .filter(name -> SegmentFiles.numberOf(name).orElse(-1) == number)
                .map(directory::resolve)
                .toList();
    }

    /** The files that the segment uses as {@code ref} describes it. */
    public List<Path> files(SegmentRef ref) {
        return storage.list(directory).stream()
                .filter(name -> SegmentFiles.isOf(ref, name))
                .map(directory::resolve)
                .toList();
    }

    /** Deletes what a segment that is no longer needed has left. */
    public void deleteFiles(long number) {
        files(number).forEach(storage::delete);
    }

    /** Deletes files of segments that no manifest names: a flush or compaction that did not finish. */
    public void deleteOrphans(Set<SegmentRef> known) {
        filesOfOthers(known).forEach(this::deleteOrphan);
    }

    /** The files of segments that are not among {@code known}. */
    public List<Path> filesOfOthers(Set<SegmentRef> known) {
        return storage.list(directory).stream()
                .filter(name -> SegmentFiles.numberOf(name).isPresent())
                .filter(name -> known.stream().noneMatch(ref -> SegmentFiles.isOf(ref, name)))
                .map(directory::resolve)
                .toList();
    }

    /** What cannot be deleted, such as a folder that is called like a segment, is no obstacle. */
    private void deleteOrphan(Path file) {
        try {
            LOG.info("deleting {}, left over by an unfinished flush or compaction", file);
            storage.delete(file);
        } catch (StorageException refused) {
            LOG.warn("leaving {} where it is: {}", file, refused.getMessage());
        }
    }
}
