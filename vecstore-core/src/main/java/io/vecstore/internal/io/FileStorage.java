package io.vecstore.internal.io;

import io.vecstore.error.StorageException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The file system of the operating system. */
public final class FileStorage implements Storage {

    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    @Override
    public AutoCloseable lock(Path file, String holder) {
        return call("lock", file, () -> FileLockHandle.acquire(file, holder));
    }

    @Override
    public void createDirectories(Path directory) {
        run("create folder", directory, () -> Files.createDirectories(directory));
    }

    @Override
    public boolean exists(Path path) {
        return Files.exists(path);
    }

    @Override
    public List<String> list(Path directory) {
        return call("list", directory, () -> {
            try (Stream<Path> entries = Files.list(directory)) {
                return entries.map(entry -> entry.getFileName().toString())
                        .sorted()
                        .toList();
            } catch (NoSuchFileException absent) {
                return List.of();
            }
        });
    }

    /** A new file even where there was one: that one may have another name, or be mapped. */
    @Override
    public AppendFile create(Path file) {
        delete(file);
        return openAt(file, 0);
    }

    @Override
    public AppendFile openAt(Path file, long length) {
        return call("open for writing", file, () -> {
            RandomAccessFile handle = new RandomAccessFile(file.toFile(), "rw");
            try {
                handle.setLength(length);
                handle.seek(length);
            } catch (IOException refused) {
                handle.close();
                throw refused;
            }
            return new RandomAccessAppendFile(file, handle, length);
        });
    }

    @Override
    public MemorySegment map(Path file, Arena arena) {
        return call("map", file, () -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            }
        });
    }

    @Override
    public void rename(Path from, Path to) {
        run("rename to " + to.getFileName(), from, () -> {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    @Override
    public void delete(Path file) {
        run("delete", file, () -> Files.deleteIfExists(file));
    }

    @Override
    public void forceDirectory(Path directory) {
        if (WINDOWS) {
            return; // a folder cannot be opened there; NTFS journals its names
        }
        run("sync folder", directory, () -> {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        });
    }

    @Override
    public void link(Path file, Path copy) {
        try {
            Files.createLink(copy, file);
        } catch (IOException | UnsupportedOperationException impossible) {
            Storage.super.link(file, copy); // another file system, or one without links
        }
    }

    @Override
    public long size(Path file) {
        return call("ask for the length of", file, () -> Files.size(file));
    }

    @Override
    public long usableBytes(Path directory) {
        long free = directory.toFile().getUsableSpace(); // one call, where a FileStore looks through all mounts
        return free > 0
                ? free
                : call(
                        "ask for the free space of",
                        directory,
                        () -> Files.getFileStore(directory).getUsableSpace());
    }

    private interface IoCall<T> {
        T call() throws IOException;
    }

    private interface IoAction {
        void run() throws IOException;
    }

    private static void run(String attempted, Path path, IoAction action) {
        call(attempted, path, () -> {
            action.run();
            return Boolean.TRUE;
        });
    }

    /** Runs {@code call} with the interrupt flag lowered, because a channel closes itself when it sees the flag. */
    private static <T> T call(String attempted, Path path, IoCall<T> call) {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return call.call();
                } catch (ClosedByInterruptException again) {
                    interrupted |= Thread.interrupted(); // it came in the middle: with a new channel all goes on
                }
            }
        } catch (IOException refused) {
            throw new StorageException(attempted, path.toString(), refused);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** {@link RandomAccessFile} rather than a channel: it does not react to interrupts. */
    private static final class RandomAccessAppendFile implements AppendFile {
        private final Path path;
        private final RandomAccessFile handle;
        private long size;

        RandomAccessAppendFile(Path path, RandomAccessFile handle, long size) {
            this.path = path;
            this.handle = handle;
            this.size = size;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            FileStorage.run("append to", path, () -> handle.write(bytes, offset, length));
            size += length;
        }

        @Override
        public void force() {
            FileStorage.run("sync", path, () -> handle.getFD().sync());
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public void close() {
            FileStorage.run("close", path, handle::close);
        }
    }
}
