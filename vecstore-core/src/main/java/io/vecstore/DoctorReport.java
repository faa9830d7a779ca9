package io.vecstore;

import java.util.List;

/**
 * What an examination of a database found.
 *
 * @param filesRead how many files were read to the end
 * @param bytesRead how much that was
 * @param damages what is wrong, worst first; empty when all is well
 */
public record DoctorReport(int filesRead, long bytesRead, List<Damage> damages) {

    /**
     * Something that is wrong.
     *
     * @param path the file
     * @param reason what is wrong with it
     * @param derived whether the file is rebuilt from others while the database is open, so that nothing is lost
     * @param cost what does not work, or is lost, because of it
     */
    public record Damage(String path, String reason, boolean derived, String cost) {}

    /** Copies the list. */
    public DoctorReport {
        damages = List.copyOf(damages);
    }

    public boolean isHealthy() {
        return damages.isEmpty();
    }
}
