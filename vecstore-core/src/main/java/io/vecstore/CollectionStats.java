package io.vecstore;

import io.vecstore.internal.segment.DiskSegment;
import io.vecstore.internal.segment.Leaf;
import io.vecstore.internal.store.CollectionEngine;
import io.vecstore.internal.store.DatabaseEngine;
import io.vecstore.internal.store.View;
import java.util.List;

/**
 * Numbers about a collection at one moment.
 *
 * @param records not deleted and not expired
 * @param documents not deleted
 * @param dimension of the vectors, 0 while there are none
 * @param segments on disk
 * @param segmentBytes of their files
 * @param recordsInMemory in the log and not yet in a segment
 * @param deletedRows rows of records and documents that a compaction would drop
 * @param reclaimableBytes about how much of segmentBytes they take
 */
public record CollectionStats(
        long records,
        long documents,
        int dimension,
        int segments,
        long segmentBytes,
        long recordsInMemory,
        long deletedRows,
        long reclaimableBytes) {

    static CollectionStats of(DatabaseEngine database, CollectionEngine engine) {
        View view = engine.acquire();
        try {
            List<DiskSegment> onDisk = view.diskSegments();
            return new CollectionStats(
                    view.recordCount(database.clock().millis()),
                    view.documentCount(),
                    view.dimension(),
                    onDisk.size(),
                    onDisk.stream().mapToLong(DiskSegment::byteSize).sum(),
                    view.leaves().stream()
                            .filter(leaf -> !(leaf.segment() instanceof DiskSegment))
                            .mapToLong(Leaf::liveRecords)
                            .sum(),
                    view.leaves().stream()
                            .mapToLong(CollectionStats::deletedRows)
                            .sum(),
                    onDisk.stream().mapToLong(DiskSegment::reclaimableBytes).sum());
        } finally {
            view.release();
        }
    }

    private static long deletedRows(Leaf leaf) {
        return (long) leaf.recordLimit() - leaf.liveRecords() + leaf.documentLimit() - leaf.liveDocuments();
    }
}
