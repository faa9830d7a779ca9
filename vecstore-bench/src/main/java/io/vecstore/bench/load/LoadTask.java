package io.vecstore.bench.load;

import io.vecstore.bench.data.BenchException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a worker process loads.
 *
 * @param system {@code vecstore} or {@code lucene}
 * @param folder where to; made by the worker
 * @param bufferMegabytes what the store may keep in memory before it writes to disk
 */
record LoadTask(String system, Path folder, int records, int dimension, int bufferMegabytes) {

    /**
     * The result.
     *
     * @param cpuSeconds of the whole process, without making the rows
     * @param makingCpuSeconds of making the rows
     * @param seconds on the clock, with making the rows
     * @param diskBytes of all files
     * @param peakBytes the most memory that was resident; null where the platform does not tell
     */
    record Loaded(
            double cpuSeconds,
            double makingCpuSeconds,
            double seconds,
            long diskBytes,
            @Nullable Long peakBytes) {}

    Loader open() throws IOException {
        return switch (system) {
            case "vecstore" -> new VecstoreLoader(folder, bufferMegabytes);
            case "lucene" -> new LuceneLoader(folder, bufferMegabytes);
            default -> throw new BenchException("there is no loader for \"" + system + "\"");
        };
    }
}
