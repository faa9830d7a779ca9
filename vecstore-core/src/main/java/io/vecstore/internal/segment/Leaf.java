package io.vecstore.internal.segment;

/**
 * One segment as a view sees it.
 *
 * @param segment the rows
 * @param recordLimit records from this ordinal on are newer than the view
 * @param documentLimit documents from this ordinal on are newer than the view
 * @param liveRecords records below the limit that are not deleted; some may have expired
 * @param liveDocuments documents below the limit that are not deleted
 */
public record Leaf(Segment segment, int recordLimit, int documentLimit, int liveRecords, int liveDocuments) {

    /** All of {@code segment} as it is now; for the writer. */
    public static Leaf of(Segment segment) {
        int records = segment.records().size();
        int documents = segment.documents().size();
        return new Leaf(
                segment,
                records,
                documents,
                records - segment.records().liveDocs().deletedCount(),
                documents - segment.documents().liveDocs().deletedCount());
    }

    /** Whether there is no row at all. */
    public boolean isEmpty() {
        return recordLimit == 0 && documentLimit == 0;
    }
}
