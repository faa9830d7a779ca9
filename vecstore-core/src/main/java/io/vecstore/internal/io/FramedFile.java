package io.vecstore.internal.io;

import io.vecstore.error.ConflictException;
import io.vecstore.error.CorruptDataException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * A mapped, immutable file with header and footer, as the package comment lays out. Opening checks the frame (kind,
 * version, owner, length, footer) without reading the body; {@link #verify} reads everything.
 */
public final class FramedFile {

    public static final int HEADER_BYTES = 64;
    public static final int FOOTER_BYTES = 32;
    private static final int VERSION = 1;
    private static final byte[] HEADER_MAGIC = "VECSTORE".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FOOTER_MAGIC = "VSFOOTER".getBytes(StandardCharsets.US_ASCII);

    private final Path path;
    private final MemorySegment whole;

    private FramedFile(Path path, MemorySegment whole) {
        this.path = path;
        this.whole = whole;
    }

    /**
     * Writes a complete file and syncs it. The folder is the caller's to sync.
     *
     * @param kind four ASCII letters
     * @param owner what the file belongs to: a segment, a collection, a database
     * @param body writes the body; its first byte lies at position {@link #HEADER_BYTES}
     */
    public static void write(Storage storage, Path path, String kind, UUID owner, Consumer<BinaryWriter> body) {
        try (AppendFile file = storage.create(path)) {
            BinaryWriter writer = BinaryWriter.to(file);
            writer.writeBytes(header(kind, owner));
            body.accept(writer);
            writer.drain();
            file.write(footer(writer.position() - HEADER_BYTES, writer.checksum()), 0, FOOTER_BYTES);
            file.force();
        }
    }

    /** Maps {@code path} and checks that it is a whole file of {@code kind} that belongs to {@code owner}. */
    public static FramedFile open(Storage storage, Path path, String kind, UUID owner, Arena arena) {
        MemorySegment whole = storage.map(path, arena);
        FramedFile file = new FramedFile(path, whole);
        if (whole.byteSize() < HEADER_BYTES + FOOTER_BYTES) {
            throw file.corrupt(0, "only " + whole.byteSize() + " bytes long: the file was cut");
        }
        file.checkVersion();
        file.check(0, header(kind, owner), "not a " + kind + " file of " + owner);
        long footerAt = whole.byteSize() - FOOTER_BYTES;
        int stored = whole.get(Layouts.INT, footerAt + 8);
        file.check(footerAt, footer(footerAt - HEADER_BYTES, stored), "the footer does not match the file");
        return file;
    }

    /** The bytes between header and footer. */
    public MemorySegment body() {
        return whole.asSlice(HEADER_BYTES, whole.byteSize() - HEADER_BYTES - FOOTER_BYTES);
    }

    /** A checked cursor over the body. */
    public BinaryReader reader() {
        return new BinaryReader(body(), path.toString(), HEADER_BYTES);
    }

    public Path path() {
        return path;
    }

    public long byteSize() {
        return whole.byteSize();
    }

    /** Reads the whole file and compares its checksum. */
    public void verify() {
        long footerAt = whole.byteSize() - FOOTER_BYTES;
        CRC32C checksum = new CRC32C();
        for (long at = 0; at < footerAt; at += 1 << 30) {
            checksum.update(whole.asSlice(at, Math.min(1 << 30, footerAt - at)).asByteBuffer());
        }
        if ((int) checksum.getValue() != whole.get(Layouts.INT, footerAt + 8)) {
            throw corrupt(HEADER_BYTES, "the checksum of the file does not match its bytes");
        }
    }

    /** The error for a body that makes no sense at {@code offset} of the file. */
    public CorruptDataException corrupt(long offset, String reason) {
        return new CorruptDataException(path.toString(), offset, reason);
    }

    private void checkVersion() {
        check(0, HEADER_MAGIC, "not a file of vecstore");
        int version = whole.get(Layouts.INT, 12);
        if (version != VERSION) {
            throw new ConflictException(path + " has format " + version + ", this version of vecstore reads format "
                    + VERSION + "; open it with the version that wrote it");
        }
    }

    private void check(long at, byte[] expected, String reason) {
        if (whole.asSlice(at, expected.length).mismatch(MemorySegment.ofArray(expected)) != -1) {
            throw corrupt(at, reason);
        }
    }

    private static byte[] header(String kind, UUID owner) {
        assert kind.length() == 4 : kind;
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(Layouts.ORDER)
                .put(HEADER_MAGIC)
                .put(kind.getBytes(StandardCharsets.US_ASCII))
                .putInt(VERSION)
                .putLong(owner.getMostSignificantBits())
                .putLong(owner.getLeastSignificantBits())
                .array();
    }

    private static byte[] footer(long bodyBytes, int checksum) {
        ByteBuffer footer = ByteBuffer.allocate(FOOTER_BYTES)
                .order(Layouts.ORDER)
                .putLong(bodyBytes)
                .putInt(checksum)
                .putInt(0)
                .put(FOOTER_MAGIC);
        CRC32C own = new CRC32C();
        own.update(footer.array(), 0, footer.position());
        return footer.putInt((int) own.getValue()).array();
    }
}
