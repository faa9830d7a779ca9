package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.CollectionTransaction;
import io.vecstore.DatabaseOptions;
import io.vecstore.Durability;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.testkit.Change;
import io.vecstore.testkit.RandomChanges;
import io.vecstore.testkit.StoreModel;
import io.vecstore.testkit.StoreOracle;
import io.vecstore.testkit.Workload;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random transactions over several collections, of which many are rolled back, against a model of each collection. */
class TransactionModelTest {

    private static final long SEED = Long.getLong("vecstore.seed", 61);
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final int ROUNDS = 80;
    private static final int MAX_STEPS = 4;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private TreeMap<String, StoreModel> models = new TreeMap<>();
    private int made;
    private int rolledBack;

    /** Thrown by the body of a transaction. */
    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private VecDatabase open() {
        return VecDatabase.open(
                folder,
                DatabaseOptions.DEFAULT
                        .withDurability(Durability.os())
                        .withMemTableBytes(64 << 10)
                        .withIndexingThreads(1));
    }

    @Test
    void transactions_committedAndRolledBack_agreeWithTheModel() {
        System.out.println("TransactionModelTest seed " + SEED);
        VecDatabase database = open();
        for (String name : NAMES) {
            database.createCollection(name, Workload.COLLECTION_OPTIONS);
            models.put(name, StoreModel.EMPTY);
        }
        for (int round = 0; round < ROUNDS; round++) {
            transact(database);
            VectorCollection any = database.collection(NAMES.get(random.nextInt(NAMES.size())));
            switch (random.nextInt(6)) {
                case 0 -> any.flush();
                case 1 -> any.compact();
                case 2 -> {
                    database.close();
                    database = open();
                }
                default -> {}
            }
            check(database);
        }
        database.close();
        assertThat(rolledBack).isBetween(ROUNDS / 8, ROUNDS / 2);
        assertThat(VecDatabase.doctor(folder).damages()).isEmpty();
    }

    private void transact(VecDatabase database) {
        TreeMap<String, StoreModel> after = new TreeMap<>(models);
        int steps = 1 + random.nextInt(MAX_STEPS);
        if (random.nextInt(4) == 0) {
            assertThatThrownBy(() -> database.transaction(transaction -> {
                        steps(transaction::collection, after, steps);
                        throw new GivenUp();
                    }))
                    .isInstanceOf(GivenUp.class);
            rolledBack++;
        } else {
            database.transaction(transaction -> steps(transaction::collection, after, steps));
            models = after;
        }
    }

    private interface Finder {
        CollectionTransaction find(String name);
    }

    private void steps(Finder collections, Map<String, StoreModel> after, int steps) {
        for (int i = 0; i < steps; i++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            List<Change> changes = RandomChanges.commit(SEED, ++made);
            CollectionTransaction collection = collections.find(name);
            collection.write(Change.batch(changes));
            StoreModel model = after.merge(name, StoreModel.EMPTY, (before, _) -> before.after(changes));
            model.records()
                    .forEach((id, record) ->
                            StoreOracle.assertSame(collection.get(id).orElseThrow(), record));
            models.get(name).records().keySet().stream()
                    .filter(id -> !model.records().containsKey(id))
                    .forEach(id -> assertThat(collection.get(id)).as(id).isEmpty());
        }
    }

    private void check(VecDatabase database) {
        models.forEach((name, model) -> StoreOracle.check(database.collection(name), model, random));
    }
}
