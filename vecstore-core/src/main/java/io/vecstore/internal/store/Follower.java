package io.vecstore.internal.store;

import io.vecstore.error.CorruptDataException;
import io.vecstore.error.StorageException;
import io.vecstore.error.VecStoreException;
import io.vecstore.internal.io.Storage;
import io.vecstore.internal.wal.Wal;
import io.vecstore.internal.wal.WalReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a database that another process may be writing. It takes no lock and writes nothing.
 *
 * <p>It reads the catalog, then the manifests and segments, then the log from where the catalog says, then the catalog
 * again. If that still says the same start of the log, no commit between segments and log was missed: files of the log
 * are deleted only after the catalog has been replaced. Files that vanish meanwhile, because a compaction or a flush has
 * replaced them, make it begin anew. One thread at a time.
 */
final class Follower {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    /** Each attempt begins with newer files; only a writer that flushes faster than files are opened gets past this. */
    private static final int ATTEMPTS = 20;
    /** A derived file may have vanished like any other; one that is missing that often is damaged. */
    private static final int ATTEMPTS_WITH_DERIVED_FILES = 3;

    private final Path directory;
    private final EngineOptions options;
    private final Storage storage;
    private final Map<UUID, Manifest> manifests = new HashMap<>();
    private Catalog catalog;
    private WalReader.Position position;

    private Follower(Path directory, EngineOptions options) {
        this.directory = directory;
        this.options = options;
        this.storage = options.storage();
        this.catalog = Catalog.read(storage, directory);
        this.position = WalReader.Position.BEFORE_ALL;
    }

    static DatabaseEngine open(Path directory, EngineOptions options) {
        Doctor.requireDatabase(directory, options.storage());
        Follower follower = new Follower(directory, options);
        return new DatabaseEngine(directory, options, follower, follower.load());
    }

    /** Takes in what is new; returns whether there was anything. */
    boolean refresh(CollectionRegistry collections, Committer committer) {
        Optional<Boolean> followed = committer.betweenPublications(() -> follow(collections.openedByName()));
        return followed.orElseGet(() -> {
            Recovery.Recovered loaded = load();
            return committer.betweenPublications(() -> {
                collections.takeOver(loaded);
                return true;
            });
        });
    }

    /** The state of the database as of one commit. */
    Recovery.Recovered load() {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                Optional<Recovery.Recovered> loaded = tryLoad(attempt);
                if (loaded.isPresent()) {
                    return loaded.get();
                }
            } catch (CorruptDataException | StorageException | InternalError changedMeanwhile) {
                LOG.debug("reading {} again, attempt {}: {}", directory, attempt, changedMeanwhile.getMessage());
            }
        }
        return tryLoad(ATTEMPTS).orElseThrow(() -> new IllegalStateException("the last attempt accepts what it finds"));
    }

    private Optional<Recovery.Recovered> tryLoad(int attempt) {
        boolean last = attempt == ATTEMPTS;
        Catalog found = Catalog.read(storage, directory);
        Map<String, CollectionEngine> collections = new HashMap<>();
        Map<String, VecStoreException> damaged = new HashMap<>();
        boolean complete = false;
        try {
            manifests.clear();
            for (Map.Entry<String, UUID> each : found.collections().entrySet()) {
                try {
                    collections.put(each.getKey(), open(found, each.getKey(), each.getValue()));
                } catch (CorruptDataException | StorageException damage) {
                    if (!last) {
                        throw damage;
                    }
                    damaged.put(each.getKey(), Remedy.with(damage));
                }
            }
            WalReader.Recovered read = readLog(found, collections);
            boolean whole = attempt > ATTEMPTS_WITH_DERIVED_FILES
                    || collections.values().stream().noneMatch(CollectionEngine::needsMending);
            boolean stands = last || (whole && Catalog.read(storage, directory).equals(found));
            if (stands) {
                catalog = found;
                position = read.position();
                complete = true;
                Wal inert = Wal.inert(storage, directory, found.database(), read.lastSequence());
                return Optional.of(new Recovery.Recovered(found, collections, damaged, inert));
            }
            return Optional.empty();
        } finally {
            if (!complete) {
                collections.values().forEach(CollectionEngine::close);
            }
        }
    }

    private CollectionEngine open(Catalog found, String name, UUID key) {
        Path folder = Recovery.folder(directory, key);
        Manifest manifest = found.readManifest(storage, folder, key);
        manifests.put(key, manifest);
        return CollectionEngine.openReadOnly(name, key, options, folder, manifest);
    }

    private WalReader.Recovered readLog(Catalog found, Map<String, CollectionEngine> collections) {
        LogReplay replay = new LogReplay(collections.values());
        long flushed = collections.values().stream()
                .mapToLong(CollectionEngine::flushedSequence)
                .max()
                .orElse(0);
        WalReader.Recovered read = new DatabaseLog(storage, directory).read(found, flushed, replay);
        collections.values().forEach(each -> each.publish(Math.max(read.lastSequence(), each.flushedSequence())));
        return read;
    }

    /**
     * Applies what is new in the log, if segments and collections are still the same.
     *
     * @return whether anything was new; empty if the segments have changed, so that everything is to be loaded anew
     */
    private Optional<Boolean> follow(Map<String, CollectionEngine> collections) {
        try {
            if (!isUnchanged()) {
                return Optional.empty();
            }
            LogReplay replay = new LogReplay(collections.values());
            Path log = directory.resolve(Recovery.LOG_FOLDER);
            Optional<WalReader.Position> reached = WalReader.follow(storage, log, catalog.database(), position, replay);
            reached.ifPresent(next -> {
                position = next;
                replay.touched().forEach(each -> each.publish(next.lastSequence()));
            });
            return reached.map(next -> !replay.touched().isEmpty());
        } catch (CorruptDataException | StorageException | InternalError changedMeanwhile) {
            LOG.debug("loading {} anew: {}", directory, changedMeanwhile.getMessage());
            return Optional.empty();
        }
    }

    private boolean isUnchanged() {
        return Catalog.read(storage, directory).equals(catalog)
                && manifests.entrySet().stream()
                        .allMatch(
                                each -> Manifest.read(storage, Recovery.folder(directory, each.getKey()), each.getKey())
                                        .equals(each.getValue()));
    }
}
