package io.vecstore.internal.store;

import io.vecstore.error.ClosedException;
import io.vecstore.error.InvalidRequestException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Whether a database takes calls: it may be open only to be read, and it ends once. Thread-safe. */
final class Lifetime {

    private final Path directory;
    private final boolean readOnly;
    private final AtomicBoolean ended = new AtomicBoolean();

    Lifetime(Path directory, boolean readOnly) {
        this.directory = directory;
        this.readOnly = readOnly;
    }

    void requireWritable() {
        requireOpen();
        if (readOnly) {
            throw new InvalidRequestException("database " + directory
                    + " is open read-only: it can be searched and refreshed; open it with VecDatabase.open to write");
        }
    }

    void requireOpen() {
        if (ended.get()) {
            throw new ClosedException("database " + directory + " is closed");
        }
    }

    boolean isReadOnly() {
        return readOnly;
    }

    boolean isEnded() {
        return ended.get();
    }

    /**
     * Refuses further calls, then runs every step, whatever happens to the others, and throws the first failure. Only
     * the first call does anything.
     */
    void end(Supplier<List<Runnable>> steps) {
        if (ended.compareAndSet(false, true)) {
            runAll(steps.get());
        }
    }

    private static void runAll(List<Runnable> steps) {
        RuntimeException first = null;
        for (Runnable step : steps) {
            try {
                step.run();
            } catch (RuntimeException failed) {
                if (first == null) {
                    first = failed;
                } else {
                    first.addSuppressed(failed);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
