package io.vecstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.Metadata;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.WriteBatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills a process again and again while it writes, flushes, compacts and stores snapshots, and judges what it left. The
 * database grows from cycle to cycle. Each second commit is a transaction that stores its number in another collection too.
 */
public final class KillLoop {

    private static final String STARTED = "started";
    private static final String MIRROR = "mirror";
    private static final int MIRROR_EVERY = 2;
    private static final int MAX_MILLIS = 500;
    private static final int MIN_MILLIS = 5;

    private final Path folder;
    private final long seed;
    private final Random random;
    private StoreModel model = StoreModel.EMPTY;
    private int reached;

    /** @param folder of a database that is made by the first cycle */
    public KillLoop(Path folder, long seed) {
        this.folder = folder;
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** How many commits the database holds. */
    public int reached() {
        return reached;
    }

    /** Lets a child work for 5 to 500 ms, kills it, and opens what it left. */
    public void cycle() throws IOException, InterruptedException {
        Process child =
                ChildJvm.start(Child.class, "128m", folder.toString(), Long.toString(seed), Integer.toString(reached));
        int acknowledged = reached;
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).as("first line of the child").isEqualTo(STARTED);
            int millis = MIN_MILLIS + random.nextInt(MAX_MILLIS - MIN_MILLIS);
            Thread killer = Thread.ofPlatform().start(() -> kill(child, millis));
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                acknowledged = Integer.parseInt(line);
            }
            killer.join();
        } finally {
            child.destroyForcibly().waitFor();
        }
        check(acknowledged);
    }

    private static void kill(Process child, int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        child.toHandle().destroyForcibly(); // by its handle: Process.destroyForcibly closes what is still to be read
    }

    /** All that was acknowledged is there, and at most the one commit that was being made. */
    private void check(int acknowledged) {
        String where = "seed " + seed + ", killed after commit " + acknowledged;
        assertThat(VecDatabase.doctor(folder).damages()).as(where).isEmpty();
        try (VecDatabase database = VecDatabase.open(folder)) {
            VectorCollection collection = database.openCollection(Workload.COLLECTION, Workload.COLLECTION_OPTIONS);
            int found = StoreOracle.progress(collection);
            assertThat(found).as(where).isBetween(acknowledged, acknowledged + 1);
            while (reached < found) {
                model = model.after(RandomChanges.commit(seed, ++reached));
            }
            StoreOracle.check(collection, model, random);
            int mirrored = StoreOracle.progress(database.openCollection(MIRROR, CollectionOptions.DEFAULT));
            assertThat(mirrored).as(where).isEqualTo(found - found % MIRROR_EVERY);
            database.snapshots().forEach(snapshot -> database.deleteSnapshot(snapshot.name()));
        } catch (RuntimeException | AssertionError failed) {
            throw new AssertionError(where + ": " + failed.getMessage(), failed);
        }
    }

    /** The process that is killed: commits without end and says each commit that is done. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws InterruptedException {
            long seed = Long.parseLong(arguments[1]);
            DatabaseOptions options = DatabaseOptions.DEFAULT.withMemTableBytes(64 << 10);
            try (VecDatabase database = VecDatabase.open(Path.of(arguments[0]), options)) {
                VectorCollection collection = database.openCollection(Workload.COLLECTION, Workload.COLLECTION_OPTIONS);
                database.openCollection(MIRROR, CollectionOptions.DEFAULT);
                Thread.ofPlatform().daemon().start(() -> maintain(database, collection));
                ChildJvm.say(STARTED);
                for (int number = Integer.parseInt(arguments[2]) + 1; ; number++) {
                    commit(database, seed, number);
                    ChildJvm.say(number);
                }
            }
        }

        private static void commit(VecDatabase database, long seed, int number) {
            WriteBatch batch = Change.batch(RandomChanges.commit(seed, number));
            if (number % MIRROR_EVERY > 0) {
                database.collection(Workload.COLLECTION).write(batch);
                return;
            }
            VectorRecord mirrored = VectorRecord.builder(RandomChanges.PROGRESS)
                    .metadata(Metadata.of(RandomChanges.NUMBER, number))
                    .build();
            database.transaction(transaction -> {
                transaction.collection(Workload.COLLECTION).write(batch);
                transaction.collection(MIRROR).upsert(mirrored);
            });
        }

        private static void maintain(VecDatabase database, VectorCollection collection) {
            for (int round = 0; ; round++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                switch (round % 4) {
                    case 0 -> collection.flush();
                    case 1 -> database.createSnapshot("s" + round);
                    case 2 -> collection.compact();
                    default -> database.deleteSnapshot("s" + (round - 2));
                }
            }
        }
    }
}
