package io.vecstore.internal.store;

import io.vecstore.CollectionOptions;
import io.vecstore.Metric;
import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.BinaryWriter;
import io.vecstore.internal.io.FramedFile;
import io.vecstore.internal.io.Storage;
import io.vecstore.internal.segment.SegmentRef;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Which segments make up a collection: the file {@code MANIFEST}, replaced in one step.
 *
 * @param config what was fixed when the collection was made
 * @param flushedSequence all commits up to this one are in the segments
 * @param nextSegment the number of the next segment
 * @param dimension of the vectors that are stored, 0 while there are none
 * @param segments oldest first
 */
record Manifest(
        CollectionOptions config, long flushedSequence, long nextSegment, int dimension, List<SegmentRef> segments) {

    private static final String KIND = "MANI";
    static final String NAME = "MANIFEST";
    private static final String TEMPORARY = "MANIFEST.tmp";
    private static final int MIN_SEGMENT_BYTES = 24;

    Manifest {
        segments = List.copyOf(segments);
    }

    /** Makes this the manifest of the collection, durably, and not before the names of the files it speaks of are. */
    void commit(Storage storage, Path directory, UUID collection) {
        Path temporary = directory.resolve(TEMPORARY);
        FramedFile.write(storage, temporary, KIND, collection, this::write);
        storage.forceDirectory(directory);
        storage.rename(temporary, directory.resolve(NAME));
        storage.forceDirectory(directory);
    }

    static Manifest read(Storage storage, Path directory, UUID collection) {
        try (Arena arena = Arena.ofConfined()) {
            FramedFile file = FramedFile.open(storage, directory.resolve(NAME), KIND, collection, arena);
            file.verify();
            return read(file.reader());
        }
    }

    private void write(BinaryWriter out) {
        out.writeString(config.metric().name());
        out.writeInt(config.dimension());
        out.writeString(config.analyzer());
        IndexOptionsCodec.write(config.index(), out);
        out.writeLong(flushedSequence);
        out.writeLong(nextSegment);
        out.writeInt(dimension);
        out.writeVarInt(segments.size());
        for (SegmentRef segment : segments) {
            out.writeLong(segment.number());
            out.writeLong(segment.key().getMostSignificantBits());
            out.writeLong(segment.key().getLeastSignificantBits());
            out.writeVarLong(segment.liveGeneration());
        }
    }

    private static Manifest read(BinaryReader in) {
        String metric = in.readString();
        CollectionOptions config =
                new CollectionOptions(metric(metric, in), in.readInt(), in.readString(), IndexOptionsCodec.read(in));
        long flushedSequence = in.readLong();
        long nextSegment = in.readLong();
        int dimension = in.readInt();
        int count = in.readCount(MIN_SEGMENT_BYTES);
        List<SegmentRef> segments = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            segments.add(new SegmentRef(in.readLong(), new UUID(in.readLong(), in.readLong()), in.readVarLong()));
        }
        return new Manifest(config, flushedSequence, nextSegment, dimension, segments);
    }

    private static Metric metric(String name, BinaryReader in) {
        for (Metric metric : Metric.values()) {
            if (metric.name().equals(name)) {
                return metric;
            }
        }
        throw in.corrupt("unknown metric \"" + name + "\"");
    }
}
