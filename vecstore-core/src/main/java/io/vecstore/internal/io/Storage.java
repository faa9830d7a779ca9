package io.vecstore.internal.io;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

/**
 * The only way from the engine to a file system, so that tests can lose unsynced bytes, tear a write or fail the
 * n-th call. Every method throws {@link io.vecstore.error.StorageException} naming the path when the file system
 * refuses. Thread-safe; not interruptible.
 */
public interface Storage {

    /**
     * Takes the exclusive lock that {@code file} stands for, until the result is closed or the process ends. The file
     * stays.
     *
     * @param holder what others are told about who holds the lock
     * @throws io.vecstore.error.DatabaseLockedException if somebody else holds it, be it in this process
     */
    AutoCloseable lock(Path file, String holder);

    void createDirectories(Path directory);

    boolean exists(Path path);

    /** The names in {@code directory}, sorted; empty when it does not exist. */
    List<String> list(Path directory);

    /** Creates {@code file} for appending; whatever had that name is replaced by an empty file. */
    AppendFile create(Path file);

    /** Opens an existing {@code file} for appending after cutting it to {@code length} bytes. */
    AppendFile openAt(Path file, long length);

    /** Maps the whole of {@code file} read-only for as long as {@code arena} lives. */
    MemorySegment map(Path file, Arena arena);

    /** Moves {@code from} over {@code to} in one step; durable only after {@link #forceDirectory}. */
    void rename(Path from, Path to);

    /** Deletes {@code file} if it is there. */
    void delete(Path file);

    /** Makes creations, renames and deletions in {@code directory} durable. */
    void forceDirectory(Path directory);

    /**
     * Makes {@code copy} have the content of {@code file}, which never changes again: a second name of the same bytes
     * where the file system can do that, a synced copy elsewhere. Durable after {@link #forceDirectory}.
     */
    default void link(Path file, Path copy) {
        try (Arena arena = Arena.ofConfined();
                AppendFile target = create(copy)) {
            BinaryWriter writer = BinaryWriter.to(target);
            MemorySegment bytes = map(file, arena);
            writer.writeSegment(bytes, 0, bytes.byteSize());
            writer.drain();
            target.force();
        }
    }

    /** The length of {@code file}. */
    default long size(Path file) {
        try (Arena arena = Arena.ofConfined()) {
            return map(file, arena).byteSize();
        }
    }

    /** How many bytes can still be written to the file system that {@code directory} lies on. */
    default long usableBytes(Path directory) {
        return Long.MAX_VALUE;
    }
}
