package io.vecstore.testkit;

/** What was done to a {@link SimulatedDisk} and is not synced, so that a power cut may undo it. */
sealed interface Effect {

    /** When it was done, counted in effects. */
    long time();

    /** Bytes written into a file. */
    @SuppressWarnings("ArrayRecordComponent") // compared by identity only
    record Write(long time, int offset, byte[] bytes) implements Effect {}

    /** A file cut to a length. */
    record Cut(long time, int length) implements Effect {}

    /** A name given to a new file or folder. */
    record Link(long time, String name, DiskNode node) implements Effect {}

    /** A name taken away. */
    record Unlink(long time, String name) implements Effect {}

    /** A name replaced by another one of the same folder, in one step. */
    record Rename(long time, String from, String to, DiskNode node) implements Effect {}

    /**
     * How much of an effect a power cut leaves.
     *
     * @param from the first byte of a write that is left
     * @param to behind the last byte of a write that is left
     * @param whole for a write whether the file has its new length, zeros standing where bytes are lost; for all else
     *     whether it is left
     */
    record Outcome(int from, int to, boolean whole) {
        static final Outcome KEPT = new Outcome(0, Integer.MAX_VALUE, true);
        static final Outcome DROPPED = new Outcome(0, 0, false);
        static final Outcome ZEROS = new Outcome(0, 0, true);
    }
}
