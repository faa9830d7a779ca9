package io.vecstore;

import java.util.List;

/**
 * What {@link VecDatabase#repair} has done.
 *
 * @param before what was wrong
 * @param actions what was done about it, in order; empty when nothing was wrong
 * @param after what is still wrong
 */
public record RepairReport(DoctorReport before, List<Action> actions, DoctorReport after) {

    /**
     * One step of a repair.
     *
     * @param path the file or folder it was about
     * @param done what was done
     * @param lost what is lost for good, or came back though it had been deleted; empty for nothing
     */
    public record Action(String path, String done, String lost) {}

    /** Copies the list. */
    public RepairReport {
        actions = List.copyOf(actions);
    }
}
