package io.vecstore.internal.segment;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The inflated blocks that readers of single records used last, of all segments of a database, up to a number of bytes.
 * Blocks that are asked for again stay before those that a sweep touches once (W-TinyLFU). Thread-safe.
 *
 * <p>It knows segments by numbers of its own, so that a block in it keeps no mapping alive. Two threads that miss the
 * same block at once both inflate it: nobody waits while another thread reads the disk.
 */
public final class BlockCache {

    /** For those that read everything once, or nothing at all. */
    public static final BlockCache NONE = new BlockCache(0);

    private record Key(long segment, int section, int block) {}

    private final @Nullable Cache<Key, InflatedBlock> blocks;
    private final AtomicLong segments = new AtomicLong();
    private final LongAdder loads = new LongAdder();

    /** @param maxBytes how much it keeps; 0 for nothing */
    public BlockCache(long maxBytes) {
        this.blocks = maxBytes == 0 ? null : caffeine(maxBytes);
    }

    /** Cleans up after itself in the threads that use it; none of its own, no clock, nothing before it is used. */
    private static Cache<Key, InflatedBlock> caffeine(long maxBytes) {
        return Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((Key key, InflatedBlock block) -> block.byteSize())
                .executor(Runnable::run)
                .build();
    }

    /** Room for the blocks of a segment that is being opened. */
    OfSegment ofSegment() {
        return new OfSegment(segments.getAndIncrement());
    }

    /** How many blocks it keeps. */
    public long blockCount() {
        if (blocks == null) {
            return 0;
        }
        blocks.cleanUp();
        return blocks.estimatedSize();
    }

    /** How many bytes the blocks take that it keeps. */
    public long byteSize() {
        if (blocks == null) {
            return 0;
        }
        blocks.cleanUp();
        return blocks.policy()
                .eviction()
                .map(Policy.Eviction::weightedSize)
                .orElseThrow()
                .orElseThrow();
    }

    /** How many blocks had to be loaded so far because it did not have them. */
    public long loads() {
        return loads.sum();
    }

    /** The blocks of one segment, until that lets go of them. */
    final class OfSegment {

        private final long segment;

        private OfSegment(long segment) {
            this.segment = segment;
        }

        /** A block, loaded by {@code loader} where it is not there. */
        InflatedBlock get(int section, int block, Supplier<InflatedBlock> loader) {
            Key key = new Key(segment, section, block);
            InflatedBlock known = blocks == null ? null : blocks.getIfPresent(key);
            return known == null ? load(key, loader) : known;
        }

        private InflatedBlock load(Key key, Supplier<InflatedBlock> loader) {
            loads.increment();
            InflatedBlock loaded = loader.get();
            if (blocks != null) {
                blocks.put(key, loaded);
            }
            return loaded;
        }

        /** Drops all blocks of the segment, of which nobody reads any more. */
        void release() {
            if (blocks != null) {
                blocks.asMap().keySet().removeIf(key -> key.segment() == segment);
            }
        }
    }
}
