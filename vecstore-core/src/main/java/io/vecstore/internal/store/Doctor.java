package io.vecstore.internal.store;

import io.vecstore.DoctorReport;
import io.vecstore.DoctorReport.Damage;
import io.vecstore.error.NotFoundException;
import io.vecstore.error.VecStoreException;
import io.vecstore.internal.io.Storage;
import io.vecstore.internal.segment.SegmentCheck;
import io.vecstore.internal.segment.SegmentRef;
import io.vecstore.internal.wal.WalReader;
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
    private int filesRead;
    private long bytesRead;

    private Doctor(Path directory, Storage storage) {
        this.directory = directory;
        this.storage = storage;
    }

    public static DoctorReport examine(Path directory, Storage storage) {
        if (!storage.exists(directory.resolve(Catalog.NAME))) {
            throw new NotFoundException("there is no vecstore database in " + directory + ": it has no " + Catalog.NAME
                    + "; name the folder of a database");
        }
        AutoCloseable lock = storage.lock(directory.resolve(Recovery.LOCK), Recovery.holder());
        try {
            return new Doctor(directory, storage).examine();
        } finally {
            Recovery.unlock(directory, lock);
        }
    }

    private DoctorReport examine() {
        check(directory.resolve(Catalog.NAME), false, () -> {
            Catalog catalog = Catalog.read(storage, directory);
            filesRead++;
            catalog.collections().values().forEach(this::examineCollection);
            examineLog(catalog);
        });
        damages.sort(Comparator.comparing(Damage::derived));
        return new DoctorReport(filesRead, bytesRead, damages);
    }

    private void examineLog(Catalog catalog) {
        Path log = directory.resolve(Recovery.LOG_FOLDER);
        check(log, false, () -> {
            WalReader.Recovered read =
                    WalReader.read(storage, log, catalog.database(), catalog.logStart(), (sequence, body) -> {
                        bytesRead += body.remaining();
                    });
            filesRead += read.files().size();
        });
    }

    private void examineCollection(UUID key) {
        Path folder = Recovery.folder(directory, key);
        check(folder, false, () -> {
            Manifest manifest = Manifest.read(storage, folder, key);
            filesRead++;
            for (SegmentRef ref : manifest.segments()) {
                for (SegmentCheck file : SegmentCheck.files(storage, folder, ref)) {
                    check(file.path(), file.derived(), () -> {
                        bytesRead += file.read();
                        filesRead++;
                    });
                }
            }
        });
    }

    private void check(Path path, boolean derived, Runnable reading) {
        try {
            reading.run();
        } catch (VecStoreException damage) {
            damages.add(new Damage(path.toString(), damage.getMessage(), derived));
        }
    }
}
