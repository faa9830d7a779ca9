package io.vecstore.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.CollectionOptions;
import io.vecstore.DatabaseOptions;
import io.vecstore.Document;
import io.vecstore.Hit;
import io.vecstore.Metadata;
import io.vecstore.SearchRequest;
import io.vecstore.SearchRequest.Fetch;
import io.vecstore.Snapshot;
import io.vecstore.TestDatabases;
import io.vecstore.VecDatabase;
import io.vecstore.VectorCollection;
import io.vecstore.VectorRecord;
import io.vecstore.error.ClosedException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.internal.io.FileStorage;
import io.vecstore.internal.segment.BlockCache;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who of a database uses the cache of inflated blocks, and for how long blocks stay in it. */
class BlockCachingTest {

    private static final int RECORDS = 300;

    @TempDir
    Path folder;

    private BlockCache cache;
    private VecDatabase database;
    private VectorCollection collection;

    @BeforeEach
    void open() {
        EngineOptions options = new EngineOptions(new FileStorage(), DatabaseOptions.DEFAULT);
        cache = options.blocks();
        database = TestDatabases.open(folder, options);
        collection = database.createCollection("c", CollectionOptions.DEFAULT);
        collection.upsert(
                IntStream.range(0, RECORDS).mapToObj(i -> record("id" + i, i)).toList());
        collection.replaceDocument(
                new Document("doc", "a whole text", Metadata.of("n", 1)),
                List.of(VectorRecord.builder("doc#0")
                        .text("a chunk")
                        .documentId("doc")
                        .build()));
        collection.flush();
        collection.upsert(record("new", RECORDS));
        collection.flush();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static VectorRecord record(String id, int n) {
        return VectorRecord.builder(id)
                .text("some text, number " + n + ". ".repeat(100))
                .metadata(Metadata.of("n", n))
                .vector(new float[] {n, 1})
                .build();
    }

    private List<Hit> search(Fetch fetch) {
        return collection
                .search(SearchRequest.builder()
                        .vector(new float[] {1, 0})
                        .topK(10)
                        .fetch(fetch)
                        .build())
                .hits();
    }

    /** What a reader asks for once more is not inflated once more. */
    private void assertReadOnce(Runnable reader, int blocks) {
        long before = cache.loads();
        reader.run();
        assertThat(cache.loads() - before).as("at first").isEqualTo(blocks);
        reader.run();
        assertThat(cache.loads() - before).as("again").isEqualTo(blocks);
    }

    @Test
    void records_askedForAgain_areNotInflatedAgain() {
        assertReadOnce(() -> assertThat(search(Fetch.ID)).hasSize(10), 0);
        search(Fetch.RECORD);
        assertReadOnce(() -> assertThat(search(Fetch.RECORD)).hasSize(10), 0);
        assertReadOnce(
                () -> assertThat(collection.get("id0")).isPresent(), 1); // the text; all metadata are in one block
        assertReadOnce(() -> assertThat(collection.document("doc")).isPresent(), 2);
        collection.softDelete("id1");
        collection.flush();
        assertReadOnce(() -> assertThat(collection.softDeleted("id1")).isPresent(), 2);
    }

    @Test
    void searchAfterGets_inflatesNothing() {
        List<Hit> hits = search(Fetch.ID);
        hits.forEach(hit -> collection.get(hit.record().id()));
        long loads = cache.loads();
        assertThat(loads).isPositive();

        assertThat(search(Fetch.RECORD)).hasSize(10);

        assertThat(cache.loads()).isEqualTo(loads);
        assertThat(cache.byteSize()).isPositive();
    }

    @Test
    void chunks_ofADocument_areNotInflatedAgain() {
        assertReadOnce(() -> assertThat(collection.chunks("doc")).hasSize(1), 2);
    }

    @Test
    void readersOfEverything_leaveTheCacheAlone() {
        collection.forEach(record -> assertThat(record.id()).isNotEmpty());
        collection.forEachDocument(document -> assertThat(document.id()).isEqualTo("doc"));
        assertThat(database.verify().isHealthy()).isTrue();
        collection.delete("id5");
        collection.compact();

        assertThat(collection.stats().segments()).isEqualTo(1);
        assertThat(cache.loads()).isZero();
        assertThat(cache.blockCount()).isZero();
    }

    @Test
    void merge_ofSegmentsThatWereRead_dropsTheirBlocksOnceNobodyUsesThem() {
        try (Snapshot snapshot = collection.snapshot()) {
            search(Fetch.RECORD);
            collection.compact();
            long loads = cache.loads();
            assertThat(cache.blockCount()).isEqualTo(loads);
            assertThat(snapshot.get("new")).isPresent();
            assertThat(cache.loads()).as("blocks that the search has read").isEqualTo(loads);
        }
        assertThat(cache.blockCount()).isZero();
        assertThat(search(Fetch.RECORD)).hasSize(10);
        assertThat(cache.blockCount()).isPositive();
    }

    @Test
    void collectionThatIsDropped_leavesNothing() {
        search(Fetch.RECORD);
        database.dropCollection("c");
        assertThat(cache.blockCount()).isZero();
    }

    @Test
    void databaseThatIsClosed_leavesNothingAndRefusesWhatWasCached() {
        assertThat(collection.get("id0")).isPresent();
        database.close();
        assertThat(cache.blockCount()).isZero();
        assertThatThrownBy(() -> collection.get("id0")).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> search(Fetch.RECORD)).isInstanceOf(ClosedException.class);
    }

    @Test
    void blockCacheBytes_negative_isRefused() {
        assertThat(DatabaseOptions.DEFAULT.blockCacheBytes()).isEqualTo(16 << 20);
        assertThat(DatabaseOptions.DEFAULT.withBlockCacheBytes(0).blockCacheBytes())
                .isZero();
        assertThatThrownBy(() -> DatabaseOptions.DEFAULT.withBlockCacheBytes(-5))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("blockCacheBytes", "-5", "0 and more");
    }
}
