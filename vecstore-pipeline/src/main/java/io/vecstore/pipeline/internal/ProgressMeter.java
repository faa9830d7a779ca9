package io.vecstore.pipeline.internal;

import io.vecstore.pipeline.sync.SyncProgress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Turns work done into rate and remaining time: the one place where they are computed. For one thread. */
final class ProgressMeter {

    /** Before this much is done, a remaining time would be a guess. */
    private static final double MIN_SHARE = 0.01;

    private static final Duration MIN_ELAPSED = Duration.ofSeconds(1);

    private final int filesTotal;
    private final long bytesTotal;
    private final LongSupplier nanos;
    private final long start;
    private int filesDone;
    private long bytesDone;
    private long chunksDone;

    /** @param nanos a clock such as {@link System#nanoTime} */
    ProgressMeter(int filesTotal, long bytesTotal, LongSupplier nanos) {
        this.filesTotal = filesTotal;
        this.bytesTotal = bytesTotal;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    void fileDone(long bytes, int chunks) {
        filesDone++;
        bytesDone += bytes;
        chunksDone += chunks;
    }

    SyncProgress now() {
        return now(0, 0);
    }

    /**
     * The progress while a group of files is embedded.
     *
     * @param bytes how much of the group's bytes the work on it amounts to
     * @param chunks how many chunks of it have been embedded
     */
    SyncProgress now(long bytes, long chunks) {
        Duration elapsed = Duration.ofNanos(nanos.getAsLong() - start);
        long done = Math.min(bytesTotal, bytesDone + bytes);
        double seconds = elapsed.toNanos() / 1e9;
        double rate = seconds > 0 ? (chunksDone + chunks) / seconds : 0;
        return new SyncProgress(
                filesDone, filesTotal, done, bytesTotal, chunksDone + chunks, elapsed, rate, remaining(done, elapsed));
    }

    private Optional<Duration> remaining(long done, Duration elapsed) {
        if (filesDone == filesTotal) {
            return Optional.of(Duration.ZERO);
        }
        if (done < bytesTotal * MIN_SHARE || elapsed.compareTo(MIN_ELAPSED) < 0 || done == 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos((long) ((double) elapsed.toNanos() * (bytesTotal - done) / done)));
    }
}
