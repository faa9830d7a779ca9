package io.vecstore.internal.archive;

import io.vecstore.error.CorruptDataException;
import io.vecstore.error.NotFoundException;
import io.vecstore.error.StorageException;
import io.vecstore.internal.io.AppendFile;
import io.vecstore.internal.io.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads an archive, trusting nothing in it. */
public final class ArchiveReader implements AutoCloseable {

    /** More than a million files; an index that is longer is not one of ours. */
    private static final int MAX_INDEX_BYTES = 256 << 20;

    private static final int CHUNK_BYTES = 1 << 16;

    private final Storage storage;
    private final Path archive;
    private final ZipFile zip;
    private final ArchiveIndex index;

    private ArchiveReader(Storage storage, Path archive, ZipFile zip) throws IOException {
        this.storage = storage;
        this.archive = archive;
        this.zip = zip;
        this.index = readIndex();
    }

    /**
     * Opens an archive and reads its index.
     *
     * @throws CorruptDataException if it is truncated, damaged, or something else
     * @throws io.vecstore.error.ConflictException if its format is newer
     */
    public static ArchiveReader open(Storage storage, Path archive) {
        ZipFile zip;
        try {
            zip = new ZipFile(archive.toFile());
        } catch (ZipException noZip) {
            throw new CorruptDataException(
                    archive.toString(), 0, "truncated, or no archive of vecstore: " + noZip.getMessage());
        } catch (NoSuchFileException absent) {
            throw new NotFoundException("there is no archive " + archive);
        } catch (IOException refused) {
            throw new StorageException("open archive", archive.toString(), refused);
        }
        try {
            return new ArchiveReader(storage, archive, zip);
        } catch (IOException damaged) {
            closeAfter(zip, damaged);
            throw new CorruptDataException(archive.toString(), 0, "its index cannot be read: " + damaged.getMessage());
        } catch (RuntimeException | Error failed) {
            closeAfter(zip, failed);
            throw failed;
        }
    }

    private static void closeAfter(ZipFile zip, Throwable failed) {
        try {
            zip.close();
        } catch (IOException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    public ArchiveIndex index() {
        return index;
    }

    private ArchiveIndex readIndex() throws IOException {
        ZipEntry entry = zip.getEntry(ArchiveIndex.NAME);
        if (entry == null) {
            throw new CorruptDataException(
                    archive.toString(), 0, "no archive of vecstore: it has no " + ArchiveIndex.NAME);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(MAX_INDEX_BYTES + 1);
            if (bytes.length > MAX_INDEX_BYTES) {
                throw new CorruptDataException(archive.toString(), 0, "its index is longer than 256 MiB");
            }
            return ArchiveIndex.parse(bytes, archive);
        }
    }

    /**
     * Unpacks all files into a folder that exists, and syncs them, though not their names.
     *
     * @param baseFolder where the snapshot of a given identity is, from which files are taken that the archive leaves out
     * @throws CorruptDataException if a file is missing or is not what the index says
     * @throws NotFoundException if the base is not there
     */
    public void unpack(Path folder, Function<UUID, Optional<Path>> baseFolder) {
        long needed = index.files().stream()
                .filter(ArchiveIndex.Entry::included)
                .mapToLong(ArchiveIndex.Entry::bytes)
                .sum();
        if (needed > storage.usableBytes(folder)) {
            throw new StorageException(
                    "unpack " + archive + " into",
                    folder.toString(),
                    new IOException(needed + " bytes are needed, " + storage.usableBytes(folder) + " are free"));
        }
        for (ArchiveIndex.Entry file : index.files()) {
            Path target = folder.resolve(file.path());
            storage.createDirectories(Objects.requireNonNull(target.getParent()));
            if (file.included()) {
                unpack(file, target);
            } else {
                takeFromBase(file, target, baseFolder);
            }
        }
    }

    private void unpack(ArchiveIndex.Entry file, Path target) {
        ZipEntry entry = zip.getEntry(file.path());
        if (entry == null) {
            throw new CorruptDataException(archive.toString(), 0, "its file " + file.path() + " is missing");
        }
        MessageDigest digest = Checksums.sha256();
        try (InputStream in = zip.getInputStream(entry);
                AppendFile out = storage.create(target)) {
            byte[] chunk = new byte[CHUNK_BYTES];
            long left = file.bytes();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                left -= read;
                if (left < 0) {
                    throw new CorruptDataException(
                            archive.toString(), 0, "its file " + file.path() + " is longer than its index says");
                }
                digest.update(chunk, 0, read);
                out.write(chunk, 0, read);
            }
            out.force();
        } catch (IOException damaged) {
            throw new CorruptDataException(
                    archive.toString(), 0, "its file " + file.path() + " cannot be read: " + damaged.getMessage());
        }
        if (!Checksums.hex(digest).equals(file.sha256())) {
            throw new CorruptDataException(
                    archive.toString(), 0, "the checksum of its file " + file.path() + " does not match");
        }
    }

    private void takeFromBase(ArchiveIndex.Entry file, Path target, Function<UUID, Optional<Path>> baseFolder) {
        ArchiveIndex.Base base = index.base()
                .orElseThrow(() -> new CorruptDataException(
                        archive.toString(), 0, "it leaves out " + file.path() + " and names no base"));
        Path source = baseFolder
                .apply(base.id())
                .map(folder -> folder.resolve(file.path()))
                .filter(storage::exists)
                .orElseThrow(() -> new NotFoundException("archive " + archive + " builds on snapshot \"" + base.name()
                        + "\", which the database does not have; import that one first"));
        if (!Checksums.entry(storage, file.path(), source).sha256().equals(file.sha256())) {
            throw new CorruptDataException(
                    source.toString(), 0, "it is not the file that archive " + archive + " builds on");
        }
        storage.link(source, target);
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException refused) {
            throw new StorageException("close archive", archive.toString(), refused);
        }
    }
}
