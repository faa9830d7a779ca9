package io.vecstore.pipeline.sync;

/**
 * Is told what a sync does, one call at a time and in order, by the thread that called sync; what it throws ends the
 * sync. Implement what you need.
 */
public interface SyncListener {

    /** Does nothing. */
    SyncListener NONE = new SyncListener() {};

    /**
     * The folder has been compared with what is stored.
     *
     * @param start how much there is to do
     */
    default void started(SyncStart start) {}

    /** A file is being looked into; {@code fileFinished}, {@code fileFailed} or {@code fileSkipped} follows. */
    default void fileStarted(String path) {}

    /** A file is done: what {@code outcome} says has been committed. In a dry run it would be. */
    default void fileFinished(String path, FileOutcome outcome) {}

    /** A file gave no document. What was stored of it before is still there. */
    default void fileFailed(FileFailure failure) {}

    /** A file was left out because no parser reads its format. */
    default void fileSkipped(FileFailure reason) {}

    /** Some work is done; called after every file and within long ones. */
    default void progress(SyncProgress progress) {}

    /** All is done. Not called where sync throws. */
    default void finished(SyncReport report) {}
}
