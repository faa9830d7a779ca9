package io.vecstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.WriteResult.Outcome;
import io.vecstore.error.ConflictException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to a record after it was stored: edits, expiry, soft deletion, conditions on its version. */
class LifeCycleTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Where the record is when something happens to it. */
    enum Place {
        MEMORY,
        SEGMENT,
        LOG
    }

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(START);
    private VecStore store;
    private VectorCollection collection;

    @BeforeEach
    void open() {
        store = VecStore.open(folder, CollectionOptions.DEFAULT, DatabaseOptions.DEFAULT.withClock(clock));
        collection = store.collection();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        close();
        open();
    }

    private void moveTo(Place place) {
        switch (place) {
            case MEMORY -> {}
            case SEGMENT -> collection.flush();
            case LOG -> reopen();
        }
    }

    private static VectorRecord.Builder record(String id) {
        return VectorRecord.builder(id)
                .vector(new float[] {1, 2})
                .text("lazy dog")
                .metadata(Metadata.of("a", 1));
    }

    private List<String> found(SearchRequest request) {
        return collection.search(request).hits().stream()
                .map(hit -> hit.record().id())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void metadata_changedAlone_keepsAllElse(Place place) {
        collection.upsert(
                record("r").documentId("d").expiresAt(START.plusSeconds(9)).build());
        moveTo(place);
        assertThat(collection.mergeMetadata("r", Metadata.of("b", 2)).outcome()).isEqualTo(Outcome.UPDATED);
        moveTo(place);
        VectorRecord changed = collection.get("r").orElseThrow();
        assertThat(changed.metadata()).isEqualTo(Metadata.of("a", 1, "b", 2));
        assertThat(changed.vector().orElseThrow()).containsExactly(1, 2);
        assertThat(changed.text()).hasValue("lazy dog");
        assertThat(changed.documentId()).hasValue("d");
        assertThat(changed.expiresAt()).hasValue(START.plusSeconds(9));
        assertThat(found(SearchRequest.dense(new float[] {1, 2}, 5))).containsExactly("r");
        assertThat(found(SearchRequest.lexical("dog", 5))).containsExactly("r");
        collection.replaceMetadata("r", Metadata.of("c", 3));
        assertThat(collection.get("r").orElseThrow().metadata()).isEqualTo(Metadata.of("c", 3));
        assertThat(collection.replaceMetadata("none", Metadata.empty()).outcome())
                .isEqualTo(Outcome.NOT_FOUND);
    }

    @Test
    void mergePatch_nullRemovesObjectsMergeOthersReplace() {
        Metadata before = Metadata.parse("{\"a\":1,\"b\":{\"c\":2,\"d\":3},\"e\":[1,2]}");
        Metadata patch = Metadata.parse("{\"a\":null,\"b\":{\"c\":null,\"f\":{\"g\":null,\"h\":4}},\"e\":[3]}");
        assertThat(before.mergePatch(patch)).isEqualTo(Metadata.parse("{\"b\":{\"d\":3,\"f\":{\"h\":4}},\"e\":[3]}"));
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void ttl_setAndCleared_decidesWhatIsRead(Place place) {
        collection.upsert(List.of(
                record("short").build(), record("long").build(), record("kept").build()));
        moveTo(place);
        collection.setTtl("short", Duration.ofSeconds(10));
        collection.setTtl("long", Duration.ofDays(400_000_000_000L));
        collection.setTtl("kept", Duration.ofSeconds(10));
        collection.clearTtl("kept");
        moveTo(place);
        clock.advance(Duration.ofMillis(9_999));
        assertThat(collection.count()).isEqualTo(3);
        clock.advance(Duration.ofMillis(1));
        assertThat(collection.count()).isEqualTo(2);
        assertThat(collection.get("short")).isEmpty();
        assertThat(found(SearchRequest.dense(new float[] {1, 2}, 5))).containsExactlyInAnyOrder("long", "kept");
        assertThat(found(SearchRequest.lexical("dog", 5))).containsExactlyInAnyOrder("long", "kept");
        assertThat(collection.clearTtl("short").outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(collection.stats().records()).isEqualTo(2);
        assertThatThrownBy(() -> collection.setTtl("kept", Duration.ZERO))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("kept", "PT0S", "millisecond");
    }

    @Test
    void expiredRecord_whenTheClockGoesBack_staysExpired() {
        collection.upsert(record("r").expiresAt(START.plusSeconds(10)).build());
        clock.advance(Duration.ofSeconds(11));
        assertThat(collection.count()).isZero();
        clock.advance(Duration.ofDays(-1));
        assertThat(collection.count()).isZero();
        assertThat(collection.get("r")).isEmpty();
        assertThat(collection.softDelete("r").outcome()).isEqualTo(Outcome.NOT_FOUND);
    }

    @Test
    void compaction_afterTheClockWasSetBack_keepsWhatOnlyTheJumpExpired() {
        collection.upsert(List.of(
                record("r").expiresAt(START.plusSeconds(10)).build(),
                record("s").build()));
        collection.flush();
        clock.advance(Duration.ofDays(3_650));
        assertThat(collection.count()).isEqualTo(1);
        clock.advance(Duration.ofDays(-3_650));
        collection.compact();
        reopen();
        assertThat(collection.get("r")).isPresent();
    }

    @Test
    void ttlExtended_beforeACompactionDropsTheOldRow_survivesReplay() {
        collection.upsert(record("r").expiresAt(START.plusSeconds(10)).build());
        collection.flush();
        collection.setTtl("r", Duration.ofSeconds(100));
        clock.advance(Duration.ofSeconds(11));
        collection.compact();
        reopen();
        assertThat(collection.get("r").orElseThrow().vector().orElseThrow()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void softDeleted_isHiddenListedAndRestored(Place place) {
        collection.upsert(
                List.of(record("r").documentId("d").build(), record("other").build()));
        moveTo(place);
        clock.advance(Duration.ofSeconds(5));
        assertThat(collection.softDelete("r").outcome()).isEqualTo(Outcome.DELETED);
        assertThat(collection.softDelete("r").outcome()).isEqualTo(Outcome.NOT_FOUND);
        moveTo(place);
        assertThat(collection.get("r")).isEmpty();
        assertThat(collection.chunks("d")).isEmpty();
        assertThat(collection.count()).isEqualTo(1);
        assertThat(found(SearchRequest.dense(new float[] {1, 2}, 5))).containsExactly("other");
        assertThat(found(SearchRequest.lexical("dog", 5))).containsExactly("other");
        assertThat(collection.softDeleted("other")).isEmpty();
        VectorRecord hidden = collection.softDeleted("r").orElseThrow();
        assertThat(hidden.deletedAt()).hasValue(START.plusSeconds(5));
        assertThat(collection.restore("r").outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(collection.restore("r").outcome()).isEqualTo(Outcome.NOT_FOUND);
        moveTo(place);
        VectorRecord restored = collection.get("r").orElseThrow();
        assertThat(restored.deletedAt()).isEmpty();
        assertThat(restored.vector().orElseThrow()).containsExactly(1, 2);
        assertThat(found(SearchRequest.lexical("dog", 5))).containsExactlyInAnyOrder("r", "other");
    }

    @Test
    void softDeletedText_afterCompactionAndRebuild_isNotInTheStatistics() throws Exception {
        collection.upsert(List.of(record("r").build(), record("s").build()));
        collection.softDelete("r");
        collection.compact();
        assertThat(collection.termStatistics("dog").toString()).contains("docCount=1");
        close();
        try (var files = java.nio.file.Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".postings")).toList()) {
                java.nio.file.Files.delete(file);
            }
        }
        open();
        assertThat(collection.termStatistics("dog").toString()).contains("docCount=1");
    }

    @Test
    void purge_removesWhatWasDeletedBefore() {
        collection.upsert(List.of(
                record("old").build(), record("new").build(), record("live").build()));
        collection.softDelete("old");
        clock.advance(Duration.ofDays(2));
        collection.softDelete("new");
        assertThat(collection.purgeSoftDeleted(START.plus(Duration.ofDays(1)))).isEqualTo(1);
        assertThat(collection.softDeleted("old")).isEmpty();
        assertThat(collection.softDeleted("new")).isPresent();
        collection.delete("new");
        assertThat(collection.softDeleted("new")).isEmpty();
        collection.compact();
        assertThat(collection.stats().deletedRows()).isZero();
        assertThat(collection.get("live")).isPresent();
    }

    @Test
    void batch_ofAllKinds_saysWhatBecameOfEach() {
        collection.upsert(record("a").build());
        WriteBatch batch = new WriteBatch()
                .upsert(record("a").build())
                .upsert(record("b").build())
                .upsert(record("b").build())
                .delete("b")
                .mergeMetadata("b", Metadata.of("x", 1))
                .softDelete("a")
                .restore("a")
                .delete("none")
                .replaceDocument(
                        new Document("d", "", Metadata.empty()),
                        List.of(record("c").documentId("d").build()))
                .putDocument(new Document("d", "", Metadata.empty()))
                .setTtl("c", Duration.ofSeconds(1))
                .deleteDocument("d")
                .setTtl("c", Duration.ofSeconds(1))
                .deleteDocument("d");
        BatchResult result = collection.execute(batch);
        assertThat(result.results().stream().map(WriteResult::outcome))
                .containsExactly(
                        Outcome.UPDATED,
                        Outcome.CREATED,
                        Outcome.UPDATED,
                        Outcome.DELETED,
                        Outcome.NOT_FOUND,
                        Outcome.DELETED,
                        Outcome.UPDATED,
                        Outcome.NOT_FOUND,
                        Outcome.CREATED,
                        Outcome.UPDATED,
                        Outcome.UPDATED,
                        Outcome.DELETED,
                        Outcome.NOT_FOUND,
                        Outcome.NOT_FOUND);
        assertThat(result.results().getFirst().version()).isEqualTo(result.sequenceNumber());
        assertThat(collection.get("a").orElseThrow().version()).isEqualTo(result.sequenceNumber());
        assertThat(collection.count()).isEqualTo(1);
    }

    @Test
    void ifVersion_thatDoesNotMatch_undoesTheBatchAndNamesAll() {
        collection.upsert(record("a").build());
        long version = collection.get("a").orElseThrow().version();
        assertThatThrownBy(() -> collection.write(new WriteBatch()
                        .upsert(record("b").build())
                        .mergeMetadata("a", Metadata.of("x", 1))
                        .ifVersion(version + 7)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContainingAll("\"a\"", "version " + (version + 7), "version " + version);
        assertThat(collection.get("b")).isEmpty();
        assertThatThrownBy(() -> collection.write(
                        new WriteBatch().upsert(record("a").build()).ifVersion(0)))
                .isInstanceOf(ConflictException.class);
        collection.write(new WriteBatch().upsert(record("a").build()).ifVersion(version));
        assertThat(collection.get("a").orElseThrow().version()).isGreaterThan(version);
        collection.write(new WriteBatch().upsert(record("b").build()).ifVersion(0));
        assertThatThrownBy(() -> new WriteBatch().deleteDocument("d").ifVersion(1))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void batch_skippingConflicts_doesTheRest() {
        collection.upsert(record("a").build());
        BatchResult result = collection.executeSkippingConflicts(new WriteBatch()
                .delete("a")
                .ifVersion(99)
                .upsert(record("b").build())
                .ifVersion(0));
        assertThat(result.results().stream().map(WriteResult::outcome))
                .containsExactly(Outcome.VERSION_CONFLICT, Outcome.CREATED);
        assertThat(result.results().getFirst().version())
                .isEqualTo(collection.get("a").orElseThrow().version());
    }

    /** Every increment read a version and wrote with ifVersion: those that got through were applied one by one. */
    @Test
    void ifVersion_fromManyThreads_losesNoIncrement() throws Exception {
        collection.upsert(
                VectorRecord.builder("n").metadata(Metadata.of("n", 0)).build());
        int threads = 4;
        int increments = 50;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                all.add(pool.submit(() -> {
                    for (int done = 0; done < increments; ) {
                        done += increment() ? 1 : 0;
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertThat(collection.get("n").orElseThrow().metadata().longValue("n")).hasValue((long) threads * increments);
    }

    private boolean increment() {
        VectorRecord before = collection.get("n").orElseThrow();
        long n = before.metadata().longValue("n").orElseThrow();
        try {
            collection.write(new WriteBatch()
                    .replaceMetadata("n", Metadata.of("n", n + 1))
                    .ifVersion(before.version()));
            return true;
        } catch (ConflictException overtaken) {
            return false;
        }
    }
}
