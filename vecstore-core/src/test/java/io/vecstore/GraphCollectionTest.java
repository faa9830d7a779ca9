package io.vecstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vecstore.error.InvalidRequestException;
import io.vecstore.filter.Filter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Collections whose segments have graphs, against a map and brute force. */
class GraphCollectionTest {

    private static final long SEED = 20261125;
    private static final int DIMENSION = 24;
    private static final int K = 10;
    private static final IndexOptions SMALL_GRAPHS = IndexOptions.DEFAULT.withMinVectors(100);

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final Map<String, float[]> model = new HashMap<>();

    @ParameterizedTest
    @EnumSource(
            value = Metric.class,
            names = {"COSINE", "DOT_PRODUCT", "EUCLIDEAN"})
    void search_afterRandomChanges_findsWhatBruteForceFinds(Metric metric) {
        CollectionOptions options = CollectionOptions.DEFAULT.withMetric(metric).withIndex(SMALL_GRAPHS);
        for (int round = 0; round < 6; round++) {
            try (VecDatabase database = VecDatabase.open(folder)) {
                VectorCollection collection = database.openCollection("c", options);
                change(collection);
                switch (random.nextInt(3)) {
                    case 0 -> collection.flush();
                    case 1 -> collection.compact();
                    default -> {} // what is in memory stays there until the database is closed
                }
                assertThat(collection.count()).isEqualTo(model.size());
                assertRecall(collection, metric, Filter.all(), id -> true, .97);
                assertRecall(collection, metric, Filter.parse("half = 1"), id -> half(id) == 1, .95);
            }
        }
    }

    private void change(VectorCollection collection) {
        WriteBatch batch = new WriteBatch();
        for (int i = 0; i < 600; i++) {
            String id = "id" + random.nextInt(1_500);
            if (random.nextInt(4) == 0) {
                batch.delete(id);
                model.remove(id);
            } else {
                float[] vector = vector();
                batch.upsert(record(id, vector));
                model.put(id, vector);
            }
        }
        collection.write(batch);
    }

    private void assertRecall(
            VectorCollection collection, Metric metric, Filter filter, Predicate<String> counts, double floor) {
        int found = 0;
        int wanted = 0;
        for (int i = 0; i < 20; i++) {
            float[] query = vector();
            SearchResult result = collection.search(SearchRequest.builder()
                    .vector(query)
                    .topK(K)
                    .filter(filter)
                    .efSearch(100)
                    .build());
            Set<String> ids = new HashSet<>();
            result.hits().forEach(hit -> ids.add(hit.record().id()));
            assertThat(ids).as(result.plan()).isSubsetOf(model.keySet()).allMatch(counts);
            List<String> truth = truth(metric, query, counts);
            assertThat(ids).as(result.plan()).hasSize(truth.size());
            wanted += truth.size();
            ids.retainAll(truth);
            found += ids.size();
        }
        assertThat(found / (double) wanted).as("recall, seed %d", SEED).isGreaterThanOrEqualTo(floor);
    }

    static Stream<Quantizer> quantizers() {
        return Stream.of(
                Quantizer.fast(1),
                Quantizer.fast(2),
                Quantizer.fast(4),
                Quantizer.compact(),
                new Quantizer.Scalar(8),
                Quantizer.binary(),
                Quantizer.product(),
                new Quantizer.Product(12),
                Quantizer.none());
    }

    /** Flushed, merged with deletions, opened again: each quantizer, each way of making its file. */
    @ParameterizedTest
    @MethodSource("quantizers")
    void search_withAnyQuantizer_findsWhatBruteForceFinds(Quantizer quantizer) {
        CollectionOptions options = CollectionOptions.DEFAULT.withIndex(SMALL_GRAPHS.withQuantizer(quantizer));
        try (VecDatabase database = VecDatabase.open(folder)) {
            VectorCollection collection = database.createCollection("c", options);
            for (int round = 0; round < 3; round++) {
                change(collection);
                collection.flush();
            }
            collection.compact();
            change(collection);
            collection.compact();
            assertRecall(collection, Metric.COSINE, Filter.all(), id -> true, .93);
        }
        try (VecDatabase database = VecDatabase.open(folder)) {
            VectorCollection collection = database.openCollection("c", options);
            SearchResult result = collection.search(SearchRequest.dense(vector(), K));
            assertThat(result.plan()).contains("graph of " + model.size() + " vectors");
            assertRecall(collection, Metric.COSINE, Filter.all(), id -> true, .93);
            assertRecall(collection, Metric.COSINE, Filter.parse("half = 1"), id -> half(id) == 1, .9);
        }
    }

    @Test
    void search_withGraph_saysSoAndLooksAtFewVectors() {
        try (VecDatabase database = VecDatabase.open(folder)) {
            VectorCollection collection = filled(database, 5_000);
            collection.flush();
            SearchResult result = collection.search(SearchRequest.dense(vector(), K));
            assertThat(result.plan()).startsWith("graph search with ef 50").contains("graph of 5000 vectors");
            assertThat(result.visited()).isBetween(20L, 400L);
            assertThat(result.scanned()).isLessThan(100);
        }
    }

    @Test
    void search_exact_comparesEveryVector() {
        try (VecDatabase database = VecDatabase.open(folder)) {
            VectorCollection collection = filled(database, 1_000);
            collection.flush();
            SearchResult result = collection.search(
                    SearchRequest.builder().vector(vector()).exact(true).build());
            assertThat(result.scanned()).isEqualTo(1_000);
            assertThat(result.visited()).isZero();
            assertThat(result.plan()).contains("as asked");
        }
    }

    /** Vectors of many kinds; the oracle is a collection without graphs, which compares float32 only. */
    @ParameterizedTest
    @CsvSource({"COSINE, 1, 0", "COSINE, 1e-3, 5", "EUCLIDEAN, 1, 0", "EUCLIDEAN, 1e-3, 3", "EUCLIDEAN, 100, 1e4"})
    void search_exactByBounds_equalsThePlainScan(Metric metric, float spread, float shift) {
        try (VecDatabase database = VecDatabase.open(folder)) {
            CollectionOptions options = CollectionOptions.DEFAULT.withMetric(metric);
            VectorCollection plain =
                    database.createCollection("plain", options.withIndex(SMALL_GRAPHS.withMinVectors(1_000_000)));
            VectorCollection bounded = database.createCollection("bounded", options.withIndex(SMALL_GRAPHS));
            WriteBatch batch = new WriteBatch();
            for (int i = 0; i < 3_000; i++) {
                float[] vector = i % 7 == 0 ? new float[DIMENSION] : shifted(spread, shift);
                VectorRecord.Builder record = VectorRecord.builder("id" + i).metadata(Metadata.of("third", i % 3));
                batch.upsert(i % 5 == 0 ? record.build() : record.vector(vector).build());
            }
            plain.write(batch);
            bounded.write(batch);
            bounded.flush();
            for (int i = 0; i < 30; i++) {
                float[] query = i == 0 ? new float[DIMENSION] : shifted(spread, shift);
                SearchRequest request = SearchRequest.builder()
                        .vector(query)
                        .topK(1 + 3 * i)
                        .filter(i % 2 == 0 ? Filter.all() : Filter.parse("third = 1"))
                        .exact(true)
                        .build();
                SearchResult expected = plain.search(request);
                SearchResult actual = bounded.search(request);
                assertThat(scores(actual)).as(actual.plan()).containsExactly(scores(expected), within(1e-6));
                assertThat(actual.plan()).contains("of them in full");
            }
        }
    }

    private float[] shifted(float spread, float shift) {
        float[] vector = vector();
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = vector[i] * spread + shift;
        }
        return vector;
    }

    /** Kernels round differently before and after they are compiled. */
    private static double[] scores(SearchResult result) {
        return result.hits().stream().mapToDouble(Hit::score).toArray();
    }

    @Test
    void search_byAMetricThatNoGraphServes_scansAndSaysSo() {
        try (VecDatabase database = VecDatabase.open(folder)) {
            VectorCollection collection = database.createCollection(
                    "m", CollectionOptions.DEFAULT.withMetric(Metric.MANHATTAN).withIndex(SMALL_GRAPHS));
            fill(collection, 500);
            collection.flush();
            SearchResult result = collection.search(SearchRequest.dense(vector(), K));
            assertThat(result.plan()).contains("no graph serves MANHATTAN");
            assertThat(result.scanned()).isEqualTo(500);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 1_000, 10_000})
    void search_forAnyTopK_findsSoMany(int topK) {
        try (VecDatabase database = VecDatabase.open(folder)) {
            VectorCollection collection = filled(database, 3_000);
            collection.flush();
            float[] query = vector();
            List<Hit> hits = collection.search(SearchRequest.dense(query, topK)).hits();
            assertThat(hits).hasSize(Math.min(topK, 3_000));
            assertThat(hits.stream().map(Hit::score)).isSortedAccordingTo(Comparator.reverseOrder());
            Set<String> ids = new HashSet<>();
            hits.forEach(hit -> ids.add(hit.record().id()));
            assertThat(ids).hasSize(hits.size());
            List<String> truth = truth(Metric.COSINE, query, id -> true, topK);
            ids.retainAll(truth);
            assertThat(ids.size()).isGreaterThanOrEqualTo((int) (.95 * truth.size()));
        }
    }

    /** Few records match, and those that do lie far from the query. */
    @Test
    void search_withFilterAgainstTheQuery_findsTopKAllTheSame() {
        try (VecDatabase database = VecDatabase.open(folder)) {
            VectorCollection collection =
                    database.createCollection("c", CollectionOptions.DEFAULT.withIndex(SMALL_GRAPHS));
            float[] query = vector();
            WriteBatch batch = new WriteBatch();
            List<float[]> vectors = new ArrayList<>();
            for (int i = 0; i < 4_000; i++) {
                vectors.add(vector());
            }
            vectors.sort(Comparator.comparingDouble(vector -> cosine(query, vector)));
            for (int i = 0; i < vectors.size(); i++) {
                batch.upsert(VectorRecord.builder("id" + i)
                        .vector(vectors.get(i))
                        .metadata(Metadata.of("far", i < 1_600))
                        .build());
            }
            collection.write(batch);
            collection.flush();
            SearchResult result = collection.search(SearchRequest.builder()
                    .vector(query)
                    .filter(Filter.parse("far = true"))
                    .build());
            assertThat(result.hits().stream().map(hit -> hit.record().id()))
                    .as(result.plan())
                    .containsExactly(
                            "id1599", "id1598", "id1597", "id1596", "id1595", "id1594", "id1593", "id1592", "id1591",
                            "id1590");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "flip", "delete"})
    void open_withDamagedGraph_scansThenBuildsItAnew(String damage) throws IOException {
        try (VecDatabase database = VecDatabase.open(folder)) {
            filled(database, 2_000).flush();
        }
        damage(graphFile(), damage);
        try (VecDatabase database = VecDatabase.open(folder)) {
            VectorCollection collection = database.collection("c");
            assertRecall(collection, Metric.COSINE, Filter.all(), id -> true, .97);
            Awaitility.await()
                    .untilAsserted(() -> assertThat(collection
                                    .search(SearchRequest.dense(vector(), K))
                                    .plan())
                            .contains("graph of 2000 vectors"));
            assertRecall(collection, Metric.COSINE, Filter.all(), id -> true, .97);
        }
        assertThat(VecDatabase.doctor(folder).damages()).isEmpty();
    }

    private void damage(Path file, String damage) throws IOException {
        switch (damage) {
            case "cut" -> {
                try (RandomAccessFile handle = new RandomAccessFile(file.toFile(), "rw")) {
                    handle.setLength(handle.length() - 5_000);
                }
            }
            case "flip" -> {
                try (RandomAccessFile handle = new RandomAccessFile(file.toFile(), "rw")) {
                    handle.seek(10);
                    handle.write(7); // within the kind of the file
                }
            }
            default -> Files.delete(file);
        }
    }

    private Path graphFile() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".graph"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void indexOptions_outOfRange_areRefusedWithTheRange() {
        Assertions.assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> IndexOptions.DEFAULT.withM(1))
                .withMessage("m is 1, allowed are 2 to 64");
        Assertions.assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> IndexOptions.DEFAULT.withEfConstruction(0))
                .withMessage("efConstruction is 0, allowed are 1 to 10000");
        Assertions.assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> IndexOptions.DEFAULT.withEfSearch(10_001))
                .withMessage("efSearch is 10001, allowed are 1 to 10000");
        assertThatThrownBy(() -> SearchRequest.builder().efSearch(0))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("efSearch is 0, allowed are 1 to 10000");
        assertThatThrownBy(() -> Quantizer.fast(3))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("a code has 3 bits, allowed are 1, 2, 4, or 0 to choose by dimension");
    }

    @Test
    void fetch_idsOnly_leavesTheRestOut() {
        try (VecDatabase database = VecDatabase.open(folder)) {
            VectorCollection collection = filled(database, 200);
            collection.flush();
            SearchRequest.Builder request =
                    SearchRequest.builder().vector(vector()).topK(3);
            Hit idOnly = collection
                    .search(request.fetch(SearchRequest.Fetch.ID).build())
                    .hits()
                    .getFirst();
            Hit noVector = collection
                    .search(request.fetch(SearchRequest.Fetch.WITHOUT_VECTOR).build())
                    .hits()
                    .getFirst();
            Hit whole = collection
                    .search(request.fetch(SearchRequest.Fetch.RECORD).build())
                    .hits()
                    .getFirst();
            assertThat(idOnly.record().id())
                    .isEqualTo(whole.record().id())
                    .isEqualTo(noVector.record().id());
            assertThat(idOnly.record().metadata()).isEqualTo(Metadata.empty());
            assertThat(noVector.record().metadata())
                    .isEqualTo(whole.record().metadata())
                    .isNotEqualTo(Metadata.empty());
            assertThat(noVector.record().vector()).isEmpty();
            assertThat(whole.record().vector()).isPresent();
        }
    }

    private VectorCollection filled(VecDatabase database, int count) {
        VectorCollection collection = database.createCollection("c", CollectionOptions.DEFAULT.withIndex(SMALL_GRAPHS));
        fill(collection, count);
        return collection;
    }

    private void fill(VectorCollection collection, int count) {
        WriteBatch batch = new WriteBatch();
        for (int i = 0; i < count; i++) {
            float[] vector = vector();
            model.put("id" + i, vector);
            batch.upsert(record("id" + i, vector));
        }
        collection.write(batch);
    }

    private static VectorRecord record(String id, float[] vector) {
        return VectorRecord.builder(id)
                .vector(vector)
                .metadata(Metadata.of("half", half(id)))
                .build();
    }

    private static int half(String id) {
        return Math.floorMod(id.hashCode(), 2);
    }

    private float[] vector() {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian() + 0.3f;
        }
        return vector;
    }

    private List<String> truth(Metric metric, float[] query, Predicate<String> counts) {
        return truth(metric, query, counts, K);
    }

    private List<String> truth(Metric metric, float[] query, Predicate<String> counts, int k) {
        return model.keySet().stream()
                .filter(counts)
                .sorted(Comparator.comparingDouble(id -> -similarity(metric, query, model.get(id))))
                .limit(k)
                .toList();
    }

    private static double similarity(Metric metric, float[] a, float[] b) {
        return switch (metric) {
            case COSINE -> cosine(a, b);
            case DOT_PRODUCT -> dot(a, b);
            case EUCLIDEAN -> 2 * dot(a, b) - dot(b, b);
            default -> throw new IllegalArgumentException(metric.name());
        };
    }

    private static double cosine(float[] a, float[] b) {
        return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
