package io.vecstore.testkit;

import io.vecstore.error.StorageException;
import io.vecstore.internal.io.AppendFile;
import io.vecstore.internal.io.FileStorage;
import io.vecstore.internal.io.Storage;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file system, the real one or a simulated one, of which the n-th call fails; a write that fails leaves half of its bytes behind. Counts calls
 * and open files, so that a test can go through every n and see that nothing leaks.
 */
public final class FaultyStorage implements Storage {

    private static final int NEVER = Integer.MAX_VALUE;

    private final Storage real;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger openFiles = new AtomicInteger();
    private volatile int failAt = NEVER;
    private volatile boolean failForEver;

    /** Over the file system of the operating system. */
    public FaultyStorage() {
        this(new FileStorage());
    }

    public FaultyStorage(Storage real) {
        this.real = real;
    }

    /** The {@code n}-th call from now on fails, counted from 1; with {@code forEver} all later ones do as well. */
    public void failAt(int n, boolean forEver) {
        calls.set(0);
        failForEver = forEver;
        failAt = n;
    }

    /** No call fails any more. */
    public void heal() {
        failAt = NEVER;
        failForEver = false;
    }

    /** How many calls there were since the last {@link #failAt}. */
    public int calls() {
        return calls.get();
    }

    /** How many files are open for writing. */
    public int openFiles() {
        return openFiles.get();
    }

    private boolean fails() {
        int call = calls.incrementAndGet();
        return call == failAt || (failForEver && call > failAt);
    }

    private void check(String attempted, Path path) {
        if (fails()) {
            throw new StorageException(attempted, path.toString(), new IOException("injected fault"));
        }
    }

    @Override
    public AutoCloseable lock(Path file, String holder) {
        check("lock", file);
        return real.lock(file, holder);
    }

    @Override
    public void createDirectories(Path directory) {
        check("create folder", directory);
        real.createDirectories(directory);
    }

    @Override
    public boolean exists(Path path) {
        return real.exists(path);
    }

    @Override
    public List<String> list(Path directory) {
        check("list", directory);
        return real.list(directory);
    }

    @Override
    public AppendFile create(Path file) {
        check("create", file);
        return new FaultyFile(file, real.create(file));
    }

    @Override
    public AppendFile openAt(Path file, long length) {
        check("open", file);
        return new FaultyFile(file, real.openAt(file, length));
    }

    @Override
    public MemorySegment map(Path file, Arena arena) {
        check("map", file);
        return real.map(file, arena);
    }

    @Override
    public void rename(Path from, Path to) {
        check("rename", from);
        real.rename(from, to);
    }

    @Override
    public void delete(Path file) {
        check("delete", file);
        real.delete(file);
    }

    @Override
    public void forceDirectory(Path directory) {
        check("sync folder", directory);
        real.forceDirectory(directory);
    }

    @Override
    public long usableBytes(Path directory) {
        check("ask for the free space of", directory);
        return real.usableBytes(directory);
    }

    private final class FaultyFile implements AppendFile {
        private final Path path;
        private final AppendFile file;

        FaultyFile(Path path, AppendFile file) {
            this.path = path;
            this.file = file;
            openFiles.incrementAndGet();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (fails()) {
                file.write(bytes, offset, length / 2);
                throw new StorageException("append to", path.toString(), new IOException("injected fault"));
            }
            file.write(bytes, offset, length);
        }

        @Override
        public void force() {
            check("sync", path);
            file.force();
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public void close() {
            openFiles.decrementAndGet();
            file.close();
        }
    }
}
