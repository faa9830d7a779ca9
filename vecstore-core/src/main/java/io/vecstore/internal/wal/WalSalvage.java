package io.vecstore.internal.wal;

import io.vecstore.error.CorruptDataException;
import io.vecstore.internal.io.BinaryReader;
import io.vecstore.internal.io.Layouts;
import io.vecstore.internal.io.Storage;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Reads a log with holes: every commit whose frame checks out, in order, wherever it stands; and lists the commits that
 * are missing between them. Changes nothing.
 */
public final class WalSalvage {

    /**
     * Commits that cannot be read.
     *
     * @param first the first of them
     * @param last the last of them that is known to have been written, {@link #UNKNOWN} where a whole file is missing
     * @param path the file in which the hole begins
     * @param offset where in that file
     */
    public record Hole(long first, long last, Path path, long offset) {}

    /**
     * What was found.
     *
     * @param lastSequence the newest commit that was read or is known to have been written
     * @param commits how many were read
     * @param holes what is lost, in order
     * @param replacedFiles the files of the log, without one that a log begun after {@code lastSequence} writes over
     */
    public record Salvaged(long lastSequence, long commits, List<Hole> holes, List<Path> replacedFiles) {}

    /** The number of a commit that nothing tells any more. */
    public static final long UNKNOWN = Long.MAX_VALUE;

    private final WalReader.Visitor visitor;
    private final long start;
    private final List<Hole> holes = new ArrayList<>();
    private long lastRead;
    private long written;
    private long commits;
    private Path place;
    private long placeOffset;
    private boolean continued;

    private WalSalvage(WalReader.Visitor visitor, long start, Path directory) {
        this.visitor = visitor;
        this.start = start;
        this.lastRead = start - 1;
        this.written = start - 1;
        this.place = directory;
    }

    /**
     * Reads all files of {@code directory}.
     *
     * @param start the first commit that may be needed; older ones are handed over as well, if they are there, and are
     *     not missed if they are not
     * @param visitor receives what can be read; a commit that it finds damaged counts as lost
     */
    public static Salvaged read(Storage storage, Path directory, long start, WalReader.Visitor visitor) {
        WalSalvage salvage = new WalSalvage(visitor, start, directory);
        NavigableMap<Long, Path> files = WalReader.files(storage, directory);
        for (Map.Entry<Long, Path> file : files.entrySet()) {
            salvage.written = Math.max(salvage.written, file.getKey() - 1);
            try (Arena arena = Arena.ofConfined()) {
                salvage.readFile(file.getValue(), storage.map(file.getValue(), arena));
            }
        }
        salvage.skipTo(salvage.written + 1);
        salvage.noteMissingEnd(directory);
        files.remove(salvage.written + 1);
        return new Salvaged(salvage.written, salvage.commits, salvage.holes, List.copyOf(files.values()));
    }

    /** The database that the first readable file of a log belongs to. */
    public static Optional<UUID> database(Storage storage, Path directory) {
        for (Path file : WalReader.files(storage, directory).values()) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment bytes = storage.map(file, arena);
                if (bytes.byteSize() >= WalFormat.FILE_HEADER_BYTES) {
                    UUID key = new UUID(bytes.get(Layouts.LONG, 16), bytes.get(Layouts.LONG, 24));
                    MemorySegment header = MemorySegment.ofArray(WalFormat.fileHeader(key));
                    if (bytes.asSlice(0, header.byteSize()).mismatch(header) == -1) {
                        return Optional.of(key);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The number of the first commit of the first file of a log; empty where there is no file. */
    public static OptionalLong firstSequence(Storage storage, Path directory) {
        NavigableMap<Long, Path> files = WalReader.files(storage, directory);
        return files.isEmpty() ? OptionalLong.empty() : OptionalLong.of(files.firstKey());
    }

    private void readFile(Path path, MemorySegment bytes) {
        long at = Math.min(WalFormat.FILE_HEADER_BYTES, bytes.byteSize());
        boolean inHole = false;
        while (at + WalFormat.FRAME_HEADER_BYTES <= bytes.byteSize()) {
            if (WalReader.isFrameHeader(bytes, at)) {
                written = Math.max(written, bytes.get(Layouts.LONG, at + 8));
            }
            if (WalReader.isFrame(bytes, at)) {
                long length = Integer.toUnsignedLong(bytes.get(Layouts.INT, at + 4));
                readFrame(path, bytes, at + WalFormat.FRAME_HEADER_BYTES, length);
                at += WalFormat.FRAME_HEADER_BYTES + length;
                inHole = false;
                continued = length == 0;
            } else {
                if (!inHole) {
                    place = path;
                    placeOffset = at;
                    inHole = true;
                }
                at++;
            }
        }
    }

    /** A file that was ended had a successor; here it had none. */
    private void noteMissingEnd(Path directory) {
        if (continued) {
            Path missing = directory.resolve(WalFormat.fileName(written + 1));
            holes.add(new Hole(written + 1, UNKNOWN, missing, 0));
        }
    }

    private void readFrame(Path path, MemorySegment bytes, long payloadAt, long length) {
        BinaryReader frame = new BinaryReader(bytes.asSlice(payloadAt, length), path.toString(), payloadAt);
        while (frame.remaining() > 0) {
            long sequence = frame.readLong();
            int bodyLength = frame.readInt();
            long bodyAt = payloadAt + frame.position();
            frame.seek(frame.position() + bodyLength);
            readCommit(sequence, new BinaryReader(bytes.asSlice(bodyAt, bodyLength), path.toString(), bodyAt));
        }
    }

    private void readCommit(long sequence, BinaryReader body) {
        written = Math.max(written, sequence);
        if (sequence <= lastRead && commits > 0) {
            return; // there twice
        }
        skipTo(sequence);
        try {
            visitor.commit(sequence, body);
            commits++;
            lastRead = sequence;
        } catch (CorruptDataException damaged) {
            place = Path.of(damaged.path());
            placeOffset = damaged.offset();
            skipTo(sequence + 1);
        }
    }

    /** Notes that all commits before {@code sequence} that have not been read are lost. */
    private void skipTo(long sequence) {
        long first = Math.max(start, lastRead + 1);
        if (sequence > first) {
            holes.add(new Hole(first, sequence - 1, place, placeOffset));
            lastRead = sequence - 1;
        }
    }
}
