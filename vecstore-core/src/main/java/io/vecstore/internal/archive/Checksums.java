package io.vecstore.internal.archive;

import io.vecstore.internal.io.Storage;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of files. */
final class Checksums {

    private static final long CHUNK_BYTES = 1L << 30;

    private Checksums() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The entry for a file, not yet said to be included. */
    static ArchiveIndex.Entry entry(Storage storage, String path, Path file) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = storage.map(file, arena);
            MessageDigest digest = sha256();
            for (long at = 0; at < bytes.byteSize(); at += CHUNK_BYTES) {
                digest.update(bytes.asSlice(at, Math.min(CHUNK_BYTES, bytes.byteSize() - at))
                        .asByteBuffer());
            }
            return new ArchiveIndex.Entry(path, bytes.byteSize(), hex(digest), false);
        }
    }
}
