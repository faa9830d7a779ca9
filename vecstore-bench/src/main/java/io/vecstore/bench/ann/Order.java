package io.vecstore.bench.ann;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the parent asks of a worker, one JSON line each.
 *
 * @param action what to do
 * @param run the details of {@link Action#RUN}
 */
record Order(Action action, @Nullable Run run) {

    enum Action {
        /** Builds the index; answered by {@link Reply.Built}. */
        BUILD,
        /** Opens the index; answered by {@link Reply.Opened}. */
        OPEN,
        /** Answers all queries; answered by {@link Reply.Measured}. */
        RUN,
        /** Tells how much memory is resident; answered by {@link Reply.Resident}. */
        MEMORY
    }

    /**
     * One measurement.
     *
     * @param ef the size of the candidate list
     * @param filter a {@link io.vecstore.bench.data.FilterSpec} as text
     * @param truth the ivecs file of the true neighbors
     * @param cpuSeconds all queries are asked again until each thread has worked so long
     */
    record Run(int ef, String filter, Path truth, double cpuSeconds) {}

    static Order of(Action action) {
        return new Order(action, null);
    }

    static Order run(Run run) {
        return new Order(Action.RUN, run);
    }
}
