package io.vecstore.internal.store;

import io.vecstore.SnapshotInfo;
import io.vecstore.error.ConflictException;
import io.vecstore.error.CorruptDataException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.error.NotFoundException;
import io.vecstore.error.StorageException;
import io.vecstore.error.VecStoreException;
import io.vecstore.internal.archive.ArchiveReader;
import io.vecstore.internal.archive.ArchiveWriter;
import io.vecstore.internal.io.Storage;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stored snapshots of a database: folders {@code snapshots/ID}, each an {@link Image} with a {@link SnapshotHeader}.
 * A snapshot that is not complete yet, or is being deleted, is called {@code ID.tmp}. The caller keeps other writers
 * away.
 */
public final class SnapshotStore {

    static final String FOLDER = "snapshots";
    private static final String TEMPORARY = ".tmp";
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotStore.class);

    /**
     * A snapshot on disk.
     *
     * @param id its identity, which names its folder
     * @param header what users know
     * @param image its files
     */
    record Stored(UUID id, SnapshotHeader header, Image image) {

        SnapshotInfo info() {
            Storage storage = image.storage();
            long bytes = paths().stream()
                    .mapToLong(path -> storage.size(image.folder().resolve(path)))
                    .sum();
            return new SnapshotInfo(
                    header.name(),
                    header.sequence(),
                    Instant.ofEpochMilli(header.createdAt()),
                    image.catalog().collections().keySet().stream().sorted().toList(),
                    bytes);
        }

        List<String> paths() {
            List<String> paths = new ArrayList<>(List.of(SnapshotHeader.FILE));
            paths.addAll(image.paths());
            return paths;
        }

        ArchiveWriter.Source source() {
            return new ArchiveWriter.Source(id, header.name(), header.sequence(), image.folder(), paths());
        }
    }

    private final Storage storage;
    private final Path database;
    private final Path folder;

    public SnapshotStore(Storage storage, Path database) {
        this.storage = storage;
        this.database = database;
        this.folder = database.resolve(FOLDER);
    }

    /** All snapshots that can be read, in the order of their commits. */
    public List<SnapshotInfo> list() {
        return readable(Stored::info).stream()
                .sorted(Comparator.comparingLong(SnapshotInfo::sequenceNumber))
                .toList();
    }

    private List<Stored> stored() {
        return readable(snapshot -> snapshot);
    }

    /** What {@code reading} makes of each snapshot; one that is damaged hides none of the others. */
    private <T> List<T> readable(Function<Stored, T> reading) {
        List<T> read = new ArrayList<>();
        for (UUID id : ids()) {
            if (!storage.exists(place(id).resolve(SnapshotHeader.FILE))) {
                LOG.warn("{} is no snapshot: it has no {}", place(id), SnapshotHeader.FILE);
                continue;
            }
            try {
                read.add(reading.apply(open(id)));
            } catch (CorruptDataException damage) {
                LOG.error("snapshot {} cannot be read: {}", id, damage.getMessage());
            } catch (StorageException refused) {
                if (!(refused.getCause() instanceof NoSuchFileException)) {
                    throw refused;
                }
                LOG.error("snapshot {} cannot be read: {}", id, refused.getMessage());
            }
        }
        return read;
    }

    /** The identities of all snapshots that are complete. */
    List<UUID> ids() {
        return storage.list(folder).stream()
                .flatMap(name -> CatalogSalvage.key(name).stream())
                .toList();
    }

    Stored open(UUID id) {
        Path place = place(id);
        return new Stored(id, SnapshotHeader.read(storage, place, id), Image.open(storage, place));
    }

    Path place(UUID id) {
        return folder.resolve(id.toString());
    }

    Stored require(String name) {
        List<Stored> all = stored();
        return all.stream()
                .filter(each -> each.header().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("database " + database + " has no snapshot \"" + name
                        + "\"; it has "
                        + (all.isEmpty()
                                ? "none"
                                : String.join(
                                        ", ",
                                        all.stream()
                                                .map(each -> each.header().name())
                                                .toList()))));
    }

    /** Makes a snapshot of a database whose files are all that it holds up to the header's commit. */
    SnapshotInfo create(SnapshotHeader header, Catalog catalog) {
        requireFree(header.name());
        UUID id = UUID.randomUUID();
        complete(id, temporary -> {
            new Image(storage, database, catalog).linkCollections(temporary, catalog.collections());
            header.write(storage, temporary, id);
            catalog.withLogStart(header.sequence() + 1).commit(storage, temporary);
        });
        return open(id).info();
    }

    private void requireFree(String name) {
        if (stored().stream().anyMatch(each -> each.header().name().equals(name))) {
            throw new ConflictException("database " + database + " already has a snapshot \"" + name
                    + "\"; delete it, or use another name");
        }
    }

    /** Fills a folder under another name and gives it its own in the end; nothing is left of a failure. */
    private void complete(UUID id, Consumer<Path> filling) {
        Path temporary = folder.resolve(id + TEMPORARY);
        storage.createDirectories(temporary);
        try {
            filling.accept(temporary);
            storage.forceDirectory(temporary);
            storage.rename(temporary, place(id));
        } catch (RuntimeException | Error failed) {
            discard(storage, temporary, failed);
            throw failed;
        }
        storage.forceDirectory(folder);
        storage.forceDirectory(database);
    }

    private static void discard(Storage storage, Path temporary, Throwable failed) {
        try {
            deleteDatabase(storage, temporary);
        } catch (VecStoreException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
    }

    void delete(String name) {
        Stored snapshot = require(name);
        Path temporary = folder.resolve(snapshot.id() + TEMPORARY);
        storage.rename(snapshot.image().folder(), temporary);
        storage.forceDirectory(folder);
        Image.delete(storage, temporary);
    }

    /** Deletes what an interrupted making or deleting has left. */
    void removeLitter() {
        for (String name : storage.list(folder)) {
            if (name.endsWith(TEMPORARY)) {
                removeLitter(folder.resolve(name));
            }
        }
    }

    /** What cannot be deleted, because it is something else of that name, is no obstacle. */
    private void removeLitter(Path place) {
        try {
            LOG.info("deleting {}, a snapshot that was not finished or not deleted", place);
            Image.delete(storage, place);
        } catch (StorageException refused) {
            LOG.warn("leaving {} where it is: {}", place, refused.getMessage());
        }
    }

    /**
     * Makes a database of a snapshot in a new place.
     *
     * @throws InvalidRequestException if there is something at {@code target}
     */
    public void restoreTo(String name, Path target) {
        Stored snapshot = require(name);
        snapshot.image().verify();
        if (storage.exists(target) && !storage.list(target).isEmpty()) {
            throw new InvalidRequestException("cannot restore snapshot \"" + name + "\" to " + target
                    + ", which is not empty; name a new folder");
        }
        Path absolute = target.toAbsolutePath();
        Path parent = Objects.requireNonNull(absolute.getParent());
        String prefix = "." + absolute.getFileName() + "-restoring-";
        removeLeftOvers(parent, prefix);
        Path temporary = parent.resolve(prefix + UUID.randomUUID() + TEMPORARY);
        storage.createDirectories(temporary);
        try {
            Catalog catalog = snapshot.image().catalog();
            new DatabaseLog(storage, temporary).begin(catalog);
            snapshot.image().linkCollections(temporary, catalog.collections());
            catalog.commit(storage, temporary);
            storage.delete(absolute);
            storage.rename(temporary, absolute);
        } catch (RuntimeException | Error failed) {
            discard(storage, temporary, failed);
            throw failed;
        }
        storage.forceDirectory(parent);
    }

    /** Deletes what restoring to the same place has left when it was interrupted. */
    private void removeLeftOvers(Path parent, String prefix) {
        for (String name : storage.list(parent)) {
            if (name.startsWith(prefix) && name.endsWith(TEMPORARY)) {
                deleteDatabase(storage, parent.resolve(name));
            }
        }
    }

    private static void deleteDatabase(Storage storage, Path place) {
        Image.deleteFolder(storage, place.resolve(Recovery.LOG_FOLDER));
        Image.delete(storage, place);
    }

    void exportTo(String name, Optional<String> base, Path archive) {
        ArchiveWriter.write(
                storage, require(name).source(), base.map(each -> require(each).source()), archive);
    }

    SnapshotInfo importFrom(Path archive) {
        try (ArchiveReader reader = ArchiveReader.open(storage, archive)) {
            UUID id = reader.index().id();
            if (storage.exists(place(id))) {
                throw new ConflictException("database " + database + " already has the snapshot \""
                        + reader.index().name() + "\" of archive " + archive);
            }
            requireFree(reader.index().name());
            complete(id, temporary -> {
                reader.unpack(temporary, base -> Optional.of(place(base)).filter(storage::exists));
                SnapshotHeader.read(storage, temporary, id);
                Image image = Image.open(storage, temporary);
                image.verify();
                image.syncNames();
            });
            return open(id).info();
        }
    }
}
