package io.vecstore.internal.store;

import io.vecstore.DatabaseOptions;
import io.vecstore.DoctorReport;
import io.vecstore.RepairReport;
import io.vecstore.RepairReport.Action;
import io.vecstore.error.CorruptDataException;
import io.vecstore.error.StorageException;
import io.vecstore.internal.io.Storage;
import io.vecstore.internal.wal.WalSalvage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Makes a damaged database one that opens, keeping all that can be read. What is taken away is moved to
 * {@link SetAside}. Each step leaves a database that the next repair can go on with, so that a crash in the middle is no
 * harm.
 */
public final class Repair {

    private final Path directory;
    private final Storage storage;
    private final SetAside setAside;
    private final List<Action> actions = new ArrayList<>();

    private Repair(Path directory, Storage storage) {
        this.directory = directory;
        this.storage = storage;
        this.setAside = new SetAside(storage, directory);
    }

    /** Repairs a database that nobody has open. */
    public static RepairReport run(Path directory, Storage storage) {
        Doctor.requireDatabase(directory, storage);
        AutoCloseable lock = storage.lock(directory.resolve(Recovery.LOCK), Recovery.holder());
        Repair repair = new Repair(directory, storage);
        DoctorReport before;
        try {
            before = Doctor.examineLocked(directory, storage);
            if (before.isHealthy()) {
                Recovery.unlock(directory, lock);
                return new RepairReport(before, List.of(), before);
            }
            repair.repairFiles();
            repair.repairSnapshots();
        } catch (RuntimeException | Error failed) {
            Recovery.unlock(directory, lock);
            throw failed;
        }
        repair.repairByOpening(lock);
        return new RepairReport(before, repair.actions, Doctor.examine(directory, storage));
    }

    private void repairFiles() {
        Catalog catalog = catalog();
        for (Map.Entry<String, UUID> collection : catalog.collections().entrySet()) {
            Path folder = Recovery.folder(directory, collection.getValue());
            boolean left = new CollectionRepair(storage, setAside, folder, actions::add)
                    .run(
                            collection.getKey(),
                            collection.getValue(),
                            catalog.flushed().getOrDefault(collection.getValue(), 0L));
            if (!left) {
                catalog = catalog.without(collection.getKey());
                catalog.commit(storage, directory);
            }
        }
    }

    private void repairSnapshots() {
        SnapshotStore snapshots = new SnapshotStore(storage, directory);
        for (UUID id : snapshots.ids()) {
            try {
                snapshots.open(id).image().verify();
            } catch (CorruptDataException | StorageException damage) {
                Path place = snapshots.place(id);
                actions.add(new Action(place.toString(), "moved to " + setAside.move(place), "a snapshot"));
            }
        }
    }

    private Catalog catalog() {
        Path file = directory.resolve(Catalog.NAME);
        try {
            return Catalog.read(storage, directory);
        } catch (CorruptDataException | StorageException damage) {
            Catalog salvaged = CatalogSalvage.salvage(storage, directory);
            String done = storage.exists(file) ? "moved to " + setAside.move(file) + ", made anew" : "made anew";
            salvaged.commit(storage, directory);
            actions.add(new Action(
                    file.toString(),
                    done + " with " + salvaged.collections().size() + " collections",
                    "the names of the collections"));
            return salvaged;
        }
    }

    /** What only an open database can do: rebuild derived files, and put what is left of the log into segments. */
    private void repairByOpening(AutoCloseable lock) {
        EngineOptions options = new EngineOptions(storage, DatabaseOptions.DEFAULT);
        Catalog catalog = Catalog.read(storage, directory);
        if (isLogReadable(catalog)) {
            try (DatabaseEngine engine = new Recovery(directory, options).openLocked(lock)) {
                engine.upkeep().mendAll();
            }
            return;
        }
        Recovery.SalvagedDatabase opened = openSalvaged(options, catalog, lock);
        try (DatabaseEngine engine = opened.engine()) {
            engine.upkeep().mendAll();
            engine.upkeep().outgrowLog();
            takeLog(opened.salvaged());
        }
    }

    /** The newest commit that is in the segments of a collection. */
    private long flushedSequence(Catalog catalog) {
        return catalog.collections().values().stream()
                .mapToLong(key -> Manifest.read(storage, Recovery.folder(directory, key), key)
                        .flushedSequence())
                .max()
                .orElse(0);
    }

    private Recovery.SalvagedDatabase openSalvaged(EngineOptions options, Catalog catalog, AutoCloseable lock) {
        try {
            return new Recovery(directory, options).openSalvaged(catalog, lock);
        } catch (RuntimeException | Error failed) {
            Recovery.unlock(directory, lock);
            throw failed;
        }
    }

    private boolean isLogReadable(Catalog catalog) {
        try {
            new DatabaseLog(storage, directory).read(catalog, flushedSequence(catalog), (sequence, body) -> {});
            return true;
        } catch (CorruptDataException damage) {
            return false;
        }
    }

    private static String commits(WalSalvage.Hole hole) {
        if (hole.last() == WalSalvage.UNKNOWN) {
            return "all commits from " + hole.first() + " on that were not in segments yet";
        }
        return hole.first() == hole.last()
                ? "commit " + hole.first()
                : "commits " + hole.first() + " to " + hole.last();
    }

    private void takeLog(WalSalvage.Salvaged salvaged) {
        Path log = directory.resolve(Recovery.LOG_FOLDER);
        for (WalSalvage.Hole hole : salvaged.holes()) {
            actions.add(new Action(
                    hole.path().toString(), "went on after the hole at offset " + hole.offset(), commits(hole)));
        }
        for (Path file : salvaged.replacedFiles()) {
            actions.add(new Action(file.toString(), "moved to " + setAside.move(file), ""));
        }
        actions.add(new Action(
                log.toString(), "put " + salvaged.commits() + " commits into segments and began a new log", ""));
    }
}
