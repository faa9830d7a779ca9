package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.CollectionOptions;
import io.vecstore.IndexOptions;
import io.vecstore.SearchRequest;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.error.CorruptDataException;
import io.vecstore.error.VecStoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Another program cuts files of a database that is open: memory that is mapped is not there any more. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a mapped file cannot be cut there")
class CutWhileMappedTest {

    private static final int RECORDS = 800;
    private static final int DIMENSION = 32;
    private static final int LEFT_BYTES = 4096;

    @TempDir
    Path folder;

    private VecDatabase database;
    private VectorCollection collection;

    @BeforeEach
    void makeDatabase() {
        database = VecDatabase.open(folder);
        collection = database.createCollection(
                "c", CollectionOptions.DEFAULT.withIndex(IndexOptions.DEFAULT.withMinVectors(50)));
        List<VectorRecord> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            records.add(record(i));
        }
        collection.upsert(records);
        collection.flush();
    }

    private static VectorRecord record(int number) {
        return VectorRecord.builder("r" + number)
                .text("number" + number + " " + "word ".repeat(number % 20))
                .vector(vector(number))
                .build();
    }

    private static float[] vector(int number) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) Math.sin((number + 1) * (i + 1));
        }
        return vector;
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Path cut(String suffix) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            Path file = all.filter(each -> each.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.size(file)).isGreaterThan(4 * LEFT_BYTES);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(LEFT_BYTES);
            }
            awaitTheNextLengthCheck();
            return file;
        }
    }

    /** Until then a search may read what is not there, which the vector instructions of a JVM do not survive. */
    private static void awaitTheNextLengthCheck() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CollectionEngine.LENGTH_CHECK_MILLIS);
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private static SearchRequest nearest(int number, boolean exact) {
        return SearchRequest.builder()
                .vector(vector(number))
                .topK(1)
                .exact(exact)
                .build();
    }

    @Test
    void truth_cut_isATypedErrorOfEveryCall() throws IOException {
        String path = cut(".segment").toString();
        List<Runnable> calls = List.of(
                () -> collection.search(nearest(700, true)),
                () -> collection.search(nearest(700, false)),
                () -> collection.forEach(record -> {}),
                () -> collection.get("r700"),
                () -> collection.search(SearchRequest.lexical("number700", 1)),
                collection::compact);
        for (int i = 0; i < calls.size(); i++) {
            int number = i;
            assertThatThrownBy(() -> calls.get(number).run())
                    .as("call %d", i)
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageContainingAll(path, "while it was in use", "--repair");
        }
        assertThat(database.verify().damages())
                .anyMatch(damage -> !damage.derived() && damage.path().equals(path));
    }

    /** A write has to look for the record that it replaces. */
    @Test
    void truth_cut_isATypedErrorOfAWrite() throws IOException {
        String path = cut(".segment").toString();
        assertThatThrownBy(() -> collection.upsert(record(700)))
                .isInstanceOf(VecStoreException.class)
                .hasMessageContaining(path);
        assertThatThrownBy(() -> collection.softDelete("r701"))
                .isInstanceOf(VecStoreException.class)
                .hasMessageContaining(path);
        database.createCollection("other", CollectionOptions.DEFAULT).upsert(record(1)); // is not concerned
    }

    @Test
    void graph_cut_isSetAsideAndAnsweredWithout() throws IOException {
        cut(".graph");
        for (int number : new int[] {3, 333, 777}) {
            assertThat(collection
                            .search(nearest(number, false))
                            .hits()
                            .getFirst()
                            .record()
                            .id())
                    .isEqualTo("r" + number);
        }
    }

    @Test
    void postings_cut_areSetAsideAndAnsweredWithout() throws IOException {
        cut(".postings");
        for (int number : new int[] {3, 333, 777}) {
            assertThat(collection
                            .search(SearchRequest.lexical("number" + number, 1))
                            .hits()
                            .getFirst()
                            .record()
                            .id())
                    .isEqualTo("r" + number);
        }
        assertThat(database.verify().damages()).allMatch(damage -> damage.derived());
    }
}
