package io.vecstore.bench.ann;

import io.vecstore.Metric;
import io.vecstore.bench.data.Vectors;
import io.vecstore.bench.peer.SystemSetting;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a worker process is for.
 *
 * @param system what it builds and searches
 * @param folder where the index lies; made by the worker
 * @param base fvecs file
 * @param queries fvecs file
 * @param metric of all searches
 * @param threads that build, and that search
 */
record WorkerSpec(SystemSetting system, Path folder, Path base, Path queries, Metric metric, int threads) {

    Vectors openBase() throws IOException {
        return Vectors.open(base);
    }

    Vectors openQueries() throws IOException {
        return Vectors.open(queries);
    }
}
