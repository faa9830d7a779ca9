package io.vecstore.chat.library;

import io.vecstore.error.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The folder that uploads are kept in. A file appears there whole or not at all. Thread-safe. */
public final class UploadFolder {

    /** Begins with a dot, so that a sync leaves it out. */
    private static final String PART_PREFIX = ".part-";

    private final Path folder;
    private final long maxBytes;

    private UploadFolder(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    /**
     * Makes the folder where there is none, and removes what an earlier process has received only in part.
     *
     * @param maxBytes of one upload
     * @throws StorageException if the folder cannot be made or written
     */
    public static UploadFolder open(Path folder, long maxBytes) {
        try {
            Files.createDirectories(folder);
            Path real = folder.toRealPath();
            try (DirectoryStream<Path> parts = Files.newDirectoryStream(real, PART_PREFIX + "*")) {
                for (Path part : parts) {
                    Files.delete(part);
                }
            }
            return new UploadFolder(real, maxBytes);
        } catch (IOException failure) {
            throw new StorageException("make the folder for uploads", folder.toString(), failure);
        }
    }

    /** Absolute and without symbolic links. */
    public Path path() {
        return folder;
    }

    /** How large an upload may be. */
    public long maxBytes() {
        return maxBytes;
    }

    /**
     * Stores a file, in place of the one that had its name.
     *
     * @throws UploadTooLargeException if there are more bytes than allowed
     * @throws StorageException if the bytes cannot be read or stored
     */
    public void receive(UploadName name, InputStream content) {
        Path target = folder.resolve(name.encoded());
        try {
            Path part = Files.createTempFile(folder, PART_PREFIX, "");
            try {
                copy(content, part);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException failure) {
            throw new StorageException("store the upload", target.toString(), failure);
        }
    }

    private void copy(InputStream content, Path part) throws IOException {
        try (OutputStream out = Files.newOutputStream(part)) {
            byte[] buffer = new byte[1 << 16];
            long total = 0;
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                total += read;
                if (total > maxBytes) {
                    throw new UploadTooLargeException(maxBytes);
                }
                out.write(buffer, 0, read);
            }
        }
    }

    /** Removes a file by its name on disk; nothing happens if it is gone, or is none of ours. */
    void delete(String fileName) {
        if (!UploadName.isEncoded(fileName)) {
            return;
        }
        Path file = folder.resolve(fileName);
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new StorageException("delete the upload", file.toString(), failure);
        }
    }
}
