package io.vecstore.internal.wal;

import io.vecstore.error.ConflictException;
import io.vecstore.error.CorruptDataException;
import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.Layouts;
import io.vecstore.internal.io.Storage;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32C;

/** Reads the log at recovery, decides where it ends, and changes nothing. */
public final class WalReader {

    /** Receives the commits in order. */
    @FunctionalInterface
    public interface Visitor {
        void commit(long sequence, BinaryReader body);
    }

    /**
     * What is known of a log before it is read.
     *
     * @param database the database that it belongs to
     * @param start the first commit that may be needed; older files are left over from a clean-up
     * @param begun whether there has to be a file, because the database has been written to
     */
    public record Expected(UUID database, long start, boolean begun) {}

    /**
     * What was found.
     *
     * @param lastSequence the newest commit that counts
     * @param files the files that stay, by first sequence number
     * @param endOfLastFile where the last of {@code files} is to be cut
     * @param deadFiles files after the end of the log
     */
    public record Recovered(long lastSequence, Map<Long, Path> files, long endOfLastFile, List<Path> deadFiles) {

        /** Where a reader is that has read all of this. */
        public Position position() {
            long file = files.keySet().stream().mapToLong(Long::longValue).max().orElse(lastSequence + 1);
            return new Position(file, files.isEmpty() ? 0 : endOfLastFile, lastSequence);
        }

        /** The same, unless the log ends before {@code start}: then nothing of it is needed, and it goes on there. */
        public Recovered skippingTo(long start) {
            if (lastSequence >= start - 1) {
                return this;
            }
            List<Path> unneeded = new ArrayList<>(deadFiles);
            unneeded.addAll(files.values());
            return new Recovered(start - 1, Map.of(), 0, unneeded);
        }
    }

    /**
     * How far a reader has come that follows a log which is being written.
     *
     * @param file the first sequence number in the name of the file that it is in
     * @param offset where the next frame begins, 0 where the file has not been begun
     * @param lastSequence the newest commit that it has read
     */
    public record Position(long file, long offset, long lastSequence) {

        /** Where no log has been read. */
        public static final Position BEFORE_ALL = new Position(1, 0, 0);
    }

    private final Storage storage;
    private final Path directory;
    private final UUID database;
    private final Visitor visitor;
    private final TreeMap<Long, Path> files = new TreeMap<>();
    private long lastSequence;
    /** Whether there has to be a file. */
    private boolean begun;
    /** Whether the file that was read last ends with the note that another follows. */
    private boolean continued;

    private WalReader(Storage storage, Path directory, UUID database, Visitor visitor) {
        this.storage = storage;
        this.directory = directory;
        this.database = database;
        this.visitor = visitor;
        this.files.putAll(files(storage, directory));
    }

    /** The files of the log in {@code directory}, by the first sequence number in their names. */
    static NavigableMap<Long, Path> files(Storage storage, Path directory) {
        TreeMap<Long, Path> files = new TreeMap<>();
        for (String name : storage.list(directory)) {
            WalFormat.firstSequence(name).ifPresent(first -> files.put(first, directory.resolve(name)));
        }
        return files;
    }

    /**
     * Reads all files of {@code directory}.
     *
     * @throws CorruptDataException if commits that had been acknowledged cannot be read
     */
    public static Recovered read(Storage storage, Path directory, Expected expected, Visitor visitor) {
        return new WalReader(storage, directory, expected.database(), visitor).read(expected);
    }

    /**
     * Reads on in a log that somebody else writes; what is not complete yet is left for the next time.
     *
     * @return how far it came; empty if the file in which it was is gone
     */
    public static Optional<Position> follow(
            Storage storage, Path directory, UUID database, Position from, Visitor visitor) {
        return new WalReader(storage, directory, database, visitor).follow(from);
    }

    private Optional<Position> follow(Position from) {
        lastSequence = from.lastSequence();
        long file = from.file();
        long offset = from.offset();
        while (true) {
            Path path = files.get(file);
            if (path == null) {
                return offset == 0 && file == lastSequence + 1 ? Optional.of(from) : Optional.empty();
            }
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment bytes = storage.map(path, arena);
                if (offset == 0 && hasHeader(bytes)) {
                    offset = WalFormat.FILE_HEADER_BYTES;
                }
                if (offset > 0) {
                    offset = readFrames(path, bytes, offset);
                }
            }
            if (file == lastSequence + 1 || !files.containsKey(lastSequence + 1)) {
                return Optional.of(new Position(file, offset, lastSequence));
            }
            file = lastSequence + 1;
            offset = 0;
        }
    }

    private Recovered read(Expected expected) {
        long start = expected.start();
        begun = expected.begun();
        if (files.isEmpty()) {
            requireNotBegun(start);
            return new Recovered(start - 1, Map.of(), 0, List.of());
        }
        List<Path> leftOver = dropLeftOver(start);
        lastSequence = Math.min(files.firstKey(), start) - 1;
        TreeMap<Long, Path> kept = new TreeMap<>();
        long end = 0;
        for (Map.Entry<Long, Path> entry : files.entrySet()) {
            Path path = entry.getValue();
            if (entry.getKey() != lastSequence + 1) {
                throw missing(path);
            }
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment bytes = storage.map(path, arena);
                long goodUntil = readFile(path, bytes);
                if (goodUntil == 0) {
                    return cutAt(kept, end, path, bytes, 0, leftOver);
                }
                kept.put(entry.getKey(), path);
                end = goodUntil;
                if (goodUntil < bytes.byteSize() && !continues(entry.getKey())) {
                    return cutAt(kept, end, path, bytes, goodUntil, leftOver);
                }
            }
        }
        if (continued) {
            throw missing(files.lastEntry().getValue());
        }
        return new Recovered(lastSequence, kept, end, leftOver);
    }

    private CorruptDataException missing(Path witness) {
        Path missing = witness.resolveSibling(WalFormat.fileName(lastSequence + 1));
        return new CorruptDataException(
                missing.toString(),
                0,
                "the log file that begins with commit " + (lastSequence + 1) + " is missing or cut, though "
                        + witness.getFileName() + " shows that there was one");
    }

    /** Whether the file after the one that begins with {@code first} goes on with the next commit. */
    private boolean continues(long first) {
        Map.Entry<Long, Path> next = files.higherEntry(first);
        if (next == null || next.getKey() != lastSequence + 1) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            return hasHeader(storage.map(next.getValue(), arena));
        }
    }

    private List<Path> dropLeftOver(long start) {
        Long first = files.floorKey(start);
        if (first == null) {
            return List.of();
        }
        Map<Long, Path> older = files.headMap(first, false);
        List<Path> leftOver = List.copyOf(older.values());
        older.clear();
        return leftOver;
    }

    /** Accepts that the log ends at {@code offset} of {@code path}, unless a later frame contradicts. */
    private Recovered cutAt(
            NavigableMap<Long, Path> kept, long end, Path path, MemorySegment bytes, long offset, List<Path> leftOver) {
        requireNotContinued(kept, leftOver);
        requireNothingDurableIn(path, bytes, offset, path, offset);
        Map<Long, Path> later = files.tailMap(kept.isEmpty() ? Long.MIN_VALUE : kept.lastKey(), false);
        later.forEach((first, file) -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment laterBytes = storage.map(file, arena);
                if (first - 1 > lastSequence && hasHeader(laterBytes)) {
                    throw lost(path, offset, first - 1, file, 0);
                }
                requireNothingDurableIn(file, laterBytes, 0, path, offset);
            }
        });
        List<Path> dead = new ArrayList<>(leftOver);
        dead.addAll(later.values());
        return new Recovered(lastSequence, kept, end, dead);
    }

    /** The last file that was begun may be torn, but not once a later one was said to follow. */
    private void requireNotContinued(NavigableMap<Long, Path> kept, List<Path> leftOver) {
        if (continued) {
            throw missing(kept.lastEntry().getValue());
        }
        if (kept.isEmpty() && leftOver.isEmpty()) {
            requireNotBegun(lastSequence + 1);
        } else if (kept.isEmpty() && isEnded(leftOver.getLast())) {
            throw missing(leftOver.getLast());
        }
    }

    private void requireNotBegun(long first) {
        if (begun) {
            Path missing = directory.resolve(WalFormat.fileName(first));
            throw new CorruptDataException(
                    missing.toString(), 0, "the log file that begins with commit " + first + " is missing or cut");
        }
    }

    private boolean isEnded(Path file) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = storage.map(file, arena);
            long at = bytes.byteSize() - WalFormat.FRAME_HEADER_BYTES;
            return at >= WalFormat.FILE_HEADER_BYTES && isFrame(bytes, at) && bytes.get(Layouts.INT, at + 4) == 0;
        }
    }

    private boolean hasHeader(MemorySegment bytes) {
        byte[] header = WalFormat.fileHeader(database);
        return bytes.byteSize() >= header.length
                && bytes.asSlice(0, header.length).mismatch(MemorySegment.ofArray(header)) == -1;
    }

    /** Hands all good frames to the visitor; returns where they end, 0 when even the file's header is torn. */
    private long readFile(Path path, MemorySegment bytes) {
        byte[] header = WalFormat.fileHeader(database);
        if (bytes.byteSize() < header.length || isZero(bytes, header.length)) {
            return 0;
        }
        long difference = bytes.asSlice(0, header.length).mismatch(MemorySegment.ofArray(header));
        if (difference >= 8 && difference < 12) {
            throw new ConflictException("log " + path + " has format " + bytes.get(Layouts.INT, 8)
                    + ", this version of vecstore reads format " + WalFormat.VERSION
                    + "; open it with the version that wrote it");
        }
        if (difference != -1) {
            throw new CorruptDataException(path.toString(), difference, "not a log file of this database");
        }
        return readFrames(path, bytes, header.length);
    }

    /** Hands all good frames from an offset on to the visitor; returns where they end. */
    private long readFrames(Path path, MemorySegment bytes, long from) {
        long at = from;
        continued = false;
        while (isFrame(bytes, at)) {
            readFrame(path, bytes, at);
            at += WalFormat.FRAME_HEADER_BYTES + Integer.toUnsignedLong(bytes.get(Layouts.INT, at + 4));
        }
        return at;
    }

    private void readFrame(Path path, MemorySegment bytes, long at) {
        long payloadAt = at + WalFormat.FRAME_HEADER_BYTES;
        long length = Integer.toUnsignedLong(bytes.get(Layouts.INT, at + 4));
        long done = 0;
        continued = length == 0;
        while (done < length) {
            BinaryReader commit =
                    new BinaryReader(bytes.asSlice(payloadAt + done, length - done), path.toString(), payloadAt + done);
            long sequence = commit.readLong();
            int bodyLength = commit.readInt();
            if (sequence != lastSequence + 1) {
                throw commit.corrupt("commit " + sequence + " follows commit " + lastSequence);
            }
            if (bodyLength < 0 || bodyLength > commit.remaining()) {
                throw commit.corrupt("commit " + sequence + " is said to have " + bodyLength + " bytes");
            }
            long bodyAt = payloadAt + done + WalFormat.COMMIT_HEADER_BYTES;
            visitor.commit(sequence, new BinaryReader(bytes.asSlice(bodyAt, bodyLength), path.toString(), bodyAt));
            lastSequence = sequence;
            done += WalFormat.COMMIT_HEADER_BYTES + bodyLength;
        }
    }

    /** Whether a frame's header stands at {@code at} and checks out, whatever follows it. */
    static boolean isFrameHeader(MemorySegment bytes, long at) {
        return bytes.byteSize() - at >= WalFormat.FRAME_HEADER_BYTES
                && bytes.get(Layouts.INT, at) == WalFormat.FRAME_MAGIC
                && checksum(bytes, at, 20) == bytes.get(Layouts.INT, at + 20);
    }

    /** Whether a whole frame stands at {@code at}. */
    static boolean isFrame(MemorySegment bytes, long at) {
        if (!isFrameHeader(bytes, at)) {
            return false;
        }
        long length = Integer.toUnsignedLong(bytes.get(Layouts.INT, at + 4));
        long payloadAt = at + WalFormat.FRAME_HEADER_BYTES;
        return length <= bytes.byteSize() - payloadAt
                && checksum(bytes, payloadAt, length) == bytes.get(Layouts.INT, at + 16);
    }

    /** A frame whose header checks out and that knows the missing commits as durable proves that they were lost. */
    private void requireNothingDurableIn(Path path, MemorySegment bytes, long from, Path damaged, long damagedAt) {
        for (long at = from; at + WalFormat.FRAME_HEADER_BYTES <= bytes.byteSize(); at++) {
            if (isFrameHeader(bytes, at) && bytes.get(Layouts.LONG, at + 8) > lastSequence) {
                throw lost(damaged, damagedAt, bytes.get(Layouts.LONG, at + 8), path, at);
            }
        }
    }

    private CorruptDataException lost(Path damaged, long damagedAt, long durable, Path witness, long witnessAt) {
        return new CorruptDataException(
                damaged.toString(),
                damagedAt,
                "commit " + (lastSequence + 1) + " cannot be read, though " + witness.getFileName() + " at offset "
                        + witnessAt + " says that all up to commit " + durable
                        + " were stored");
    }

    private static int checksum(MemorySegment bytes, long at, long length) {
        CRC32C crc = new CRC32C();
        if (length > 0) {
            crc.update(bytes.asSlice(at, length).asByteBuffer());
        }
        return (int) crc.getValue();
    }

    private static boolean isZero(MemorySegment bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes.get(ValueLayout.JAVA_BYTE, i) != 0) {
                return false;
            }
        }
        return true;
    }
}
