package io.vecstore.bench.ann;

import org.jspecify.annotations.Nullable;

/** What a worker answers, one JSON line each. */
sealed interface Reply {

    /**
     * An index was built.
     *
     * @param cpuSeconds of the whole process, from empty to closed on disk
     * @param seconds on the clock
     * @param diskBytes of all files
     * @param peakBytes the most memory that was resident, input included; null where the platform does not tell
     */
    record Built(
            double cpuSeconds,
            double seconds,
            long diskBytes,
            @Nullable Long peakBytes) implements Reply {}

    /** An index was opened in a fresh process, until it could search. */
    record Opened(double millis) implements Reply {}

    /**
     * Queries were answered.
     *
     * @param recall of the first pass over all queries
     * @param queries how many in all passes
     * @param threadCpuSeconds of the threads that searched
     * @param processCpuSeconds of the whole process, garbage collection and compilation included
     * @param p50Micros the median time on the clock for one query
     * @param filterMicros the mean time for evaluating a filter, where the system tells
     */
    record Measured(
            double recall,
            long queries,
            double threadCpuSeconds,
            double processCpuSeconds,
            double p50Micros,
            double filterMicros)
            implements Reply {}

    /**
     * Memory that opening and searching has taken.
     *
     * @param bytes live objects, native memory and mapped pages in RAM, beyond those before the index was opened; null
     *     where the platform does not tell
     */
    record Resident(@Nullable Long bytes) implements Reply {}
}
