package io.vecstore.internal.segment;

import io.vecstore.internal.io.BinaryWriter;
import io.vecstore.internal.io.FramedFile;
import io.vecstore.internal.io.SectionWriter;
import io.vecstore.internal.io.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes a new segment from rows of MemTables and older segments: a flush and a compaction are the same. What is held
 * in memory are ids and ordinals; vectors, texts and metadata are streamed.
 */
public final class SegmentWriter {

    private final List<SegmentSource> sources;
    private final long seed;
    private int vectorCount;

    private SegmentWriter(List<SegmentSource> sources, long seed) {
        this.sources = sources;
        this.seed = seed;
    }

    /**
     * Writes and syncs the truth of segment {@code number}; the folder is the caller's to sync.
     *
     * @param key a new identity for the segment, in each of its files
     * @param sources whose rows go in, new ordinals ascending from source to source
     */
    public static void write(Storage storage, Path directory, long number, UUID key, List<SegmentSource> sources) {
        SegmentWriter writer = new SegmentWriter(sources, key.getMostSignificantBits());
        FramedFile.write(
                storage, SegmentFiles.segment(directory, number), SegmentFiles.SEGMENT_KIND, key, writer::write);
    }

    private void write(BinaryWriter out) {
        SectionWriter sections = new SectionWriter(out);
        TableWriter records = TableWriter.ofRecords(sources);
        TableWriter documents = TableWriter.ofDocuments(sources);
        Parents parents = new Parents();
        int dimension = dimension();
        records.write(sections, SegmentFiles.RECORDS, parents, seed);
        documents.write(sections, SegmentFiles.DOCUMENTS, new Parents(), seed);
        sections.section(SegmentFiles.PARENT_KEYS, section -> parents.writeKeys(section, seed));
        sections.section(SegmentFiles.PARENT_CHUNKS, parents::writeChunks);
        if (dimension > 0) {
            sections.section(SegmentFiles.VECTORS, section -> writeVectors(section, dimension));
        }
        sections.section(SegmentFiles.INFO, section -> {
            section.writeInt(dimension);
            section.writeInt(records.flags());
            section.writeInt(vectorCount);
        });
        sections.finish();
    }

    /** The dimension of the vectors, 0 where no record has one. */
    private int dimension() {
        return sources.stream()
                .map(source -> source.segment().vectors())
                .filter(Objects::nonNull)
                .mapToInt(VectorMatrix::dimension)
                .findFirst()
                .orElse(0);
    }

    private void writeVectors(BinaryWriter out, int dimension) {
        for (SegmentSource source : sources) {
            VectorMatrix matrix = source.segment().vectors();
            for (int ordinal = 0; ordinal < source.recordMap().length; ordinal++) {
                if (source.recordMap()[ordinal] == Table.ABSENT) {
                    continue;
                }
                if (matrix != null && matrix.isPresent(ordinal)) {
                    out.writeSegment(matrix.segment(ordinal), matrix.offset(ordinal), matrix.stride());
                    vectorCount++;
                } else {
                    writeAbsent(out, dimension);
                }
            }
        }
    }

    private static void writeAbsent(BinaryWriter out, int dimension) {
        out.writeFloat(Float.NaN);
        for (int i = 1; i < dimension; i++) {
            out.writeFloat(0);
        }
    }
}
