package io.vecstore.pipeline.sync;

/** What became of a file that was looked into. */
public enum FileOutcome {
    /** It is new, and its document is stored. */
    ADDED,
    /** Its document was replaced. */
    CHANGED,
    /** Its document stands under the new path now. */
    MOVED,
    /** Its content is what it was; only its time or size on record was renewed. */
    UNCHANGED,
    /** Its document was removed, because the file is gone. */
    DELETED
}
