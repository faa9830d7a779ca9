package io.vecstore.internal.store;

import io.vecstore.error.StorageException;
import io.vecstore.internal.io.Storage;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Keeps the last bytes of the disk for what makes room: commits that store something are refused below the floor, so that
 * deletions, flushes and compactions still find space.
 *
 * @param bytes how much has to stay free; 0 for no floor
 */
record DiskFloor(Storage storage, Path directory, long bytes) {

    /** Refuses a commit that stores something and would leave less than the floor. */
    void check(PendingCommit commit) {
        if (bytes == 0 || !commit.stores()) {
            return;
        }
        long free = storage.usableBytes(directory);
        if (free - commit.body().length < bytes) {
            throw refusal(
                    "write to",
                    "only " + free + " bytes are free, and the last " + bytes
                            + " are kept for deletions, flushes and compactions; delete something and compact, make room,"
                            + " or open the database with a lower disk floor");
        }
    }

    /** Whether a file of about {@code expected} bytes leaves room for everybody else. */
    boolean hasRoom(long expected) {
        return bytes == 0 || storage.usableBytes(directory) >= expected;
    }

    /** Refuses to begin a file of about {@code expected} bytes that would fill the disk for everybody. */
    void requireRoom(long expected) {
        if (!hasRoom(expected)) {
            long free = storage.usableBytes(directory);
            throw refusal(
                    "write a segment in",
                    "about " + expected + " bytes are needed and " + free
                            + " are free; nothing is lost, it stays in the log until there is room");
        }
    }

    private StorageException refusal(String attempted, String reason) {
        return new StorageException(attempted, directory.toString(), new IOException(reason));
    }
}
