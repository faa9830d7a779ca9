package io.vecstore.internal.store;

import io.vecstore.DoctorReport;
import io.vecstore.DoctorReport.Damage;
import io.vecstore.error.NotFoundException;
import io.vecstore.error.VecStoreException;
import io.vecstore.internal.io.Storage;
import io.vecstore.internal.segment.SegmentCheck;
import io.vecstore.internal.segment.SegmentRef;
import io.vecstore.internal.wal.WalReader;
import io.vecstore.internal.wal.WalSalvage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Reads a whole database and lists what is damaged; changes nothing. */
public final class Doctor {

    private final Path directory;
    private final Storage storage;
    private final List<Damage> damages = new ArrayList<>();
    private long flushedSequence;
    private int filesRead;
    private long bytesRead;

    private Doctor(Path directory, Storage storage) {
        this.directory = directory;
        this.storage = storage;
    }

    /** Examines a database that nobody has open. */
    public static DoctorReport examine(Path directory, Storage storage) {
        requireDatabase(directory, storage);
        AutoCloseable lock = storage.lock(directory.resolve(Recovery.LOCK), Recovery.holder());
        try {
            return examineLocked(directory, storage);
        } finally {
            Recovery.unlock(directory, lock);
        }
    }

    /** Whether there is a database in the folder. */
    public static boolean isDatabase(Path directory, Storage storage) {
        return storage.exists(directory.resolve(Catalog.NAME));
    }

    /** Whether the catalog is gone, though there are collections or a log. */
    static boolean hasLostCatalog(Path directory, Storage storage) {
        return !isDatabase(directory, storage)
                && (storage.list(directory.resolve(Recovery.COLLECTIONS)).stream()
                                .anyMatch(name -> CatalogSalvage.key(name).isPresent())
                        || WalSalvage.firstSequence(storage, directory.resolve(Recovery.LOG_FOLDER))
                                .isPresent());
    }

    static void requireDatabase(Path directory, Storage storage) {
        if (!isDatabase(directory, storage) && !hasLostCatalog(directory, storage)) {
            throw new NotFoundException("there is no vecstore database in " + directory + ": it has no " + Catalog.NAME
                    + "; name the folder of a database");
        }
    }

    /** Examines a database of which the caller holds the lock. */
    static DoctorReport examineLocked(Path directory, Storage storage) {
        return new Doctor(directory, storage).examine();
    }

    private DoctorReport examine() {
        check(
                directory.resolve(Catalog.NAME),
                "the database cannot be opened; a repair finds its collections again, under new names",
                () -> {
                    Catalog catalog = Catalog.read(storage, directory);
                    filesRead++;
                    catalog.collections().forEach((name, key) -> examineCollection(catalog, name, key));
                    examineLog(catalog);
                });
        SnapshotStore snapshots = new SnapshotStore(storage, directory);
        snapshots.ids().forEach(id -> examineSnapshot(snapshots, id));
        damages.sort(Comparator.comparing(Damage::derived));
        return new DoctorReport(filesRead, bytesRead, damages);
    }

    private void examineLog(Catalog catalog) {
        DatabaseLog log = new DatabaseLog(storage, directory);
        String cost =
                "the database cannot be opened; a repair keeps every commit that can be read, and lists the others";
        check(log.folder(), cost, () -> {
            WalReader.Recovered read =
                    log.read(catalog, flushedSequence, (sequence, body) -> bytesRead += body.remaining());
            filesRead += read.files().size();
        });
    }

    private void examineCollection(Catalog catalog, String name, UUID key) {
        Path folder = Recovery.folder(directory, key);
        String cost = "collection \"" + name + "\" cannot be opened: which segments it has is not known";
        check(folder, cost, () -> {
            Manifest manifest = catalog.readManifest(storage, folder, key);
            flushedSequence = Math.max(flushedSequence, manifest.flushedSequence());
            filesRead++;
            int before = damages.size();
            for (SegmentRef ref : manifest.segments()) {
                SegmentCheck.files(storage, folder, ref).forEach(file -> examineFile(name, file));
            }
            if (damages.subList(before, damages.size()).stream().allMatch(Damage::derived)) {
                check(folder, "searches of collection \"" + name + "\" may answer wrongly", () -> {
                    CollectionCheck.findings(storage, folder, manifest)
                            .forEach(found -> damages.add(found.damage(name)));
                });
            }
        });
    }

    private void examineSnapshot(SnapshotStore snapshots, UUID id) {
        SnapshotStore.Stored[] opened = new SnapshotStore.Stored[1];
        check(snapshots.place(id), "a snapshot cannot be restored", () -> opened[0] = snapshots.open(id));
        if (opened[0] != null) {
            String cost = "snapshot \"" + opened[0].header().name()
                    + "\" cannot be restored; the database itself can be used";
            check(snapshots.place(id), cost, opened[0].image()::verify);
        }
    }

    private void examineFile(String name, SegmentCheck file) {
        try {
            bytesRead += file.read();
            filesRead++;
        } catch (VecStoreException damage) {
            String cost = switch (file.cost()) {
                case ROWS -> "collection \"" + name + "\" cannot be opened; a repair keeps its other segments";
                case DELETIONS ->
                    "collection \"" + name + "\" cannot be opened; a repair brings back what was deleted from"
                            + " this segment and not replaced";
                case REBUILD -> "nothing is lost: it is rebuilt while the database is open";
            };
            boolean derived = file.cost() == SegmentCheck.Cost.REBUILD;
            damages.add(new Damage(file.path().toString(), damage.getMessage(), derived, cost));
        }
    }

    private void check(Path path, String cost, Runnable reading) {
        try {
            reading.run();
        } catch (VecStoreException damage) {
            damages.add(new Damage(path.toString(), damage.getMessage(), false, cost));
        }
    }
}
