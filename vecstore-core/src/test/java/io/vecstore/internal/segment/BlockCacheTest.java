package io.vecstore.internal.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.error.CorruptDataException;
import io.vecstore.internal.io.BinaryWriter;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockCacheTest {

    private static final long SEED = Long.getLong("vecstore.seed", 42);
    private static final int VALUES = 4_000;
    private static final int BOUND = 64 << 10;

    private final BlockCache cache = new BlockCache(BOUND);
    private final byte[] file = file();
    private final BlockCache.OfSegment segment = cache.ofSegment();
    private final BlockStore store = store(segment);

    private static byte[] value(int ordinal) {
        return ("value " + ordinal + " ").repeat(1 + ordinal % 20).getBytes(StandardCharsets.UTF_8);
    }

    /** About 90 blocks, which is more than the cache holds. */
    private static byte[] file() {
        BinaryWriter out = BinaryWriter.toMemory();
        try (BlockStoreWriter writer = new BlockStoreWriter(out)) {
            IntStream.range(0, VALUES).forEach(i -> writer.add(value(i)));
            writer.finish();
        }
        return out.toByteArray();
    }

    private BlockStore store(BlockCache.OfSegment cached) {
        return new BlockStore(MemorySegment.ofArray(file), "test", 0, cached);
    }

    @Test
    void lookup_ofABlockThatWasLookedUp_doesNotReadTheFile() {
        byte[] first = store.lookup().value(0);
        Arrays.fill(file, 0, 1 << 10, (byte) 0);

        assertThat(store.lookup().value(0)).isEqualTo(first).isEqualTo(value(0));
        assertThat(store.lookup().value(1)).isEqualTo(value(1));
        assertThat(cache.loads()).isEqualTo(1);
        assertThatThrownBy(() -> store.cursor().value(0)).isInstanceOf(CorruptDataException.class);
    }

    @Test
    void lookup_ofADamagedBlock_failsEachTime() {
        Arrays.fill(file, 20, 1 << 10, (byte) 0);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> store.lookup().value(0))
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessageContaining("checksum");
        }
        assertThat(cache.blockCount()).isZero();
    }

    @Test
    void value_changedByWhoeverGotIt_staysWhatItWasForOthers() {
        Arrays.fill(store.lookup().value(7), (byte) 'x');
        assertThat(store.lookup().value(7)).isEqualTo(value(7));
    }

    @Test
    void cursor_overAllValues_leavesTheCacheAlone() {
        BlockStore.Cursor cursor = store.cursor();
        for (int i = 0; i < VALUES; i++) {
            assertThat(cursor.value(i)).isEqualTo(value(i));
        }
        assertThat(cache.loads()).isZero();
        assertThat(cache.blockCount()).isZero();
    }

    @Test
    void lookups_ofMoreThanFits_keepTheBound() {
        Random random = new Random(SEED);
        for (int i = 0; i < 3_000; i++) {
            int ordinal = random.nextInt(VALUES);
            assertThat(store.lookup().value(ordinal)).isEqualTo(value(ordinal));
            assertThat(cache.byteSize()).as("seed %s, lookup %s", SEED, i).isLessThanOrEqualTo(BOUND);
        }
        assertThat(cache.byteSize()).isGreaterThan(BOUND / 2);
        assertThat(cache.loads()).isGreaterThan(cache.blockCount());
    }

    @Test
    void lookups_byManyThreads_keepValuesAndBound() throws Exception {
        List<Future<?>> readers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int thread = 0; thread < 4; thread++) {
                Random random = new Random(SEED + thread);
                readers.add(threads.submit(() -> {
                    for (int i = 0; i < 3_000; i++) {
                        int ordinal = random.nextInt(VALUES);
                        assertThat(store.lookup().value(ordinal)).isEqualTo(value(ordinal));
                    }
                }));
            }
        }
        for (Future<?> reader : readers) {
            reader.get();
        }
        assertThat(cache.byteSize()).isBetween(BOUND / 2L, (long) BOUND);
    }

    @Test
    void release_ofASegment_dropsItsBlocksAndNoOthers() {
        store(cache.ofSegment()).lookup().value(0);
        store.lookup().value(0);
        store.lookup().value(VALUES - 1);
        assertThat(cache.blockCount()).isEqualTo(3);

        segment.release();

        assertThat(cache.blockCount()).isEqualTo(1);
        assertThat(cache.byteSize()).isBetween(4L << 10, 8L << 10);
    }

    @Test
    void cache_ofNoBytes_keepsNothing() {
        BlockCache none = new BlockCache(0);
        BlockStore uncached = store(none.ofSegment());
        for (int i = 0; i < 2; i++) {
            assertThat(uncached.lookup().value(3)).isEqualTo(value(3));
        }
        assertThat(none.loads()).isEqualTo(2);
        assertThat(none.blockCount()).isZero();
        assertThat(none.byteSize()).isZero();
    }
}
