package io.vecstore.internal.segment;

import io.vecstore.internal.bm25.PostingsFile;
import io.vecstore.internal.fields.FieldsFile;
import io.vecstore.internal.graph.GraphFile;
import io.vecstore.internal.io.FramedFile;
import io.vecstore.internal.io.Storage;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One file of a segment, to be examined.
 *
 * @param path where it is
 * @param cost what its loss means
 */
public record SegmentCheck(Storage storage, Path path, String kind, SegmentRef ref, Cost cost) {

    /** What the loss of a file means. */
    public enum Cost {
        /** The rows of the segment. */
        ROWS,
        /** Which of the segment's rows are deleted. */
        DELETIONS,
        /** Nothing: the file is rebuilt from the others. */
        REBUILD
    }

    /** The files that a segment has to have, and its graph if there is one. */
    public static List<SegmentCheck> files(Storage storage, Path directory, SegmentRef ref) {
        List<SegmentCheck> files = new ArrayList<>();
        Path truth = SegmentFiles.segment(directory, ref.number());
        files.add(new SegmentCheck(storage, truth, SegmentFiles.SEGMENT_KIND, ref, Cost.ROWS));
        if (ref.liveGeneration() > 0) {
            Path live = SegmentFiles.live(directory, ref.number(), ref.liveGeneration());
            files.add(new SegmentCheck(storage, live, SegmentFiles.LIVE_KIND, ref, Cost.DELETIONS));
        }
        Path postings = SegmentFiles.postings(directory, ref.number());
        files.add(new SegmentCheck(storage, postings, PostingsFile.KIND, ref, Cost.REBUILD));
        Path fields = SegmentFiles.fields(directory, ref.number());
        files.add(new SegmentCheck(storage, fields, FieldsFile.KIND, ref, Cost.REBUILD));
        Path graph = SegmentFiles.graph(directory, ref.number());
        if (storage.exists(graph)) {
            files.add(new SegmentCheck(storage, graph, GraphFile.KIND, ref, Cost.REBUILD));
        }
        return files;
    }

    /**
     * Reads the file to its end and compares its checksum.
     *
     * @return its bytes
     */
    public long read() {
        try (Arena arena = Arena.ofConfined()) {
            FramedFile file = FramedFile.open(storage, path, kind, ref.key(), arena);
            file.verify();
            return file.byteSize();
        }
    }
}
