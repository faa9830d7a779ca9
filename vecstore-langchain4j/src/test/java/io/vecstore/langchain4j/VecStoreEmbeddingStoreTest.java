package io.vecstore.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.listener.EmbeddingStoreListener;
import dev.langchain4j.store.embedding.listener.EmbeddingStoreResponseContext;
import io.vecstore.CollectionOptions;
import io.vecstore.Document;
import io.vecstore.Metric;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.error.ClosedException;
import io.vecstore.error.DatabaseLockedException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.fusion.Fusion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VecStoreEmbeddingStoreTest {

    @TempDir
    Path folder;

    private static final Embedding EAST = Embedding.from(new float[] {1, 0});
    private static final Embedding NORTH = Embedding.from(new float[] {0, 1});

    @Test
    void add_ownIdAgain_replacesSegment() {
        try (VecStoreEmbeddingStore store = VecStoreEmbeddingStore.open(folder)) {
            store.add("a", EAST, TextSegment.from("old"));
            store.add("a", NORTH, TextSegment.from("new"));

            List<EmbeddingMatch<TextSegment>> matches = search(store, NORTH, 10);

            assertThat(matches).hasSize(1);
            assertThat(matches.getFirst().embedded()).isEqualTo(TextSegment.from("new"));
            assertThat(matches.getFirst().score()).isEqualTo(1.0);
        }
    }

    @Test
    void search_afterReopening_givesEqualSegmentsWithTheirTypes() {
        TextSegment segment = TextSegment.from(
                "text",
                new Metadata()
                        .put("int", Integer.MIN_VALUE)
                        .put("long", Long.MAX_VALUE)
                        .put("float", 1.1f)
                        .put("double", Math.PI)
                        .put("dotted.key \"x\"", "value")
                        .put("uuid", new UUID(1, 2)));
        try (VecStoreEmbeddingStore store = VecStoreEmbeddingStore.open(folder)) {
            store.add(EAST, segment);
        }
        try (VecStoreEmbeddingStore store = VecStoreEmbeddingStore.open(folder)) {
            assertThat(search(store, EAST, 1).getFirst().embedded()).isEqualTo(segment);
        }
    }

    @Test
    void add_keyOfTheTypes_isRefused() {
        try (VecStoreEmbeddingStore store = VecStoreEmbeddingStore.open(folder)) {
            TextSegment segment = TextSegment.from("x", Metadata.from(SegmentMetadata.TYPES_KEY, "mine"));

            assertThatThrownBy(() -> store.add(EAST, segment))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("\"langchain4j.types\"");
            assertThat(store.collection().count()).isZero();
        }
    }

    @Test
    void addAll_oneBadEmbedding_storesNone() {
        try (VecStoreEmbeddingStore store =
                VecStoreEmbeddingStore.builder().folder(folder).dimension(2).build()) {
            List<Embedding> embeddings = List.of(EAST, Embedding.from(new float[] {1, 2, 3}));

            assertThatThrownBy(() -> store.addAll(embeddings)).isInstanceOf(InvalidRequestException.class);
            assertThat(store.collection().count()).isZero();
        }
    }

    @Test
    void search_hybridWithQueryText_findsTheWord() {
        try (VecStoreEmbeddingStore store = VecStoreEmbeddingStore.builder()
                .folder(folder)
                .hybrid(true)
                .fusion(new Fusion.WeightedMinMax(0.3))
                .build()) {
            fillWithWords(store);
            EmbeddingSearchRequest.EmbeddingSearchRequestBuilder request =
                    EmbeddingSearchRequest.builder().queryEmbedding(EAST).maxResults(3);

            List<String> dense = ids(store.search(request.build()).matches());
            List<EmbeddingMatch<TextSegment>> hybrid =
                    store.search(request.query("zeppelin").build()).matches();

            assertThat(dense).doesNotContain("rare");
            assertThat(ids(hybrid)).contains("rare");
            assertThat(hybrid).allSatisfy(match -> assertThat(match.score()).isBetween(0.0, 1.0));
        }
    }

    @Test
    void search_denseStoreWithQueryText_ignoresTheText() {
        try (VecStoreEmbeddingStore store = VecStoreEmbeddingStore.open(folder)) {
            fillWithWords(store);
            EmbeddingSearchRequest request = EmbeddingSearchRequest.builder()
                    .queryEmbedding(EAST)
                    .query("zeppelin")
                    .maxResults(3)
                    .build();

            assertThat(ids(store.search(request).matches())).doesNotContain("rare");
        }
    }

    private static void fillWithWords(VecStoreEmbeddingStore store) {
        for (int i = 0; i < 10; i++) {
            store.add("common" + i, Embedding.from(new float[] {1, i / 100f}), TextSegment.from("a common word " + i));
        }
        store.add("rare", NORTH, TextSegment.from("a zeppelin"));
    }

    @Test
    void removeAll_withDocuments_leavesNothing() {
        try (VecDatabase database = VecDatabase.open(folder)) {
            VectorCollection collection = database.createCollection("c", CollectionOptions.DEFAULT);
            collection.putDocument(new Document("d", "text", io.vecstore.Metadata.empty()));
            VecStoreEmbeddingStore store =
                    VecStoreEmbeddingStore.builder().collection(collection).build();
            store.add(EAST);

            store.removeAll();

            assertThat(collection.count()).isZero();
            assertThat(collection.documentCount()).isZero();
        }
    }

    @Test
    void close_collectionHandedIn_leavesItOpen() {
        try (VecDatabase database = VecDatabase.open(folder)) {
            VectorCollection collection = database.createCollection("c", CollectionOptions.DEFAULT);

            VecStoreEmbeddingStore.builder().collection(collection).build().close();

            assertThat(collection.count()).isZero();
        }
    }

    @Test
    void close_folder_givesItFree() {
        VecStoreEmbeddingStore store = VecStoreEmbeddingStore.open(folder);
        assertThatThrownBy(() -> VecStoreEmbeddingStore.open(folder)).isInstanceOf(DatabaseLockedException.class);

        store.close();

        assertThatThrownBy(() -> store.add(EAST)).isInstanceOf(ClosedException.class);
        VecStoreEmbeddingStore.open(folder).close();
    }

    @Test
    void build_collectionThatDoesNotFit_namesBothAndGivesTheFolderFree() {
        try (VecDatabase database = VecDatabase.open(folder)) {
            database.createCollection("dot", CollectionOptions.DEFAULT.withMetric(Metric.DOT_PRODUCT));
            database.createCollection("three", CollectionOptions.DEFAULT.withDimension(3));
        }
        VecStoreEmbeddingStoreBuilder builder = VecStoreEmbeddingStore.builder().folder(folder);

        assertThatThrownBy(() -> builder.collectionName("dot").build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("\"dot\" has metric DOT_PRODUCT, the store needs COSINE");
        assertThatThrownBy(() -> builder.collectionName("three").dimension(2).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("dimension 3, the store needs 2");
        VecDatabase.open(folder).close();
    }

    @Test
    void build_neitherFolderNorCollection_isRefused() {
        assertThatThrownBy(() -> VecStoreEmbeddingStore.builder().build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("neither");
    }

    @Test
    void addListener_search_isTold() {
        try (VecStoreEmbeddingStore store = VecStoreEmbeddingStore.open(folder)) {
            List<Object> told = new ArrayList<>();
            EmbeddingStore<TextSegment> listened = store.addListener(new EmbeddingStoreListener() {
                @Override
                public void onResponse(EmbeddingStoreResponseContext<?> context) {
                    told.add(context);
                }
            });

            listened.add(EAST, TextSegment.from("x"));
            listened.search(
                    EmbeddingSearchRequest.builder().queryEmbedding(EAST).build());

            assertThat(told).hasSize(2);
            assertThat(told.getLast()).isInstanceOf(EmbeddingStoreResponseContext.Search.class);
        }
    }

    private static List<EmbeddingMatch<TextSegment>> search(
            VecStoreEmbeddingStore store, Embedding query, int maxResults) {
        return store.search(EmbeddingSearchRequest.builder()
                        .queryEmbedding(query)
                        .maxResults(maxResults)
                        .build())
                .matches();
    }

    private static List<String> ids(List<EmbeddingMatch<TextSegment>> matches) {
        return matches.stream().map(EmbeddingMatch::embeddingId).toList();
    }
}
