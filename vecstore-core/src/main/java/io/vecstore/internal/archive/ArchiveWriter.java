package io.vecstore.internal.archive;

import io.vecstore.error.ConflictException;
import io.vecstore.error.StorageException;
import io.vecstore.internal.io.AppendFile;
import io.vecstore.internal.io.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the files of a snapshot into an archive. */
public final class ArchiveWriter {

    private static final String TEMPORARY = ".tmp";

    private static final int CHUNK_BYTES = 1 << 16;

    private final Storage storage;
    private final Path folder;

    private ArchiveWriter(Storage storage, Path folder) {
        this.storage = storage;
        this.folder = folder;
    }

    /**
     * Something to be archived.
     *
     * @param id of the snapshot
     * @param name of the snapshot
     * @param sequence the newest commit in it
     * @param folder where its files are
     * @param paths of the files in the folder, with slashes
     */
    public record Source(UUID id, String name, long sequence, Path folder, List<String> paths) {}

    /**
     * Writes an archive, which appears under its name once it is complete and synced.
     *
     * @param base what the archive shall build on, leaving out files that are equal there
     * @throws ConflictException if there is a file of that name
     */
    public static void write(Storage storage, Source source, Optional<Source> base, Path archive) {
        if (storage.exists(archive)) {
            throw new ConflictException(archive + " exists; name a file that does not");
        }
        ArchiveWriter writer = new ArchiveWriter(storage, source.folder());
        ArchiveIndex index = writer.index(source, base);
        Path parent = Objects.requireNonNull(archive.toAbsolutePath().getParent());
        storage.createDirectories(parent);
        String prefix = "." + archive.getFileName() + "-";
        removeLeftOvers(storage, parent, prefix);
        Path temporary = archive.resolveSibling(prefix + UUID.randomUUID() + TEMPORARY);
        try {
            writer.write(index, temporary);
            storage.rename(temporary, archive);
        } catch (RuntimeException | Error failed) {
            discard(storage, temporary, failed);
            throw failed;
        }
        storage.forceDirectory(parent);
    }

    /** Deletes what writing the same archive has left when it was interrupted. */
    private static void removeLeftOvers(Storage storage, Path parent, String prefix) {
        for (String name : storage.list(parent)) {
            if (name.startsWith(prefix) && name.endsWith(TEMPORARY)) {
                storage.delete(parent.resolve(name));
            }
        }
    }

    private static void discard(Storage storage, Path temporary, Throwable failed) {
        try {
            storage.delete(temporary);
        } catch (StorageException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    private ArchiveIndex index(Source source, Optional<Source> base) {
        Map<String, String> known = new HashMap<>();
        base.ifPresent(each -> each.paths()
                .forEach(path -> known.put(
                        path,
                        Checksums.entry(storage, path, each.folder().resolve(path))
                                .sha256())));
        List<ArchiveIndex.Entry> files = new ArrayList<>();
        for (String path : source.paths()) {
            ArchiveIndex.Entry file = Checksums.entry(storage, path, folder.resolve(path));
            boolean included = !file.sha256().equals(known.get(path));
            files.add(new ArchiveIndex.Entry(path, file.bytes(), file.sha256(), included));
        }
        return new ArchiveIndex(
                source.id(),
                source.name(),
                source.sequence(),
                base.map(each -> new ArchiveIndex.Base(each.id(), each.name())),
                files);
    }

    private void write(ArchiveIndex index, Path target) {
        try (AppendFile file = storage.create(target)) {
            try (ZipOutputStream zip = new ZipOutputStream(new AppendStream(file))) {
                zip.setLevel(Deflater.BEST_SPEED);
                zip.putNextEntry(new ZipEntry(ArchiveIndex.NAME));
                zip.write(index.toJson());
                for (ArchiveIndex.Entry each : index.files()) {
                    if (each.included()) {
                        zip.putNextEntry(new ZipEntry(each.path()));
                        copy(folder.resolve(each.path()), zip);
                    }
                }
            } catch (IOException refused) {
                throw new StorageException("write archive", target.toString(), refused);
            }
            file.force();
        }
    }

    private void copy(Path file, OutputStream out) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = storage.map(file, arena);
            byte[] chunk = new byte[CHUNK_BYTES];
            for (long at = 0; at < bytes.byteSize(); at += CHUNK_BYTES) {
                int length = (int) Math.min(CHUNK_BYTES, bytes.byteSize() - at);
                MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, chunk, 0, length);
                out.write(chunk, 0, length);
            }
        }
    }

    /** Lets a stream write into an append file, which its owner closes. */
    private static final class AppendStream extends OutputStream {
        private final AppendFile file;

        AppendStream(AppendFile file) {
            this.file = file;
        }

        @Override
        public void write(int value) {
            file.write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            file.write(bytes, offset, length);
        }
    }
}
