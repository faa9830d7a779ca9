package io.vecstore.internal.segment;

import java.util.Arrays;

/**
 * One input of a new segment: which rows of an older segment or MemTable go into it, and which ordinals they get there.
 *
 * @param segment where the rows come from
 * @param recordMap for each record its new ordinal, or {@link Table#ABSENT} if it is left out
 * @param documentMap likewise for documents
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once and never compared
public record SegmentSource(Segment segment, int[] recordMap, int[] documentMap) {

    /**
     * The rows that are live at commit {@code sequence} and not expired at {@code now}, numbered on from the given
     * first ordinals.
     */
    public static SegmentSource of(Leaf leaf, long sequence, long now, int firstRecord, int firstDocument) {
        return new SegmentSource(
                leaf.segment(),
                map(leaf.segment().records(), leaf.recordLimit(), sequence, now, firstRecord),
                map(leaf.segment().documents(), leaf.documentLimit(), sequence, now, firstDocument));
    }

    private static int[] map(Table table, int limit, long sequence, long now, int first) {
        int[] map = new int[limit];
        int next = first;
        for (int ordinal = 0; ordinal < limit; ordinal++) {
            boolean kept = table.liveDocs().isLive(ordinal, sequence) && table.expiresAt(ordinal) > now;
            map[ordinal] = kept ? next++ : Table.ABSENT;
        }
        return map;
    }

    /** Repeats on the new segment the deletions that came after commit {@code sequence}; for the writer. */
    public void carryDeletions(long sequence, Segment target) {
        carry(segment.records(), recordMap, sequence, target.records());
        carry(segment.documents(), documentMap, sequence, target.documents());
    }

    private static void carry(Table from, int[] map, long sequence, Table to) {
        from.liveDocs().forEachDeleted(sequence, Long.MAX_VALUE, (ordinal, deletedAt) -> {
            if (ordinal < map.length && map[ordinal] != Table.ABSENT) {
                to.liveDocs().delete(map[ordinal], deletedAt);
            }
        });
    }

    /** About how many bytes go into the new segment. */
    public long estimatedBytes() {
        return switch (segment) {
            case MemTable memTable -> memTable.byteSize();
            case DiskSegment disk ->
                disk.byteSize()
                        * (recordCount() + documentCount())
                        / Math.max(1, recordMap.length + documentMap.length);
        };
    }

    /** How many records go into the new segment. */
    public int recordCount() {
        return count(recordMap);
    }

    /** How many documents go into the new segment. */
    public int documentCount() {
        return count(documentMap);
    }

    private static int count(int[] map) {
        return (int)
                Arrays.stream(map).filter(ordinal -> ordinal != Table.ABSENT).count();
    }
}
