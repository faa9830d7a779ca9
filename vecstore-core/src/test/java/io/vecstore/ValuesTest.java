package io.vecstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.error.InvalidRequestException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors, texts and ids at the edge of what is allowed, and behind it. */
class ValuesTest {

    private static final int LARGE_TEXT = 10 << 20;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void vector_thatIsNotFinite_isRefusedWithIdAndPlace(float value) {
        assertThatThrownBy(() -> VectorRecord.builder("a").vector(new float[] {1, value}))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("\"a\"", String.valueOf(value), "index 1");
        assertThatThrownBy(() -> SearchRequest.builder().vector(new float[] {1, value}))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("the query", String.valueOf(value), "index 1");
    }

    /** Distances of zeros, of the smallest and of the largest numbers may be equal or infinite, but never NaN. */
    @ParameterizedTest
    @EnumSource(Metric.class)
    void vector_zeroDenormalOrHuge_isFoundWithAScore(Metric metric) {
        List<float[]> vectors = List.of(
                new float[] {0, 0},
                new float[] {-0f, 0},
                new float[] {Float.MIN_VALUE, -Float.MIN_VALUE},
                new float[] {Float.MAX_VALUE, -Float.MAX_VALUE},
                new float[] {1, 1});
        try (VecStore store =
                VecStore.open(folder, CollectionOptions.DEFAULT.withMetric(metric), DatabaseOptions.DEFAULT)) {
            for (int i = 0; i < vectors.size(); i++) {
                store.collection()
                        .upsert(VectorRecord.builder("v" + i)
                                .vector(vectors.get(i))
                                .build());
            }
            for (float[] query : vectors) {
                assertThat(store.collection()
                                .search(SearchRequest.builder().vector(query).build())
                                .hits())
                        .hasSize(vectors.size())
                        .noneMatch(hit -> Double.isNaN(hit.score()));
            }
            store.collection().compact();
            assertThat(store.collection().get("v2").orElseThrow().vector().orElseThrow())
                    .containsExactly(vectors.get(2));
        }
    }

    @Test
    void vector_ofAnotherDimension_leavesNothingOfItsBatch() {
        try (VecStore store = VecStore.open(folder)) {
            store.collection().upsert(vector("a", 1, 2));
            assertThatThrownBy(() -> store.collection().upsert(List.of(vector("b", 3, 4), vector("c", 5))))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContainingAll("\"c\"", "has 2", "has 1");
            assertThat(store.collection().count()).isEqualTo(1);
        }
        try (VecStore store = VecStore.open(folder)) {
            assertThat(store.collection().count()).isEqualTo(1);
        }
    }

    @Test
    void batch_withOneIdTwice_keepsTheLast() {
        try (VecStore store = VecStore.open(folder)) {
            store.collection().upsert(List.of(vector("a", 1, 0), vector("b", 1, 1), vector("a", 0, 1)));
            assertThat(store.collection().count()).isEqualTo(2);
            assertThat(store.collection().get("a").orElseThrow().vector().orElseThrow())
                    .containsExactly(0, 1);
            assertThat(store.collection()
                            .search(SearchRequest.builder()
                                    .vector(new float[] {0, 1})
                                    .build())
                            .hits())
                    .hasSize(2);
        }
    }

    @Test
    void text_emptyAndLargeAndWithNul_comesBackAsItWas() {
        String large = "word \u0000 and ".repeat(LARGE_TEXT / 11);
        List<String> texts = List.of("", "\u0000", large);
        try (VecStore store = VecStore.open(folder)) {
            for (int i = 0; i < texts.size(); i++) {
                store.collection()
                        .upsert(VectorRecord.builder("t" + i + "\u0000")
                                .text(texts.get(i))
                                .build());
            }
        }
        try (VecStore store = VecStore.open(folder)) {
            store.collection().compact();
            for (int i = 0; i < texts.size(); i++) {
                String text = store.collection()
                        .get("t" + i + "\u0000")
                        .orElseThrow()
                        .text()
                        .orElseThrow();
                assertThat(text.equals(texts.get(i))).as("text %d", i).isTrue();
            }
            assertThat(store.collection()
                            .search(SearchRequest.lexical("word", 5))
                            .hits())
                    .hasSize(1);
        }
    }

    @Test
    void surrogate_alone_isRefusedInIdsTextsAndQueries() {
        String lone = "a\uD800b";
        assertThatThrownBy(() -> VectorRecord.builder(lone)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> VectorRecord.builder("a").text(lone))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("D800", "index 1");
        assertThatThrownBy(() -> new Document("d", lone, Metadata.empty())).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> SearchRequest.builder().text(lone))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("query text", "D800", "index 1");
    }

    @Test
    void ids_inTwoNormalForms_areTwoRecords() {
        String composed = Normalizer.normalize("caf\u00e9", Normalizer.Form.NFC);
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        assertThat(decomposed).isNotEqualTo(composed);
        try (VecStore store = VecStore.open(folder)) {
            store.collection().upsert(List.of(vector(composed, 1), vector(decomposed, 2)));
            store.collection().compact();
        }
        try (VecStore store = VecStore.open(folder)) {
            assertThat(store.collection().count()).isEqualTo(2);
            store.collection().delete(composed);
            assertThat(store.collection().get(decomposed)).isPresent();
            assertThat(store.collection().get(composed)).isEmpty();
        }
    }

    private static VectorRecord vector(String id, float... vector) {
        return VectorRecord.builder(id).vector(vector).build();
    }
}
