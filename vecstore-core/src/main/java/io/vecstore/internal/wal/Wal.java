package io.vecstore.internal.wal;

import io.vecstore.error.StorageException;
import io.vecstore.internal.io.AppendFile;
import io.vecstore.internal.io.BinaryWriter;
import io.vecstore.internal.io.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The appending side of the log. After an error that leaves the end of the file in doubt, it refuses all further
 * writes: what was synced is safe, what comes after would not be.
 */
public final class Wal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Wal.class);

    private final Storage storage;
    private final Path directory;
    private final UUID database;
    private final TreeMap<Long, Path> files = new TreeMap<>();
    private final BinaryWriter frame = BinaryWriter.toMemory();
    private AppendFile file;
    private long lastSequence;
    private long durableSequence;
    private volatile @Nullable StorageException failure;

    /**
     * Continues the log that {@link WalReader} has read.
     *
     * @param recovered what the reader found; its last file is cut where the reader says
     */
    public Wal(Storage storage, Path directory, UUID database, WalReader.Recovered recovered) {
        this.storage = storage;
        this.directory = directory;
        this.database = database;
        this.lastSequence = recovered.lastSequence();
        this.durableSequence = recovered.lastSequence();
        storage.createDirectories(directory);
        this.files.putAll(recovered.files());
        if (files.isEmpty()) {
            this.file = begin();
        } else {
            Path newest = files.lastEntry().getValue();
            tellWhatIsCut(newest, recovered.endOfLastFile());
            AppendFile last = storage.openAt(newest, recovered.endOfLastFile());
            this.file = orClose(last, () -> {
                last.force();
                storage.forceDirectory(directory);
            });
        }
        removeDead(recovered.deadFiles());
    }

    private void tellWhatIsCut(Path newest, long end) {
        long torn = storage.size(newest) - end;
        if (torn > 0) {
            LOG.warn(
                    "cutting {} bytes off {}: a commit that was interrupted, or the newest one if it is damaged",
                    torn,
                    newest);
        }
    }

    /** Only once there is a file that stays: a folder without any is taken for one that was robbed. */
    private void removeDead(List<Path> dead) {
        orClose(
                file,
                () -> dead.stream().filter(path -> !files.containsValue(path)).forEach(storage::delete));
    }

    private Wal(Storage storage, Path directory, UUID database, long lastSequence, AppendFile file) {
        this.storage = storage;
        this.directory = directory;
        this.database = database;
        this.lastSequence = lastSequence;
        this.durableSequence = lastSequence;
        this.file = file;
        this.failure = new StorageException(
                "write to", directory.toString(), new IOException("the database is open read-only"));
    }

    /** The log of a database that is only read: it touches no file and refuses every write. */
    public static Wal inert(Storage storage, Path directory, UUID database, long lastSequence) {
        return new Wal(storage, directory, database, lastSequence, new NoFile());
    }

    /** Nothing to write to; never reached, because the log refuses before. */
    private record NoFile() implements AppendFile {
        @Override
        public void write(byte[] bytes, int offset, int length) {
            throw new IllegalStateException("the log is read-only");
        }

        @Override
        public void force() {
            throw new IllegalStateException("the log is read-only");
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public void close() {}
    }

    /**
     * Appends a group of commits as one frame, numbering them from {@link #lastSequence} + 1 on.
     *
     * @param bodies the encoded commits, in order
     * @param force whether to return only once the frame is on the medium
     * @throws StorageException if nothing of it was made durable; the log is then either unchanged or read-only
     */
    public void append(List<byte[]> bodies, boolean force) {
        requireHealthy();
        encode(bodies);
        long before = file.size();
        try {
            file.write(frame.array(), 0, (int) frame.position());
        } catch (StorageException refused) {
            cutBackTo(before, refused);
            throw refused;
        }
        lastSequence += bodies.size();
        if (force) {
            force();
        }
    }

    private void encode(List<byte[]> bodies) {
        frame.reset();
        frame.writeInt(WalFormat.FRAME_MAGIC);
        frame.writeInt(0);
        frame.writeLong(durableSequence);
        frame.writeInt(0);
        frame.writeInt(0);
        long sequence = lastSequence;
        for (byte[] body : bodies) {
            frame.writeLong(++sequence);
            frame.writeInt(body.length);
            frame.writeBytes(body);
        }
        int payload = Math.toIntExact(frame.position() - WalFormat.FRAME_HEADER_BYTES);
        frame.putInt(4, payload);
        frame.putInt(16, WalFormat.checksum(frame.array(), WalFormat.FRAME_HEADER_BYTES, payload));
        frame.putInt(20, WalFormat.checksum(frame.array(), 0, 20));
    }

    /** Makes all that was appended durable. After a failed sync nothing is known about the file: read-only. */
    public void force() {
        requireHealthy();
        try {
            file.force();
        } catch (StorageException refused) {
            failure = refused;
            throw refused;
        }
        durableSequence = lastSequence;
    }

    /** Syncs the current file and begins the next one, unless the current one is still empty. */
    public void roll() {
        if (file.size() == WalFormat.FILE_HEADER_BYTES) {
            return;
        }
        force();
        AppendFile full = file;
        file = begin();
        end(full);
    }

    /** Notes at the end of a file that another one follows, so that it is missed if it is lost. */
    private void end(AppendFile full) {
        try (full) {
            encode(List.of());
            full.write(frame.array(), 0, (int) frame.position());
        }
    }

    /**
     * Goes on with the commit after {@code sequence}, in a new file. The caller has made sure that no reader of the log
     * starts before it.
     */
    public void skipTo(long sequence) {
        force();
        AppendFile full = file;
        lastSequence = sequence;
        durableSequence = sequence;
        try {
            file = begin();
        } catch (StorageException refused) {
            failure = refused;
            throw refused;
        }
        end(full);
    }

    /** Whether there are files of which every commit is numbered below {@code sequence}. */
    public boolean hasFilesBefore(long sequence) {
        return files.size() > 1 && files.higherKey(files.firstKey()) <= sequence;
    }

    /** Deletes the files of which every commit is numbered below {@code sequence}. */
    public void deleteBefore(long sequence) {
        List<Path> done = new ArrayList<>();
        while (hasFilesBefore(sequence)) {
            done.add(files.pollFirstEntry().getValue());
        }
        done.forEach(storage::delete);
        if (!done.isEmpty()) {
            storage.forceDirectory(directory);
        }
    }

    /** The number of the newest commit. */
    public long lastSequence() {
        return lastSequence;
    }

    /** Bytes in the file that is being appended to. */
    public long currentFileBytes() {
        return file.size();
    }

    /** Throws if the log is read-only. */
    public void requireHealthy() {
        if (failure != null) {
            throw refusal();
        }
    }

    /** Makes the log read-only for good. */
    public void refuseWrites(String reason, Throwable cause) {
        failure = new StorageException("continue", directory.toString(), new IOException(reason, cause));
    }

    /** What made the log read-only; empty while it takes writes. For any thread. */
    public Optional<StorageException> failure() {
        return Optional.ofNullable(failure);
    }

    /** The error for a write to a log that is read-only. */
    public StorageException refusal() {
        StorageException cause = Objects.requireNonNull(failure, "the log is healthy");
        return new StorageException(
                "write (the database is read-only since an earlier error; reopen it once the cause is mended) to",
                cause.path(),
                new IOException(cause.getMessage(), cause));
    }

    @Override
    public void close() {
        try {
            if (failure == null) {
                force();
            }
        } finally {
            file.close();
        }
    }

    private AppendFile begin() {
        Path path = directory.resolve(WalFormat.fileName(lastSequence + 1));
        try {
            AppendFile next = storage.create(path);
            orClose(next, () -> {
                byte[] header = WalFormat.fileHeader(database);
                next.write(header, 0, header.length);
                next.force();
                storage.forceDirectory(directory);
            });
            files.put(lastSequence + 1, path);
            return next;
        } catch (StorageException refused) {
            removeUnbegun(path, refused);
            throw refused;
        }
    }

    /** The commits that its name announces will go into the file before it, so it must not stay; else there are none. */
    private void removeUnbegun(Path path, StorageException refused) {
        try {
            storage.delete(path);
        } catch (StorageException alsoRefused) {
            refused.addSuppressed(alsoRefused);
            failure = refused;
        }
    }

    /** Closes {@code opened} if the step fails. */
    private static AppendFile orClose(AppendFile opened, Runnable step) {
        try {
            step.run();
            return opened;
        } catch (RuntimeException failed) {
            opened.close();
            throw failed;
        }
    }

    private void cutBackTo(long size, StorageException refused) {
        try {
            file.close();
            file = storage.openAt(files.lastEntry().getValue(), size);
        } catch (StorageException alsoRefused) {
            refused.addSuppressed(alsoRefused);
            failure = refused;
        }
    }
}
