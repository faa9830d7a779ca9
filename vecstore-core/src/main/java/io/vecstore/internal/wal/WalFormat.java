package io.vecstore.internal.wal;

import io.vecstore.internal.io.Layouts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.zip.CRC32C;

/** The byte layout of the log; see the package comment. */
final class WalFormat {

    static final int FILE_HEADER_BYTES = 40;
    static final int FRAME_HEADER_BYTES = 24;
    static final int COMMIT_HEADER_BYTES = 12;
    static final int FRAME_MAGIC = 0x4D524657;
    static final int VERSION = 1;
    private static final byte[] FILE_MAGIC = "VSWRITES".getBytes(StandardCharsets.US_ASCII);
    private static final String SUFFIX = ".log";

    private WalFormat() {}

    static byte[] fileHeader(UUID database) {
        ByteBuffer header = ByteBuffer.allocate(FILE_HEADER_BYTES)
                .order(Layouts.ORDER)
                .put(FILE_MAGIC)
                .putInt(VERSION)
                .putInt(0)
                .putLong(database.getMostSignificantBits())
                .putLong(database.getLeastSignificantBits());
        return header.putInt(checksum(header.array(), 0, header.position())).array();
    }

    static int checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    static String fileName(long firstSequence) {
        return HexFormat.of().toHexDigits(firstSequence) + SUFFIX;
    }

    /** The first sequence number in a log file's name; empty for other files, which are litter. */
    static OptionalLong firstSequence(String fileName) {
        if (fileName.length() != 16 + SUFFIX.length() || !fileName.endsWith(SUFFIX)) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(HexFormat.fromHexDigitsToLong(fileName, 0, 16));
        } catch (NumberFormatException litter) {
            return OptionalLong.empty();
        }
    }
}
