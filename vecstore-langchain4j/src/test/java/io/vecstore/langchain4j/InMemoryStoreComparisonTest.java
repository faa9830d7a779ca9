package io.vecstore.langchain4j;

import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.filter.Filter;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThan;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.vecstore.DatabaseOptions;
import io.vecstore.Durability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** langchain4j's in-memory store, which tests each entry by {@code Filter.test}, is the oracle. */
class InMemoryStoreComparisonTest {

    private static final int COUNT = 10_500;
    private static final int DIMENSION = 8;
    private static final long SEED = 42;

    @TempDir
    static Path folder;

    private static final InMemoryEmbeddingStore<TextSegment> ORACLE = new InMemoryEmbeddingStore<>();
    private static VecStoreEmbeddingStore store;

    @BeforeAll
    static void fill() {
        store = VecStoreEmbeddingStore.builder()
                .folder(folder)
                .databaseOptions(DatabaseOptions.DEFAULT.withDurability(Durability.os()))
                .exact(true)
                .build();
        Random random = new Random(SEED);
        List<String> ids = new ArrayList<>();
        List<Embedding> embeddings = new ArrayList<>();
        List<TextSegment> segments = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            ids.add("id" + i);
            embeddings.add(StubModel.vector("v" + i, DIMENSION));
            segments.add(i % 10 == 0 ? null : TextSegment.from("text " + i, metadata(i, random)));
        }
        store.addAll(ids, embeddings, segments);
        ORACLE.addAll(ids, embeddings, segments);
    }

    private static Metadata metadata(int i, Random random) {
        Metadata metadata = new Metadata().put("number", i);
        if (random.nextBoolean()) {
            metadata.put("weight", random.nextInt(100) / 10f);
        }
        if (random.nextBoolean()) {
            metadata.put("a.b", "color" + random.nextInt(5));
        }
        return metadata.put("uuid", new UUID(random.nextLong(), random.nextInt(3)));
    }

    @AfterAll
    static void close() {
        store.close();
    }

    static List<Filter> filters() {
        Filter chain = metadataKey("number").isGreaterThan(-1);
        Filter either = metadataKey("number").isEqualTo(1);
        for (int i = 0; i < 200; i++) {
            chain = chain.and(metadataKey("number").isNotEqualTo(i));
            either = either.or(metadataKey("number").isEqualTo(i * 7));
        }
        Filter even = metadata ->
                metadata instanceof Metadata each && each.containsKey("number") && each.getInteger("number") % 2 == 0;
        Filter oneInTenThousand = metadata ->
                metadata instanceof Metadata each && Integer.valueOf(10_001).equals(each.getInteger("number"));
        return List.of(
                metadataKey("a.b").isEqualTo("color1"),
                metadataKey("a.b").isNotEqualTo("color1"),
                metadataKey("a.b").isIn("color1", "color2"),
                metadataKey("a.b").isNotIn("color1", "color2"),
                metadataKey("a.b").containsString("or3"),
                metadataKey("weight").isEqualTo(1.1),
                metadataKey("weight").isLessThanOrEqualTo(1.1f),
                metadataKey("weight").isGreaterThan(Double.NaN),
                metadataKey("weight").isLessThan(Double.POSITIVE_INFINITY),
                metadataKey("number").isBetween(100, 200),
                metadataKey("uuid").isEqualTo(new UUID(0, 0)),
                new IsGreaterThan("uuid", new UUID(0, 0)),
                metadataKey("uuid").isNotIn(new UUID(0, 0), new UUID(0, 1)),
                Filter.not(metadataKey("a.b").isEqualTo("color1")),
                Filter.not(metadataKey("a.b").containsString("or3"))
                        .and(metadataKey("number").isLessThan(5_000)),
                even,
                even.or(metadataKey("a.b").isEqualTo("color1")),
                even.and(metadataKey("a.b").isEqualTo("color1"))
                        .and(metadataKey("number").isGreaterThan(9_000)),
                oneInTenThousand,
                chain,
                either);
    }

    @ParameterizedTest
    @MethodSource("filters")
    void search_withFilter_equalsOracle(Filter filter) {
        for (int query = 0; query < 2; query++) {
            assertEqualToOracle(EmbeddingSearchRequest.builder()
                    .queryEmbedding(StubModel.vector("q" + query, DIMENSION))
                    .maxResults(20)
                    .filter(filter)
                    .build());
        }
    }

    @Test
    void search_moreThanTheEngineGives_equalsOracle() {
        assertEqualToOracle(EmbeddingSearchRequest.builder()
                .queryEmbedding(StubModel.vector("q", DIMENSION))
                .maxResults(Integer.MAX_VALUE)
                .minScore(0.2)
                .build());
    }

    @Test
    void search_minScore_equalsOracle() {
        assertEqualToOracle(EmbeddingSearchRequest.builder()
                .queryEmbedding(StubModel.vector("q", DIMENSION))
                .maxResults(500)
                .minScore(0.9)
                .filter(metadataKey("a.b").containsString("or"))
                .build());
    }

    private static void assertEqualToOracle(EmbeddingSearchRequest request) {
        List<EmbeddingMatch<TextSegment>> actual = store.search(request).matches();
        List<EmbeddingMatch<TextSegment>> expected = ORACLE.search(request).matches();

        assertThat(actual)
                .extracting(EmbeddingMatch::embeddingId)
                .containsExactlyElementsOf(
                        expected.stream().map(EmbeddingMatch::embeddingId).toList());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-6));
            assertThat(actual.get(i).embedded()).isEqualTo(expected.get(i).embedded());
            assertThat(actual.get(i).embedding()).isEqualTo(expected.get(i).embedding());
        }
    }
}
