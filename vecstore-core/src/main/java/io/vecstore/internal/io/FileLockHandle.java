package io.vecstore.internal.io;

import io.vecstore.error.DatabaseLockedException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lock of one process on a file. Locks of the operating system belong to the process and are dropped when any of
 * its handles of the file closes, so the file is opened once, and a registry keeps other users in this process out.
 */
final class FileLockHandle implements AutoCloseable {

    /** Locked instead of the content, which others need to read. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final Map<Path, String> HELD_HERE = new ConcurrentHashMap<>();

    private final Path key;
    private final RandomAccessFile handle;

    private FileLockHandle(Path key, RandomAccessFile handle) {
        this.key = key;
        this.handle = handle;
    }

    static FileLockHandle acquire(Path file, String holder) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Path key = folder.toRealPath().resolve(file.getFileName());
        if (HELD_HERE.putIfAbsent(key, holder) != null) {
            throw new DatabaseLockedException(folder, "this process (" + holder + ")");
        }
        try {
            RandomAccessFile handle = new RandomAccessFile(file.toFile(), "rw");
            FileLock lock = handle.getChannel().tryLock(LOCKED_BYTE, 1, false);
            if (lock == null) {
                String other = Files.readString(file, StandardCharsets.UTF_8).strip();
                handle.close();
                throw new DatabaseLockedException(folder, other.isEmpty() ? "another process" : other);
            }
            handle.setLength(0);
            handle.write(holder.getBytes(StandardCharsets.UTF_8));
            return new FileLockHandle(key, handle);
        } catch (IOException | RuntimeException refused) {
            HELD_HERE.remove(key);
            throw refused;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            handle.close();
        } finally {
            HELD_HERE.remove(key);
        }
    }
}
