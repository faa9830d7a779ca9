package io.vecstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vecstore.error.ClosedException;
import io.vecstore.error.ConflictException;
import io.vecstore.error.DatabaseLockedException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.error.NotFoundException;
import io.vecstore.filter.Filter;
import io.vecstore.fusion.FusedHit;
import io.vecstore.testkit.ManualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorCollectionTest {

    @TempDir
    Path folder;

    private static VectorRecord record(String id, String text, float... vector) {
        return VectorRecord.builder(id).text(text).vector(vector).build();
    }

    private static List<String> ids(SearchResult result) {
        return result.hits().stream().map(hit -> hit.record().id()).toList();
    }

    @Test
    void upsert_everyPart_comesBackAfterReopen() {
        VectorRecord stored = VectorRecord.builder("a")
                .vector(new float[] {0.1f, -2})
                .text("Über den Fluß")
                .documentId("d")
                .metadata(Metadata.of("lang", "de", "page", 3))
                .expiresAt(Instant.parse("2999-01-01T00:00:00Z"))
                .build();
        try (VecStore store = VecStore.open(folder)) {
            store.collection().upsert(stored);
        }
        for (boolean flushed : new boolean[] {false, true}) {
            try (VecStore store = VecStore.open(folder)) {
                VectorRecord found = store.collection().get("a").orElseThrow();
                assertThat(found.vector().orElseThrow()).containsExactly(0.1f, -2);
                assertThat(found.text()).contains("Über den Fluß");
                assertThat(found.documentId()).contains("d");
                assertThat(found.metadata()).isEqualTo(stored.metadata());
                assertThat(found.expiresAt()).isEqualTo(stored.expiresAt());
                assertThat(found.version()).isEqualTo(1);
                if (!flushed) {
                    store.collection().flush();
                }
            }
        }
    }

    @Test
    void upsert_sameId_replaces() {
        try (VecStore store = VecStore.open(folder)) {
            VectorCollection collection = store.collection();
            collection.upsert(record("a", "old", 1, 0));
            collection.flush();
            collection.upsert(record("a", "newer", 0, 1));
            collection.upsert(List.of(record("a", "between", 0, 1), record("a", "newest", 0, 1)));
            assertThat(collection.count()).isEqualTo(1);
            assertThat(collection.get("a").orElseThrow().text()).contains("newest");
            assertThat(ids(collection.search(SearchRequest.lexical("old newer between", 10))))
                    .isEmpty();
            assertThat(ids(collection.search(SearchRequest.dense(new float[] {1, 0}, 10))))
                    .containsExactly("a");
        }
    }

    @Test
    void replaceDocument_fewerChunks_leavesNoneOfTheOld() {
        try (VecStore store = VecStore.open(folder)) {
            VectorCollection collection = store.collection();
            collection.replaceDocument(new Document("d", "one two", Metadata.empty()), chunks("d", "one", "two"));
            collection.replaceDocument(new Document("e", "other", Metadata.empty()), chunks("e", "other"));
            collection.flush();
            collection.replaceDocument(new Document("d", "three", Metadata.of("v", 2)), chunks("d", "three"));
            assertThat(collection.chunks("d").stream().map(chunk -> chunk.text().orElseThrow()))
                    .containsExactly("three");
            assertThat(collection.document("d").orElseThrow().metadata()).isEqualTo(Metadata.of("v", 2));
            assertThat(collection.count()).isEqualTo(2);
            assertThat(collection.documentCount()).isEqualTo(2);
            collection.deleteDocument("d");
            assertThat(collection.chunks("d")).isEmpty();
            assertThat(collection.document("d")).isEmpty();
            assertThat(collection.chunks("e")).hasSize(1);
        }
    }

    private static List<VectorRecord> chunks(String document, String... texts) {
        List<VectorRecord> chunks = new ArrayList<>();
        for (String text : texts) {
            chunks.add(VectorRecord.builder(document + "#" + chunks.size())
                    .documentId(document)
                    .text(text)
                    .build());
        }
        return chunks;
    }

    @Test
    void replaceDocument_chunkOfAnother_isRefused() {
        assertThatThrownBy(() ->
                        new WriteBatch().replaceDocument(new Document("d", "", Metadata.empty()), chunks("e", "text")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("e#0", "\"e\"", "\"d\"");
    }

    @Test
    void snapshot_laterWrites_doNotShow() {
        try (VecStore store = VecStore.open(folder)) {
            VectorCollection collection = store.collection();
            collection.upsert(List.of(record("a", "apple", 1, 0), record("b", "banana", 0, 1)));
            try (Snapshot before = collection.snapshot()) {
                collection.delete("a");
                collection.upsert(record("b", "blueberry", 0, 1));
                collection.upsert(record("c", "cherry", 1, 1));
                collection.flush();
                collection.compact();
                collection.delete("b");
                assertThat(before.count()).isEqualTo(2);
                assertThat(before.get("a")).isPresent();
                assertThat(before.get("b").orElseThrow().text()).contains("banana");
                assertThat(before.get("c")).isEmpty();
                assertThat(ids(before.search(SearchRequest.lexical("banana blueberry cherry", 10))))
                        .containsExactly("b");
            }
            assertThat(collection.count()).isEqualTo(1);
            assertThat(collection.get("c")).isPresent();
        }
    }

    @Test
    void search_hybrid_fusesBothAndExplains() {
        try (VecStore store = VecStore.open(folder)) {
            VectorCollection collection = store.collection();
            collection.upsert(List.of(
                    record("near", "nothing of note", 1, 0),
                    record("both", "the red fox", 0.9f, 0.1f),
                    record("words", "a red fox and a red hen", 0, 1)));
            SearchResult result = collection.search(SearchRequest.builder()
                    .vector(new float[] {1, 0})
                    .text("red fox")
                    .explain(true)
                    .build());
            assertThat(ids(result)).hasSize(3).startsWith("both");
            for (Hit hit : result.hits()) {
                assertThat(hit.score()).isBetween(0.0, 1.0);
                assertThat(hit.parts().stream()
                                .mapToDouble(FusedHit.Part::contribution)
                                .sum())
                        .isCloseTo(hit.score(), within(1e-9));
                assertThat(hit.explanation().orElseThrow().value()).isEqualTo(hit.score());
            }
            assertThat(result.hits().getFirst().explanation().orElseThrow().toString())
                    .contains("cosine", "\"fox\"", "idf");
            assertThat(result.scanned()).isEqualTo(3);
        }
    }

    @Test
    void search_filter_limitsBothSources() {
        try (VecStore store = VecStore.open(folder)) {
            VectorCollection collection = store.collection();
            for (int i = 0; i < 20; i++) {
                collection.upsert(VectorRecord.builder("r" + i)
                        .vector(new float[] {i, 1})
                        .text("word")
                        .metadata(Metadata.of("n", i))
                        .build());
            }
            SearchResult result = collection.search(SearchRequest.builder()
                    .vector(new float[] {1, 0})
                    .text("word")
                    .topK(20)
                    .filter(Filter.parse("n >= 15 AND NOT n = 17"))
                    .build());
            assertThat(ids(result)).containsExactlyInAnyOrder("r15", "r16", "r18", "r19");
            assertThat(result.matched()).isEqualTo(4);
        }
    }

    @Test
    void search_expiredRecord_isGoneAndStaysGone() {
        ManualClock clock = new ManualClock(Instant.parse("2030-01-01T00:00:00Z"));
        DatabaseOptions options = DatabaseOptions.DEFAULT.withClock(clock);
        try (VecStore store = VecStore.open(folder, CollectionOptions.DEFAULT, options)) {
            VectorCollection collection = store.collection();
            collection.upsert(VectorRecord.builder("a")
                    .text("milk")
                    .expiresAt(clock.instant().plusSeconds(60))
                    .build());
            collection.flush();
            assertThat(collection.count()).isEqualTo(1);
            clock.advance(Duration.ofSeconds(60));
            assertThat(collection.count()).isZero();
            assertThat(collection.get("a")).isEmpty();
            assertThat(ids(collection.search(SearchRequest.lexical("milk", 1)))).isEmpty();
            clock.advance(Duration.ofSeconds(-1));
            assertThat(collection.get("a")).isEmpty();
            clock.advance(Duration.ofSeconds(1));
            collection.compact();
            clock.advance(Duration.ofSeconds(-1));
            assertThat(collection.get("a"))
                    .as("compaction drops what has expired")
                    .isEmpty();
        }
    }

    @Test
    void upsert_wrongDimension_changesNothing() {
        try (VecStore store = VecStore.open(folder)) {
            VectorCollection collection = store.collection();
            collection.upsert(record("a", "", 1, 2, 3));
            assertThatThrownBy(() -> collection.upsert(List.of(record("b", "", 1, 2, 3), record("c", "", 1, 2))))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContainingAll("\"c\"", "3", "2");
            assertThat(collection.count()).isEqualTo(1);
            assertThatThrownBy(() -> collection.search(SearchRequest.dense(new float[] {1}, 1)))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContainingAll("3", "1");
            collection.upsert(record("d", "", 4, 5, 6));
            assertThat(collection.count()).isEqualTo(2);
        }
    }

    @Test
    void record_badParts_areRefused() {
        assertThatThrownBy(() -> VectorRecord.builder("")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> VectorRecord.builder("a\uD800")).hasMessageContaining("U+D800");
        assertThatThrownBy(() -> VectorRecord.builder("a").vector(new float[0])).hasMessageContaining("dimension 0");
        assertThatThrownBy(() -> VectorRecord.builder("a").vector(new float[] {1, Float.NaN}))
                .hasMessageContainingAll("NaN", "index 1");
        assertThatThrownBy(() -> SearchRequest.builder().build()).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> SearchRequest.builder().topK(0)).hasMessageContaining("topK is 0");
    }

    @Test
    void search_emptyCollection_findsNothing() {
        try (VecStore store = VecStore.open(folder)) {
            SearchRequest both =
                    SearchRequest.builder().vector(new float[] {1}).text("x").build();
            assertThat(store.collection().search(both).hits()).isEmpty();
            assertThat(store.collection().count()).isZero();
            store.collection().flush();
            store.collection().compact();
        }
    }

    @Test
    void zeroVector_underCosine_hasSimilarityZero() {
        try (VecStore store = VecStore.open(folder)) {
            store.collection().upsert(List.of(record("zero", "", 0, 0), record("one", "", 1, 0)));
            SearchResult result = store.collection().search(SearchRequest.dense(new float[] {1, 0}, 2));
            assertThat(ids(result)).containsExactly("one", "zero");
            assertThat(result.hits().get(1).score()).isEqualTo(0.5);
        }
    }

    @Test
    void open_twice_namesTheProcess() {
        try (VecDatabase held = VecDatabase.open(folder)) {
            assertThat(held.folder()).isEqualTo(folder);
            assertThatThrownBy(() -> VecDatabase.open(folder))
                    .isInstanceOf(DatabaseLockedException.class)
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
        }
        VecDatabase.open(folder).close();
    }

    @Test
    void open_foreignFolder_isRefusedUntouched() throws Exception {
        Files.writeString(folder.resolve("thesis.txt"), "mine");
        assertThatThrownBy(() -> VecDatabase.open(folder))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll(folder.toString(), "thesis.txt");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
        assertThatThrownBy(() -> VecDatabase.open(folder.resolve("thesis.txt"))).hasMessageContaining("is a file");
    }

    @Test
    void collections_createOpenDrop_areIndependent() {
        try (VecDatabase database = VecDatabase.open(folder)) {
            VectorCollection first = database.createCollection("first ../x", CollectionOptions.DEFAULT);
            VectorCollection second = database.openCollection("second", CollectionOptions.DEFAULT);
            first.upsert(record("a", "one", 1));
            second.upsert(record("a", "two", 1, 2));
            assertThatThrownBy(() -> database.createCollection("second", CollectionOptions.DEFAULT))
                    .isInstanceOf(ConflictException.class);
            assertThatThrownBy(() ->
                            database.openCollection("second", CollectionOptions.DEFAULT.withMetric(Metric.EUCLIDEAN)))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContainingAll("COSINE", "EUCLIDEAN");
            database.dropCollection("second");
            assertThatThrownBy(second::count).isInstanceOf(ClosedException.class);
            assertThatThrownBy(() -> database.collection("second")).isInstanceOf(NotFoundException.class);
        }
        try (VecDatabase database = VecDatabase.open(folder)) {
            assertThat(database.collectionNames()).containsExactly("first ../x");
            assertThat(database.collection("first ../x").get("a").orElseThrow().text())
                    .contains("one");
        }
    }

    @Test
    void close_thenUse_isRefused() {
        VecStore store = VecStore.open(folder);
        VectorCollection collection = store.collection();
        Snapshot snapshot = collection.snapshot();
        store.close();
        store.close();
        assertThatThrownBy(() -> collection.upsert(record("a", "", 1))).isInstanceOf(ClosedException.class);
        assertThatThrownBy(collection::count).isInstanceOf(ClosedException.class);
        assertThat(snapshot.count()).isZero();
        snapshot.close();
        assertThatThrownBy(snapshot::count).isInstanceOf(ClosedException.class);
    }
}
