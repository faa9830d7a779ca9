package io.vecstore.internal.io;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;

/** Another storage, of which every write to a file is told to somebody after it was made. */
public record ObservedStorage(Storage storage, IntConsumer written) implements Storage {

    @Override
    public AutoCloseable lock(Path file, String holder) {
        return storage.lock(file, holder);
    }

    @Override
    public void createDirectories(Path directory) {
        storage.createDirectories(directory);
    }

    @Override
    public boolean exists(Path path) {
        return storage.exists(path);
    }

    @Override
    public List<String> list(Path directory) {
        return storage.list(directory);
    }

    @Override
    public AppendFile create(Path file) {
        return new ObservedFile(storage.create(file), written);
    }

    @Override
    public AppendFile openAt(Path file, long length) {
        return new ObservedFile(storage.openAt(file, length), written);
    }

    @Override
    public MemorySegment map(Path file, Arena arena) {
        return storage.map(file, arena);
    }

    @Override
    public void rename(Path from, Path to) {
        storage.rename(from, to);
    }

    @Override
    public void delete(Path file) {
        storage.delete(file);
    }

    @Override
    public void forceDirectory(Path directory) {
        storage.forceDirectory(directory);
    }

    @Override
    public void link(Path file, Path copy) {
        storage.link(file, copy);
    }

    @Override
    public long size(Path file) {
        return storage.size(file);
    }

    @Override
    public long usableBytes(Path directory) {
        return storage.usableBytes(directory);
    }

    private record ObservedFile(AppendFile file, IntConsumer written) implements AppendFile {
        @Override
        public void write(byte[] bytes, int offset, int length) {
            file.write(bytes, offset, length);
            written.accept(length);
        }

        @Override
        public void force() {
            file.force();
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
