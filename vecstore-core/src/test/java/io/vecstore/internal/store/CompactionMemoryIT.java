package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.Durability;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.testkit.ChildJvm;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process whose heap is smaller than what it merges: 64 MB of vectors, too few for a graph. */
class CompactionMemoryIT {

    private static final int RECORDS = 4_000;
    private static final int DIMENSION = 4_000;
    private static final String HEAP = "48m";

    @TempDir
    Path temporary;

    /** Stores, merges, and says what came of it. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            DatabaseOptions options =
                    DatabaseOptions.DEFAULT.withDurability(Durability.os()).withMemTableBytes(2L << 20);
            try (VecDatabase database = VecDatabase.open(Path.of(arguments[0]), options)) {
                VectorCollection collection = database.createCollection("c", CollectionOptions.DEFAULT);
                for (int i = 0; i < RECORDS; i += 20) {
                    List<VectorRecord> batch = new ArrayList<>();
                    for (int j = i; j < i + 20; j++) {
                        batch.add(record(j));
                    }
                    collection.upsert(batch);
                }
                collection.compact();
                System.out.println(collection.stats().segments() + " segment");
            } catch (RuntimeException | Error failed) {
                System.out.println(failed);
            }
        }
    }

    private static VectorRecord record(int number) {
        float[] vector = new float[DIMENSION];
        vector[number] = number + 1;
        return VectorRecord.builder("r" + number)
                .text("word" + number)
                .vector(vector)
                .build();
    }

    @Test
    void compaction_ofMoreThanTheHeap_comesToItsEnd() throws Exception {
        Path folder = temporary.resolve("db");
        Process child = ChildJvm.start(Child.class, HEAP, folder.toString());
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.lines().toList()).containsExactly("1 segment");
        } finally {
            child.destroyForcibly().waitFor();
        }
        try (VecDatabase database = VecDatabase.open(folder)) {
            VectorCollection collection = database.collection("c");
            assertThat(collection.count()).isEqualTo(RECORDS);
            assertThat(collection.get("r7").orElseThrow().vector().orElseThrow())
                    .containsExactly(record(7).vector().orElseThrow());
        }
    }
}
