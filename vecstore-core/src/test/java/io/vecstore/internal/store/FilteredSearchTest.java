package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.Durability;
import io.vecstore.FieldPath;
import io.vecstore.Metadata;
import io.vecstore.SearchRequest;
import io.vecstore.SearchResult;
import io.vecstore.VecDatabase;
import io.vecstore.VecStore;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.filter.Filter;
import io.vecstore.filter.FilterEvaluator;
import io.vecstore.filter.RandomFilters;
import io.vecstore.internal.fields.FieldsFile;
import io.vecstore.internal.io.FileStorage;
import io.vecstore.internal.io.FramedFile;
import io.vecstore.testkit.ManualClock;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filters through the store: from the MemTable, from segments, with deletions and expiry, with damaged indexes. */
class FilteredSearchTest {

    private static final long SEED = Long.getLong("vecstore.seed", 20261125);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(START);
    private final DatabaseOptions options =
            DatabaseOptions.DEFAULT.withDurability(Durability.os()).withClock(clock);

    @Test
    void search_randomFilters_findsWhatTheEvaluatorSays() {
        System.out.println("FilteredSearchTest seed " + SEED);
        Random random = new Random(SEED);
        RandomFilters filters = new RandomFilters(random);
        Map<String, VectorRecord> model = new TreeMap<>();
        VecStore store = open();
        for (int round = 0; round < 40; round++) {
            for (int i = random.nextInt(30); i > 0; i--) {
                change(store.collection(), model, random, filters);
            }
            switch (random.nextInt(5)) {
                case 0 -> store.collection().flush();
                case 1 -> store.collection().compact();
                case 2 -> clock.advance(Duration.ofSeconds(random.nextInt(20)));
                case 3 -> {
                    store.close();
                    store = open();
                }
                default -> {}
            }
            for (int i = 0; i < 10; i++) {
                check(store.collection(), model, filters.filter(3));
            }
        }
        store.close();
    }

    private VecStore open() {
        return VecStore.open(folder, CollectionOptions.DEFAULT, options);
    }

    private void change(
            VectorCollection collection, Map<String, VectorRecord> model, Random random, RandomFilters filters) {
        String id = "id" + random.nextInt(60);
        if (random.nextInt(4) == 0) {
            collection.delete(id);
            model.remove(id);
            return;
        }
        VectorRecord.Builder record = VectorRecord.builder(id)
                .vector(new float[] {random.nextFloat(), 1})
                .metadata(filters.metadata());
        if (random.nextInt(4) == 0) {
            record.expiresAt(clock.instant().plusSeconds(random.nextInt(60)));
        }
        model.put(id, record.build());
        collection.upsert(model.get(id));
    }

    private void check(VectorCollection collection, Map<String, VectorRecord> model, Filter filter) {
        List<String> expected = model.values().stream()
                .filter(record -> FilterEvaluator.test(filter, record.metadata()))
                .filter(record -> record.expiresAt()
                        .filter(at -> !at.isAfter(clock.instant()))
                        .isEmpty())
                .map(VectorRecord::id)
                .toList();
        SearchResult result = search(collection, filter);
        assertThat(result.hits().stream().map(hit -> hit.record().id()))
                .as("%s, seed %d", filter, SEED)
                .containsExactlyInAnyOrderElementsOf(expected);
        if (!(filter instanceof Filter.All)) {
            assertThat(result.matched()).as("%s", filter).isEqualTo(expected.size());
        }
    }

    private static SearchResult search(VectorCollection collection, Filter filter) {
        return collection.search(SearchRequest.builder()
                .vector(new float[] {1, 0})
                .filter(filter)
                .topK(1_000)
                .build());
    }

    @Test
    void search_withADamagedColumn_evaluatesAndHasItRebuilt() throws IOException {
        makeSegment();
        damageColumns();
        try (VecStore store = open()) {
            SearchResult result = search(store.collection(), Filter.lt("n", 10));
            assertThat(result.hits()).hasSize(10);
            assertThat(result.plan()).contains("read the metadata of 100 records");
        }
        try (VecStore store = open()) {
            assertThat(search(store.collection(), Filter.lt("n", 10)).plan()).doesNotContain("metadata");
        }
        assertThat(VecDatabase.doctor(folder).isHealthy()).isTrue();
        assertThat(newestIndexHas("n")).isTrue();
    }

    @Test
    void search_withoutTheIndex_evaluatesAndHasItRebuilt() throws IOException {
        makeSegment();
        Files.delete(newestIndex());
        try (VecStore store = open()) {
            assertThat(search(store.collection(), Filter.lt("n", 10)).hits()).hasSize(10);
        }
        assertThat(VecDatabase.doctor(folder).isHealthy()).isTrue();
        assertThat(newestIndexHas("n")).isTrue();
    }

    @Test
    void compact_withADamagedIndex_indexesTheRowsAnew() throws IOException {
        makeSegment();
        damageColumns();
        try (VecStore store = open()) {
            store.collection().delete("id99");
            store.collection().flush();
            store.collection().compact();
            assertThat(search(store.collection(), Filter.ge("n", 90)).hits()).hasSize(9);
        }
        assertThat(newestIndexHas("n")).isTrue();
    }

    private void makeSegment() {
        try (VecStore store = open()) {
            for (int i = 0; i < 100; i++) {
                store.collection()
                        .upsert(VectorRecord.builder("id" + i)
                                .vector(new float[] {i, 1})
                                .metadata(Metadata.of("n", i))
                                .build());
            }
            store.collection().flush();
        }
    }

    /** Changes a byte of the first column's keys, which opening does not read. */
    private void damageColumns() throws IOException {
        Path index = newestIndex();
        byte[] bytes = Files.readAllBytes(index);
        bytes[FramedFile.HEADER_BYTES + 5] ^= 1;
        Files.write(index, bytes);
    }

    private Path newestIndex() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".fields"))
                    .max(Comparator.comparingInt(file ->
                            Integer.parseInt(file.getFileName().toString().replace(".fields", ""))))
                    .orElseThrow();
        }
    }

    private boolean newestIndexHas(String field) throws IOException {
        Path path = newestIndex();
        ByteBuffer header = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        UUID owner = new UUID(header.getLong(16), header.getLong(24));
        try (Arena arena = Arena.ofConfined()) {
            FramedFile file = FramedFile.open(new FileStorage(), path, FieldsFile.KIND, owner, arena);
            return FieldsFile.of(file).isIndexed(FieldPath.of(field));
        }
    }
}
