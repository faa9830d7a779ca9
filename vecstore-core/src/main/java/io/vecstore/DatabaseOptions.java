package io.vecstore;

import io.vecstore.error.InvalidRequestException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * How a database runs: {@link #DEFAULT}, and {@code with...} for what is to differ. Immutable. Nothing of it is stored:
 * a database can be opened with other options each time.
 */
public final class DatabaseOptions {

    public static final DatabaseOptions DEFAULT = new DatabaseOptions(new Parts());
    public static final int MAX_INDEXING_THREADS = 256;
    private static final long MIN_MEM_TABLE_BYTES = 64L << 10;

    private final Durability durability;
    private final long memTableBytes;
    private final InstantSource clock;
    private final int indexingThreads;
    private final long diskFloorBytes;
    private final long compactionBytesPerSecond;
    private final int asyncThreads;
    private final int asyncQueue;
    private final StoreListener listener;
    private final Duration slowQueryThreshold;
    private final long blockCacheBytes;

    private DatabaseOptions(Parts parts) {
        this.durability = parts.durability;
        this.memTableBytes = parts.memTableBytes;
        this.clock = parts.clock;
        this.indexingThreads = parts.indexingThreads;
        this.diskFloorBytes = parts.diskFloorBytes;
        this.compactionBytesPerSecond = parts.compactionBytesPerSecond;
        this.asyncThreads = parts.asyncThreads;
        this.asyncQueue = parts.asyncQueue;
        this.listener = parts.listener;
        this.slowQueryThreshold = parts.slowQueryThreshold;
        this.blockCacheBytes = parts.blockCacheBytes;
    }

    /** When an acknowledged write is on the medium; {@link Durability#sync} by default. */
    public Durability durability() {
        return durability;
    }

    /**
     * How much a collection keeps in memory before it writes a segment, in bytes; 64 MiB by default. Counted are vectors,
     * texts of records with 4 bytes a character, texts of documents with 2, metadata, and 512 bytes a row. Not counted is
     * the graph over the vectors, which lies outside of the heap: with default options 5 times as large as the vectors at
     * 128 dimensions, 2.5 times at 384, 1.3 times at 1536. Writers wait for a flush once four times this much has come
     * together; what a flush is writing is in memory besides.
     */
    public long memTableBytes() {
        return memTableBytes;
    }

    /** What expiry is measured by; the system's clock by default. */
    public InstantSource clock() {
        return clock;
    }

    /**
     * How many threads build the graph of one segment; half of the processors, at least 1, by default. Those of a merge
     * rest two thirds of the time while they and the searches under way are more than there are processors.
     */
    public int indexingThreads() {
        return indexingThreads;
    }

    /**
     * How much of the disk is kept free, in bytes; 64 MiB by default. When less is free, writes that store something are
     * refused, so that deletions and compactions still work; 0 refuses nothing.
     */
    public long diskFloorBytes() {
        return diskFloorBytes;
    }

    /**
     * How many bytes a second a compaction in the background writes at most; 0, the default, for as fast as it goes. It
     * does not slow down while something waits for it, such as another compaction, the removal of a collection, or a
     * writer that makes garbage faster than it is merged away. {@link VectorCollection#compact()} is never slowed down.
     */
    public long compactionBytesPerSecond() {
        return compactionBytesPerSecond;
    }

    /** How many asynchronous calls run at once; as many as there are processors, at least 2, by default. */
    public int asyncThreads() {
        return asyncThreads;
    }

    /** How many more asynchronous calls may wait before one is refused; 1,000 by default. */
    public int asyncQueue() {
        return asyncQueue;
    }

    /** Who is told what happens; nobody by default. */
    public StoreListener listener() {
        return listener;
    }

    /** Searches that take at least this long are told to the listener; a second by default. */
    public Duration slowQueryThreshold() {
        return slowQueryThreshold;
    }

    /**
     * How much of the heap the database takes to keep texts and metadata that readers of single records, searches among
     * them, have inflated, in bytes; 16 MiB by default, 0 for none. It fills up as records are read. What is asked for
     * again comes from it: ten whole records then took 20 microseconds in place of 270, {@code get} 2 in place of 26 (CPU
     * time, texts of 25 words, ADR 23). It pays where it holds what is asked for often; a miss costs what it costs without.
     */
    public long blockCacheBytes() {
        return blockCacheBytes;
    }

    public DatabaseOptions withDurability(Durability value) {
        return with(parts -> parts.durability = value);
    }

    /**
     * @param value at least 64 KiB
     * @throws InvalidRequestException if it is less
     */
    public DatabaseOptions withMemTableBytes(long value) {
        if (value < MIN_MEM_TABLE_BYTES) {
            throw new InvalidRequestException(
                    "memTableBytes is " + value + ", at least " + MIN_MEM_TABLE_BYTES + " are needed");
        }
        return with(parts -> parts.memTableBytes = value);
    }

    public DatabaseOptions withClock(InstantSource value) {
        return with(parts -> parts.clock = value);
    }

    /**
     * @param value 1 to {@value #MAX_INDEXING_THREADS}
     * @throws InvalidRequestException if it is another number
     */
    public DatabaseOptions withIndexingThreads(int value) {
        if (value < 1 || value > MAX_INDEXING_THREADS) {
            throw new InvalidRequestException(
                    "indexingThreads is " + value + ", allowed are 1 to " + MAX_INDEXING_THREADS);
        }
        return with(parts -> parts.indexingThreads = value);
    }

    /**
     * @param value 0 or more
     * @throws InvalidRequestException if it is negative
     */
    public DatabaseOptions withDiskFloorBytes(long value) {
        if (value < 0) {
            throw new InvalidRequestException("diskFloorBytes is " + value + ", allowed are 0 and more");
        }
        return with(parts -> parts.diskFloorBytes = value);
    }

    /**
     * @param value 0 or more
     * @throws InvalidRequestException if it is negative
     */
    public DatabaseOptions withCompactionBytesPerSecond(long value) {
        if (value < 0) {
            throw new InvalidRequestException("compactionBytesPerSecond is " + value + ", allowed are 0 and more");
        }
        return with(parts -> parts.compactionBytesPerSecond = value);
    }

    /**
     * @param threads at least 1
     * @param queue at least 1
     * @throws InvalidRequestException if one of them is less
     */
    public DatabaseOptions withAsync(int threads, int queue) {
        if (threads < 1 || queue < 1) {
            throw new InvalidRequestException(
                    "asyncThreads is " + threads + " and asyncQueue is " + queue + ", each has to be at least 1");
        }
        return with(parts -> {
            parts.asyncThreads = threads;
            parts.asyncQueue = queue;
        });
    }

    public DatabaseOptions withListener(StoreListener value) {
        return with(parts -> parts.listener = value);
    }

    /**
     * @param value not negative; zero for all searches
     * @throws InvalidRequestException if it is negative
     */
    public DatabaseOptions withSlowQueryThreshold(Duration value) {
        if (value.isNegative()) {
            throw new InvalidRequestException("slowQueryThreshold is " + value + ", allowed are zero and more");
        }
        return with(parts -> parts.slowQueryThreshold = value);
    }

    /**
     * @param value 0 or more
     * @throws InvalidRequestException if it is negative
     */
    public DatabaseOptions withBlockCacheBytes(long value) {
        if (value < 0) {
            throw new InvalidRequestException("blockCacheBytes is " + value + ", allowed are 0 and more");
        }
        return with(parts -> parts.blockCacheBytes = value);
    }

    private DatabaseOptions with(Consumer<Parts> change) {
        Parts parts = new Parts();
        parts.durability = durability;
        parts.memTableBytes = memTableBytes;
        parts.clock = clock;
        parts.indexingThreads = indexingThreads;
        parts.diskFloorBytes = diskFloorBytes;
        parts.compactionBytesPerSecond = compactionBytesPerSecond;
        parts.asyncThreads = asyncThreads;
        parts.asyncQueue = asyncQueue;
        parts.listener = listener;
        parts.slowQueryThreshold = slowQueryThreshold;
        parts.blockCacheBytes = blockCacheBytes;
        change.accept(parts);
        return new DatabaseOptions(parts);
    }

    /** The parts and their defaults, while options are put together. */
    private static final class Parts {
        private Durability durability = Durability.sync();
        private long memTableBytes = 64L << 20;
        private long diskFloorBytes = 64L << 20;
        private InstantSource clock = Clock.systemUTC();
        private int indexingThreads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        private long compactionBytesPerSecond;
        private int asyncThreads = Math.max(2, Runtime.getRuntime().availableProcessors());
        private int asyncQueue = 1_000;
        private StoreListener listener = event -> {};
        private Duration slowQueryThreshold = Duration.ofSeconds(1);
        private long blockCacheBytes = 16L << 20;
    }
}
