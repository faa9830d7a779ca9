package io.vecstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.Durability;
import io.vecstore.IndexOptions;
import io.vecstore.TestDatabases;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.error.StorageException;
import io.vecstore.internal.io.Storage;
import io.vecstore.internal.store.Doctor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Commits with flushes, compactions and reopenings in between, and what has to be there whenever they are cut short. One
 * thread; nothing runs in the background, so the same seed does the same to the disk.
 */
public final class Workload {

    /** The collection that everything is done to. */
    public static final String COLLECTION = "c";

    /** With graphs over very few vectors, so that there are some. */
    public static final CollectionOptions COLLECTION_OPTIONS =
            CollectionOptions.DEFAULT.withIndex(IndexOptions.DEFAULT.withMinVectors(10));

    private static final int FLUSH_EVERY = 4;
    private static final int REOPEN_EVERY = 7;
    private static final int COMPACT_EVERY = 10;

    private final Path folder;
    private final long seed;
    private final DatabaseOptions options;
    private final Random queries;
    private final List<StoreModel> states = new ArrayList<>(List.of(StoreModel.EMPTY));
    private int attempted;
    private int acknowledged;
    private int durable;
    private boolean created;

    public Workload(Path folder, long seed, DatabaseOptions options) {
        this.folder = folder;
        this.seed = seed;
        this.options = options.withIndexingThreads(1);
        this.queries = new Random(seed);
    }

    /** Makes {@code commits} commits; stops with what {@code storage} throws. */
    public void run(Storage storage, int commits) {
        while (acknowledged < commits) {
            try (VecDatabase database = TestDatabases.open(folder, storage, options)) {
                VectorCollection collection = database.openCollection(COLLECTION, COLLECTION_OPTIONS);
                created = true;
                do {
                    commit(collection);
                    maintain(collection);
                } while (acknowledged < commits && acknowledged % REOPEN_EVERY != 0);
            }
            durable = acknowledged;
        }
    }

    /**
     * Makes {@code commits} commits, and what {@code storage} refuses again: twice at once, then after reopening. After
     * each refusal everything that was acknowledged can still be read.
     *
     * @return how often something was refused
     */
    public int runDespiteFaults(Storage storage, int commits) {
        int refusals = 0;
        while (acknowledged < commits) {
            try (VecDatabase database = TestDatabases.open(folder, storage, options)) {
                VectorCollection collection = database.openCollection(COLLECTION, COLLECTION_OPTIONS);
                int before = refusals;
                while (acknowledged < commits && refusals < before + 3) {
                    refusals += succeeds(collection) ? 0 : 1;
                }
            } catch (StorageException refused) {
                refusals++;
            }
        }
        return refusals;
    }

    /** Tries the next commit and the maintenance that is due after it; judges the collection if that is refused. */
    public boolean succeeds(VectorCollection collection) {
        try {
            commit(collection);
            maintain(collection);
            return true;
        } catch (StorageException refused) {
            StoreOracle.check(collection, states.get(acknowledged), queries);
            return false;
        }
    }

    /** Deletes a record, as a commit of its own; one that was refused is given up, and must have left no trace. */
    public void delete(VectorCollection collection, String id) {
        states.subList(acknowledged + 1, states.size()).clear();
        List<Change> changes = List.of(new Change.Delete(id));
        states.add(states.getLast().after(changes));
        attempted = acknowledged + 1;
        collection.write(Change.batch(changes));
        acknowledged++;
    }

    /** Makes the next commit, or again the one that was refused. */
    public void commit(VectorCollection collection) {
        List<Change> changes = RandomChanges.commit(seed, acknowledged + 1);
        if (attempted == acknowledged) {
            states.add(states.getLast().after(changes));
            attempted++;
        }
        collection.write(Change.batch(changes));
        acknowledged++;
        if (options.durability() instanceof Durability.Sync) {
            durable = acknowledged;
        }
    }

    private void maintain(VectorCollection collection) {
        if (acknowledged % COMPACT_EVERY == 0) {
            collection.compact();
            durable = acknowledged;
        } else if (acknowledged % FLUSH_EVERY == 0) {
            collection.flush();
            durable = acknowledged;
        }
    }

    /** Judges a collection that is open. */
    public void checkNow(VectorCollection collection) {
        StoreOracle.check(collection, states.get(acknowledged), queries);
    }

    /** What may not be lost now if the power goes: part of the answer that a crash image has to give. */
    public String promise() {
        return durable + " of " + attempted + (created ? "" : ", perhaps no collection");
    }

    /** Opens what a power cut left and judges it. */
    public void checkAfterPowerCut(Storage image) {
        check(image, durable);
    }

    /** Opens what the end of the process left and judges it. */
    public void checkAfterKill(Storage image) {
        check(image, acknowledged);
    }

    private void check(Storage image, int atLeast) {
        String where = "seed " + seed + ", commit " + attempted + " of which " + atLeast + " must be there";
        try (VecDatabase database = TestDatabases.open(folder, image, options)) {
            if (!database.collectionNames().contains(COLLECTION)) {
                assertThat(created)
                        .as("%s: the collection may be missing", where)
                        .isFalse();
                return;
            }
            VectorCollection collection = database.collection(COLLECTION);
            int reached = StoreOracle.progress(collection);
            assertThat(reached).as(where).isBetween(atLeast, attempted);
            StoreOracle.check(collection, states.get(reached), queries);
            goOn(collection, reached);
        } catch (RuntimeException | AssertionError failed) {
            throw new AssertionError(where + ": " + failed.getMessage(), failed);
        }
        assertThat(Doctor.examine(folder, image).damages()).as(where).isEmpty();
    }

    /** What was recovered takes further commits and survives another opening. */
    private void goOn(VectorCollection collection, int reached) {
        List<Change> changes = RandomChanges.commit(seed, reached + 1);
        collection.write(Change.batch(changes));
        StoreOracle.check(collection, states.get(reached).after(changes), queries);
    }
}
