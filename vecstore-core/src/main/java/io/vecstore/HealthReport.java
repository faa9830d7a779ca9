package io.vecstore;

import java.util.List;
import java.util.Optional;

/**
 * The state of an open database at one moment, see {@link VecDatabase#health}.
 *
 * @param writesRefused why no write is accepted, such as a failed sync; empty while writes work
 * @param damages collections that could not be opened, damaged segments, and derived files that are set aside until
 *     they are rebuilt in the background; worst first
 * @param reclaimableBytes about how much of the segments is deleted or replaced and would be freed by a compaction
 */
public record HealthReport(Optional<String> writesRefused, List<DoctorReport.Damage> damages, long reclaimableBytes) {

    /** Copies the list. */
    public HealthReport {
        damages = List.copyOf(damages);
    }

    /** Whether everything can be read and written, with all indexes in use. */
    public boolean isHealthy() {
        return writesRefused.isEmpty() && damages.isEmpty();
    }
}
