package io.vecstore.testkit;

import io.vecstore.error.DatabaseLockedException;
import io.vecstore.error.StorageException;
import io.vecstore.internal.io.AppendFile;
import io.vecstore.internal.io.Storage;
import io.vecstore.testkit.DiskNode.FileNode;
import io.vecstore.testkit.DiskNode.FolderNode;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A file system in memory that knows which of its state is synced, so that {@link CrashImages} can tell what a power cut
 * might leave. Writes, cuts and names are lost unless the file, or the folder for a name, was synced after them. It can
 * be full, counts what is open, and tells an observer after each thing that was done to it.
 */
public final class SimulatedDisk implements Storage {

    private final FolderNode root;
    private final Set<Path> locks = new HashSet<>();
    private final List<MemorySegment> maps = new ArrayList<>();
    private int openFiles;
    private long time;
    private long capacity = Long.MAX_VALUE;
    private Consumer<Path> observer = path -> {};

    /** A disk on which the folder {@code home} is there and empty. */
    public SimulatedDisk(Path home) {
        this(new FolderNode());
        createDirectories(home);
        syncAll(root);
    }

    private SimulatedDisk(FolderNode root) {
        this.root = root;
    }

    private static void syncAll(FolderNode folder) {
        folder.sync();
        folder.entries().values().forEach(child -> {
            if (child instanceof FolderNode inner) {
                syncAll(inner);
            }
        });
    }

    /** Has {@code observer} called with the path after each change, by the thread that made it. */
    public synchronized void observe(Consumer<Path> newObserver) {
        observer = newObserver;
    }

    /** From now on all files together have no more than {@code bytes}. */
    public synchronized void limitTo(long bytes) {
        capacity = bytes;
    }

    /** Bytes in all files. */
    public synchronized long usedBytes() {
        return contents().values().stream().mapToLong(bytes -> bytes.length).sum();
    }

    /** Open files, locks and mappings that are still alive. */
    public synchronized int openHandles() {
        long alive = maps.stream().filter(map -> map.scope().isAlive()).count();
        return openFiles + locks.size() + (int) alive;
    }

    /** All files by path, as they look now. */
    public synchronized Map<String, byte[]> contents() {
        Map<String, byte[]> contents = new TreeMap<>();
        collect(root, "", contents);
        return contents;
    }

    private static void collect(FolderNode folder, String path, Map<String, byte[]> into) {
        folder.entries().forEach((name, node) -> {
            switch (node) {
                case FileNode file -> into.put(path + "/" + name, file.bytes());
                case FolderNode inner -> collect(inner, path + "/" + name, into);
            }
        });
    }

    /** Puts other bytes into a file, synced. */
    public synchronized void overwrite(Path file, byte[] bytes) {
        try (AppendFile target = create(file)) {
            target.write(bytes, 0, bytes.length);
            target.force();
        }
    }

    /** What was done since it was last synced, oldest first. */
    synchronized List<Effect> pending() {
        List<Effect> effects = new ArrayList<>();
        collectPending(root, new HashSet<>(), effects);
        effects.sort(Comparator.comparingLong(Effect::time));
        return effects;
    }

    private static void collectPending(DiskNode node, Set<DiskNode> seen, List<Effect> into) {
        if (!seen.add(node)) {
            return;
        }
        into.addAll(node.pending());
        if (node instanceof FolderNode folder) {
            folder.entries().values().forEach(child -> collectPending(child, seen, into));
        }
    }

    /** The disk after a power cut that decided the {@code fate} of each pending effect. */
    synchronized SimulatedDisk after(Function<Effect, Effect.Outcome> fate) {
        return new SimulatedDisk(root.after(fate));
    }

    /** The disk as a process that ends leaves it. */
    public SimulatedDisk afterKill() {
        return after(effect -> Effect.Outcome.KEPT);
    }

    /** The disk after a power cut that takes all that is not synced. */
    public SimulatedDisk afterPowerCut() {
        return after(effect -> Effect.Outcome.DROPPED);
    }

    private void changed(Path path) {
        observer.accept(path);
    }

    private static Path key(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static StorageException refused(String attempted, Path path, IOException cause) {
        return new StorageException(attempted, path.toString(), cause);
    }

    private @Nullable DiskNode find(Path path) {
        DiskNode node = root;
        for (Path name : key(path)) {
            node = node instanceof FolderNode folder ? folder.entries().get(name.toString()) : null;
        }
        return node;
    }

    private FolderNode folder(Path path, String attempted) {
        if (path.getNameCount() == 0) {
            return root;
        }
        if (find(path) instanceof FolderNode folder) {
            return folder;
        }
        throw refused(attempted, path, new NoSuchFileException(path.toString()));
    }

    private FolderNode parent(Path path, String attempted) {
        return folder(key(path).getParent(), attempted);
    }

    private FileNode file(Path path, String attempted) {
        if (find(path) instanceof FileNode file) {
            return file;
        }
        throw refused(attempted, path, new NoSuchFileException(path.toString()));
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    @Override
    public synchronized AutoCloseable lock(Path file, String holder) {
        if (!locks.add(key(file))) {
            throw new DatabaseLockedException(file, "this process");
        }
        return () -> unlock(file);
    }

    private synchronized void unlock(Path file) {
        locks.remove(key(file));
    }

    @Override
    public synchronized void createDirectories(Path directory) {
        Path path = key(directory);
        for (int names = 1; names <= path.getNameCount(); names++) {
            Path ancestor = path.getRoot().resolve(path.subpath(0, names));
            if (find(ancestor) == null) {
                FolderNode made = new FolderNode();
                parent(ancestor, "create folder").apply(new Effect.Link(time++, name(ancestor), made));
                changed(ancestor);
            }
        }
    }

    @Override
    public synchronized boolean exists(Path path) {
        return find(path) != null;
    }

    @Override
    public synchronized List<String> list(Path directory) {
        return find(directory) instanceof FolderNode folder
                ? List.copyOf(folder.entries().keySet())
                : List.of();
    }

    @Override
    public synchronized AppendFile create(Path file) {
        delete(file);
        parent(file, "create").apply(new Effect.Link(time++, name(file), new FileNode()));
        return openAt(file, 0);
    }

    @Override
    public synchronized AppendFile openAt(Path path, long length) {
        FileNode file = file(path, "open for writing");
        if (file.bytes().length != length) {
            file.apply(new Effect.Cut(time++, (int) length));
        }
        openFiles++;
        changed(path);
        return new SimulatedFile(path, file);
    }

    @Override
    public synchronized MemorySegment map(Path file, Arena arena) {
        byte[] bytes = file(file, "map").bytes();
        MemorySegment map = arena.allocate(bytes.length, 64);
        MemorySegment.copy(bytes, 0, map, ValueLayout.JAVA_BYTE, 0, bytes.length);
        maps.removeIf(old -> !old.scope().isAlive());
        maps.add(map);
        return map;
    }

    @Override
    public synchronized void rename(Path from, Path to) {
        DiskNode node = find(from);
        if (node == null) {
            throw refused("rename", from, new NoSuchFileException(from.toString()));
        }
        FolderNode folder = parent(from, "rename");
        assert folder == parent(to, "rename to");
        folder.apply(new Effect.Rename(time++, name(from), name(to), node));
        changed(to);
    }

    @Override
    public synchronized void delete(Path file) {
        DiskNode node = find(file);
        if (node instanceof FolderNode folder && !folder.entries().isEmpty()) {
            throw refused("delete", file, new DirectoryNotEmptyException(file.toString()));
        }
        if (node != null) {
            parent(file, "delete").apply(new Effect.Unlink(time++, name(file)));
            changed(file);
        }
    }

    @Override
    public synchronized void forceDirectory(Path directory) {
        folder(directory, "sync folder").sync();
        changed(directory);
    }

    @Override
    public synchronized long usableBytes(Path directory) {
        return capacity == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, capacity - usedBytes());
    }

    private synchronized void append(Path path, FileNode file, byte[] bytes) {
        int room = (int) Math.min(bytes.length, usableBytes(path));
        byte[] written = Arrays.copyOf(bytes, room);
        if (room > 0) {
            file.apply(new Effect.Write(time++, file.bytes().length, written));
            changed(path);
        }
        if (room < bytes.length) {
            throw refused("append to", path, new IOException("No space left on device"));
        }
    }

    private synchronized void force(Path path, FileNode file) {
        file.sync();
        changed(path);
    }

    private synchronized void closed() {
        openFiles--;
    }

    private final class SimulatedFile implements AppendFile {
        private final Path path;
        private final FileNode file;
        private boolean open = true;

        SimulatedFile(Path path, FileNode file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            requireOpen();
            append(path, file, Arrays.copyOfRange(bytes, offset, offset + length));
        }

        private void requireOpen() {
            if (!open) {
                throw refused("write to", path, new IOException("Stream Closed"));
            }
        }

        @Override
        public void force() {
            requireOpen();
            SimulatedDisk.this.force(path, file);
        }

        @Override
        public long size() {
            return file.bytes().length;
        }

        @Override
        public void close() {
            if (open) {
                open = false;
                closed();
            }
        }
    }
}
