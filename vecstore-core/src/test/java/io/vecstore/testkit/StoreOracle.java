package io.vecstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vecstore.Document;
import io.vecstore.Hit;
import io.vecstore.Metric;
import io.vecstore.SearchRequest;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.filter.Filter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The one judge of all fault tests: whatever can be read of a collection agrees with a {@link StoreModel}. No id is there
 * twice; records, documents, chunks, vectors, texts and metadata are the model's; dense search finds what brute force
 * over the model finds, and lexical search the texts that hold the word.
 */
public final class StoreOracle {

    private static final int TOP_K = 7;
    /** Ties may be broken differently, and a graph may miss one. */
    private static final int MAX_MISSED = 1;

    private StoreOracle() {}

    /** How far the collection has come, by its record {@link RandomChanges#PROGRESS}; 0 where there is none. */
    public static int progress(VectorCollection collection) {
        return collection
                .get(RandomChanges.PROGRESS)
                .map(record ->
                        (int) record.metadata().longValue(RandomChanges.NUMBER).orElseThrow())
                .orElse(0);
    }

    /** Compares everything; {@code random} chooses the queries. */
    public static void check(VectorCollection collection, StoreModel model, Random random) {
        checkRecords(collection, model.records());
        checkDocuments(collection, model);
        checkDense(collection, model.records(), random);
        checkLexical(collection, model.records(), random);
    }

    private static void checkRecords(VectorCollection collection, Map<String, VectorRecord> expected) {
        assertThat(collection.count()).as("count of records").isEqualTo(expected.size());
        Map<String, VectorRecord> seen = new TreeMap<>();
        collection.forEach(record -> assertThat(seen.put(record.id(), record))
                .as("second record of id %s", record.id())
                .isNull());
        assertThat(seen.keySet()).isEqualTo(expected.keySet());
        expected.forEach((id, record) -> {
            assertSame(seen.get(id), record);
            assertSame(collection.get(id).orElseThrow(), record);
        });
    }

    /** Compares all parts of two records but their versions. */
    public static void assertSame(VectorRecord actual, VectorRecord expected) {
        assertThat(actual.text()).as("text of %s", expected.id()).isEqualTo(expected.text());
        assertThat(actual.metadata()).as("metadata of %s", expected.id()).isEqualTo(expected.metadata());
        assertThat(actual.documentId()).as("document of %s", expected.id()).isEqualTo(expected.documentId());
        assertThat(actual.expiresAt()).as("expiry of %s", expected.id()).isEqualTo(expected.expiresAt());
        assertThat(actual.vector().orElseGet(() -> new float[0]))
                .as("vector of %s", expected.id())
                .containsExactly(expected.vector().orElseGet(() -> new float[0]));
    }

    private static void checkDocuments(VectorCollection collection, StoreModel model) {
        assertThat(collection.documentCount())
                .as("count of documents")
                .isEqualTo(model.documents().size());
        Map<String, Document> seen = new TreeMap<>();
        collection.forEachDocument(document -> assertThat(seen.put(document.id(), document))
                .as("second document %s", document.id())
                .isNull());
        assertThat(seen).isEqualTo(model.documents());
        for (String id : model.documents().keySet()) {
            assertThat(collection.chunks(id).stream().map(VectorRecord::id))
                    .as("chunks of %s", id)
                    .containsExactlyInAnyOrderElementsOf(model.records().values().stream()
                            .filter(record ->
                                    record.documentId().filter(id::equals).isPresent())
                            .map(VectorRecord::id)
                            .toList());
        }
    }

    private static void checkDense(VectorCollection collection, Map<String, VectorRecord> records, Random random) {
        float[] query = RandomChanges.vector(random);
        long middle = random.nextInt(2)
                * records.values().stream().mapToLong(StoreOracle::number).max().orElse(0)
                / 2;
        SearchRequest.Builder request =
                SearchRequest.builder().vector(query).topK(TOP_K).filter(Filter.ge(RandomChanges.NUMBER, middle));
        List<Hit> hits = collection.search(request.exact(true).build()).hits();
        List<Double> expected = records.values().stream()
                .filter(record -> record.vector().isPresent() && number(record) >= middle)
                .map(record -> score(
                        collection.options().metric(), query, record.vector().orElseThrow()))
                .sorted(Comparator.reverseOrder())
                .limit(TOP_K)
                .toList();
        assertThat(hits).as("dense hits").hasSameSizeAs(expected);
        for (int i = 0; i < hits.size(); i++) {
            assertThat(hits.get(i).score()).as("score of dense hit %d", i).isCloseTo(expected.get(i), within(1e-5));
        }
        checkRecall(hits, collection.search(request.exact(false).build()).hits());
    }

    /** So few vectors that a search of the graph sees nearly all of them. */
    private static void checkRecall(List<Hit> exact, List<Hit> found) {
        Set<String> ids = new TreeSet<>();
        found.forEach(hit -> ids.add(hit.record().id()));
        assertThat(ids).as("ids of dense hits").hasSameSizeAs(found);
        long missed =
                exact.stream().filter(hit -> !ids.contains(hit.record().id())).count();
        assertThat(missed)
                .as("%s of which %s are found, %s missed", exact.size(), ids, missed)
                .isLessThanOrEqualTo(MAX_MISSED);
    }

    private static long number(VectorRecord record) {
        return record.metadata().longValue(RandomChanges.NUMBER).orElseThrow();
    }

    private static double score(Metric metric, float[] a, float[] b) {
        return metric.score((float) ReferenceDistance.distance(metric, a, b));
    }

    private static void checkLexical(VectorCollection collection, Map<String, VectorRecord> records, Random random) {
        String word = RandomChanges.WORDS.get(random.nextInt(RandomChanges.WORDS.size()));
        List<String> found = collection.search(SearchRequest.lexical(word, 1_000)).hits().stream()
                .map(hit -> hit.record().id())
                .toList();
        assertThat(found).as("lexical hits of %s", word).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(found))
                .as("lexical hits of %s", word)
                .containsExactlyElementsOf(records.values().stream()
                        .filter(record -> record.text().orElse("").contains(word))
                        .map(VectorRecord::id)
                        .toList());
    }
}
