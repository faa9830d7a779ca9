package io.vecstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.error.CancelledException;
import io.vecstore.error.ClosedException;
import io.vecstore.error.DeadlineException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.filter.Filter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Futures, deadlines and interrupts. */
class AsyncTest {

    private static final DatabaseOptions ONE_THREAD =
            DatabaseOptions.DEFAULT.withDurability(Durability.os()).withAsync(1, 2);

    @TempDir
    Path folder;

    private VecStore open() {
        return VecStore.open(folder, CollectionOptions.DEFAULT, ONE_THREAD);
    }

    private static VectorRecord record(int i) {
        return VectorRecord.builder("r" + i)
                .vector(new float[] {i, 1})
                .text("text " + i)
                .metadata(Metadata.of("i", i))
                .build();
    }

    private static void fill(VectorCollection collection) {
        List<VectorRecord> records = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            records.add(record(i));
        }
        collection.upsert(records);
    }

    private static SearchRequest.Builder dense() {
        return SearchRequest.builder().vector(new float[] {1, 1});
    }

    @Test
    void calls_asFutures_doTheirWork() {
        try (VecStore store = open()) {
            AsyncCollection async = store.collection().async();
            WriteBatch batch = new WriteBatch().upsert(record(1));
            CompletableFuture<Long> written = async.write(batch);
            batch.upsert(record(2));
            assertThat(written.join()).isPositive();
            assertThat(async.execute(new WriteBatch().delete("none")).join().results())
                    .hasSize(1);
            assertThat(async.flush().join()).isPositive();
            assertThat(async.compact().join()).isPositive();
            assertThat(async.search(dense().build()).join().hits()).hasSize(1);
            assertThatThrownBy(() -> async.search(SearchRequest.dense(new float[] {1}, 1))
                            .join())
                    .hasCauseInstanceOf(InvalidRequestException.class);
        }
    }

    @Test
    void callsOfADatabase_asFutures_doTheirWork() {
        try (VecDatabase database = VecDatabase.open(folder, ONE_THREAD)) {
            database.createCollection("c", CollectionOptions.DEFAULT).upsert(record(1));
            assertThat(database.async().createSnapshot("s").join().name()).isEqualTo("s");
            assertThat(database.async().verify().join().isHealthy()).isTrue();
        }
    }

    @Test
    void calls_afterTheClose_failWithATypedError() {
        VecStore store = open();
        AsyncCollection async = store.collection().async();
        store.close();
        assertThatThrownBy(() -> async.flush().join()).hasCauseInstanceOf(ClosedException.class);
    }

    static Stream<SearchRequest> searches() {
        return Stream.of(
                dense().timeout(Duration.ofNanos(1)).build(),
                SearchRequest.builder()
                        .text("text")
                        .timeout(Duration.ofNanos(1))
                        .build(),
                dense().text("text")
                        .filter(Filter.ge("i", 3))
                        .timeout(Duration.ofNanos(1))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("searches")
    void search_pastItsDeadline_endsWithATypedError(SearchRequest request) {
        try (VecStore store = open()) {
            fill(store.collection());
            assertThatThrownBy(() -> store.collection().search(request))
                    .isInstanceOf(DeadlineException.class)
                    .hasMessageContaining("PT0.000000001S");
            assertThat(store.collection()
                            .search(dense().timeout(Duration.ofDays(1_000_000)).build())
                            .hits())
                    .hasSize(10);
        }
    }

    @Test
    void timeout_ofNothing_isRefused() {
        assertThatThrownBy(() -> dense().timeout(Duration.ZERO))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("PT0S");
    }

    @Test
    void search_interrupted_keepsTheFlagAndTheStoreUsable() {
        try (VecStore store = open()) {
            fill(store.collection());
            store.collection().flush();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> store.collection().search(dense().build())).isInstanceOf(CancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(store.collection().search(dense().build()).hits()).hasSize(10);
        }
    }
}
