package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.Document;
import io.vecstore.Durability;
import io.vecstore.Hit;
import io.vecstore.Metadata;
import io.vecstore.Metric;
import io.vecstore.SearchRequest;
import io.vecstore.VecDatabase;
import io.vecstore.VecStore;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.WriteResult.Outcome;
import io.vecstore.testkit.ManualClock;
import io.vecstore.testkit.RandomChanges;
import io.vecstore.testkit.StoreModel;
import io.vecstore.testkit.StoreOracle;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random operations against a {@link TreeMap}; after each round everything that can be read has to agree with it. */
class StoreModelTest {

    private static final long SEED = Long.getLong("vecstore.seed", 42);
    private static final int ROUNDS = 60;
    private static final int DIMENSION = 5;
    /** None at all, one that holds few blocks, and one that holds all. */
    private static final List<Long> BLOCK_CACHES = List.of(0L, 16L << 10, 16L << 20);

    private static final String[] WORDS = {"ape", "bee", "cat", "dog", "emu", "fox"};

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final TreeMap<String, VectorRecord> model = new TreeMap<>();
    private final TreeMap<String, VectorRecord> softDeleted = new TreeMap<>();
    private final TreeMap<String, Document> documents = new TreeMap<>();
    private int made;

    @ParameterizedTest
    @EnumSource(Metric.class)
    void randomOperations_anyMetric_agreeWithTheModel(Metric metric) {
        System.out.println("StoreModelTest metric " + metric + " seed " + SEED);
        CollectionOptions options = CollectionOptions.DEFAULT.withMetric(metric);
        DatabaseOptions databaseOptions = DatabaseOptions.DEFAULT
                .withDurability(Durability.os())
                .withMemTableBytes(64 << 10)
                .withClock(clock);
        VecStore store = open(options, databaseOptions);
        for (int round = 0; round < ROUNDS; round++) {
            int operations = random.nextInt(40);
            for (int i = 0; i < operations; i++) {
                operate(store.collection());
            }
            switch (random.nextInt(5)) {
                case 0 -> store.collection().flush();
                case 1 -> store.collection().compact();
                case 2 -> {
                    store.close();
                    store = open(options, databaseOptions);
                }
                default -> {}
            }
            check(store.collection());
        }
        store.collection().compact();
        checkLexical(store.collection());
        assertThat(store.collection().stats().deletedRows()).isZero();
        store.close();
        assertThat(VecDatabase.doctor(folder).damages()).isEmpty();
    }

    private VecStore open(CollectionOptions options, DatabaseOptions databaseOptions) {
        long cache = BLOCK_CACHES.get(random.nextInt(BLOCK_CACHES.size()));
        return VecStore.open(folder, options, databaseOptions.withBlockCacheBytes(cache));
    }

    private void operate(VectorCollection collection) {
        String id = "id" + random.nextInt(80);
        expire();
        switch (random.nextInt(14)) {
            case 0, 1, 2, 3 -> {
                VectorRecord record = record(id, "");
                collection.upsert(record);
                put(record);
            }
            case 4, 5 -> {
                collection.delete(id);
                model.remove(id);
                softDeleted.remove(id);
            }
            case 10, 11 -> hide(collection, id);
            case 12, 13 -> edit(collection, id);
            case 6, 7 -> replaceDocument(collection, "doc" + random.nextInt(8));
            case 8 -> {
                String document = "doc" + random.nextInt(8);
                collection.deleteDocument(document);
                removeDocument(document);
            }
            default -> {
                List<VectorRecord> batch =
                        List.of(record(id, ""), record("id" + random.nextInt(80), ""), record(id, ""));
                collection.upsert(batch);
                batch.forEach(this::put);
            }
        }
    }

    private void put(VectorRecord record) {
        model.put(record.id(), record);
        softDeleted.remove(record.id());
    }

    private void hide(VectorCollection collection, String id) {
        if (random.nextBoolean()) {
            Outcome outcome = collection.softDelete(id).outcome();
            VectorRecord hidden = model.remove(id);
            assertThat(outcome).isEqualTo(hidden == null ? Outcome.NOT_FOUND : Outcome.DELETED);
            if (hidden != null) {
                softDeleted.put(id, hidden);
            }
        } else {
            Outcome outcome = collection.restore(id).outcome();
            VectorRecord restored = softDeleted.remove(id);
            assertThat(outcome).isEqualTo(restored == null ? Outcome.NOT_FOUND : Outcome.UPDATED);
            if (restored != null) {
                model.put(id, restored);
            }
        }
    }

    /** Changes metadata or expiry of a record, which keeps everything else. */
    private void edit(VectorCollection collection, String id) {
        Optional<VectorRecord> before = Optional.ofNullable(model.get(id));
        Metadata patch = Metadata.of(RandomChanges.NUMBER, made, "patched", true);
        Duration ttl = Duration.ofSeconds(1 + random.nextInt(60));
        Outcome outcome = switch (random.nextInt(3)) {
            case 0 -> {
                before.ifPresent(record -> put(copy(record, patch, record.expiresAt())));
                yield collection.mergeMetadata(id, patch).outcome();
            }
            case 1 -> {
                before.ifPresent(record -> put(copy(
                        record, record.metadata(), Optional.of(clock.instant().plus(ttl)))));
                yield collection.setTtl(id, ttl).outcome();
            }
            default -> {
                before.ifPresent(record -> put(copy(record, record.metadata(), Optional.empty())));
                yield collection.clearTtl(id).outcome();
            }
        };
        assertThat(outcome).isEqualTo(before.isPresent() ? Outcome.UPDATED : Outcome.NOT_FOUND);
    }

    private static VectorRecord copy(VectorRecord record, Metadata metadata, Optional<Instant> expiresAt) {
        VectorRecord.Builder builder = VectorRecord.builder(record.id()).metadata(metadata);
        record.vector().ifPresent(builder::vector);
        record.text().ifPresent(builder::text);
        record.documentId().ifPresent(builder::documentId);
        expiresAt.ifPresent(builder::expiresAt);
        return builder.build();
    }

    /** Moves the clock, and drops from the model what has expired by then. */
    private void expire() {
        clock.advance(Duration.ofMillis(random.nextInt(200)));
        for (TreeMap<String, VectorRecord> records : List.of(model, softDeleted)) {
            records.values()
                    .removeIf(record -> record.expiresAt()
                            .filter(time -> !time.isAfter(clock.instant()))
                            .isPresent());
        }
    }

    private void replaceDocument(VectorCollection collection, String id) {
        Document document = new Document(id, "text " + made, Metadata.of(RandomChanges.NUMBER, made));
        List<VectorRecord> chunks = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            chunks.add(record(id + "#" + i, id));
        }
        collection.replaceDocument(document, chunks);
        removeDocument(id);
        documents.put(id, document);
        chunks.forEach(this::put);
    }

    private void removeDocument(String id) {
        documents.remove(id);
        model.values().removeIf(record -> record.documentId().filter(id::equals).isPresent());
        softDeleted
                .values()
                .removeIf(record -> record.documentId().filter(id::equals).isPresent());
    }

    private VectorRecord record(String id, String documentId) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        StringBuilder text = new StringBuilder();
        int words = random.nextInt(6);
        for (int i = 0; i < words; i++) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        VectorRecord.Builder builder =
                VectorRecord.builder(id).text(text.toString()).metadata(Metadata.of(RandomChanges.NUMBER, made++));
        if (random.nextInt(10) > 0) {
            builder.vector(vector);
        }
        if (!documentId.isEmpty()) {
            builder.documentId(documentId);
        }
        return builder.build();
    }

    private void check(VectorCollection collection) {
        StoreOracle.check(collection, new StoreModel(model, documents), random);
        Map<String, VectorRecord> hidden = new TreeMap<>();
        collection.forEachSoftDeleted(
                record -> assertThat(hidden.put(record.id(), record)).isNull());
        assertThat(hidden.keySet()).isEqualTo(softDeleted.keySet());
        softDeleted.forEach((id, expected) -> {
            StoreOracle.assertSame(hidden.get(id), expected);
            assertThat(collection.softDeleted(id)).isPresent();
        });
    }

    /** After a compaction nothing deleted takes part in the statistics, so that scores can be computed by hand. */
    private void checkLexical(VectorCollection collection) {
        List<String[]> texts = model.values().stream()
                .map(record -> record.text().orElse(""))
                .filter(text -> !text.isBlank())
                .map(text -> text.trim().split(" "))
                .toList();
        double average = texts.stream().mapToInt(t -> t.length).average().orElse(1);
        for (String word : WORDS) {
            long docFreq = texts.stream().filter(text -> count(text, word) > 0).count();
            double idf = Math.log(1 + (texts.size() - docFreq + 0.5) / (docFreq + 0.5));
            List<Double> expected = texts.stream()
                    .filter(text -> count(text, word) > 0)
                    .map(text -> idf
                            * count(text, word)
                            / (count(text, word) + 1.2 * (1 - 0.75 + 0.75 * text.length / average)))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            List<Hit> hits =
                    collection.search(SearchRequest.lexical(word, 1_000)).hits();
            assertThat(hits).hasSameSizeAs(expected);
            for (int i = 0; i < hits.size(); i++) {
                assertThat(hits.get(i).score()).isCloseTo(expected.get(i), within(1e-4));
            }
        }
    }

    private static long count(String[] text, String word) {
        return List.of(text).stream().filter(word::equals).count();
    }
}
