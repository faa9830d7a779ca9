package io.vecstore.pipeline.sync;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a sync is.
 *
 * @param filesDone of {@code filesTotal} files to look into
 * @param filesTotal all files to look into
 * @param bytesDone of {@code bytesTotal}; a file's bytes count as its chunks are embedded
 * @param bytesTotal the size of all files to look into
 * @param chunksDone how many chunks have been embedded or have kept their vectors
 * @param elapsed since the sync started to look into files
 * @param chunksPerSecond over the whole time, 0 at the start
 * @param remaining how long the rest takes at the rate of bytes so far; empty until that can be said
 */
public record SyncProgress(
        int filesDone,
        int filesTotal,
        long bytesDone,
        long bytesTotal,
        long chunksDone,
        Duration elapsed,
        double chunksPerSecond,
        Optional<Duration> remaining) {}
