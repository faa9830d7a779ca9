package io.vecstore;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Something that happened in an open database. */
public sealed interface StoreEvent {

    /**
     * A batch or transaction was committed.
     *
     * @param sequenceNumber the number of the commit
     * @param collections that it changed
     * @param changes how many rows were stored or removed
     * @param took from the call until it was durable and visible
     */
    record Committed(long sequenceNumber, List<String> collections, int changes, Duration took) implements StoreEvent {
        public Committed {
            collections = List.copyOf(collections);
        }
    }

    /**
     * What a collection had in memory was written into a segment.
     *
     * @param sequenceNumber the newest commit that is in segments now
     * @param bytes of the new segment; 0 where nothing was left of what had been written
     */
    record Flushed(String collection, long sequenceNumber, long bytes, Duration took) implements StoreEvent {}

    /**
     * Segments of a collection were merged.
     *
     * @param segments how many
     * @param bytesBefore of these segments
     * @param bytesAfter of the one in their place; 0 where nothing was left
     */
    record Compacted(String collection, int segments, long bytesBefore, long bytesAfter, Duration took)
            implements StoreEvent {}

    /**
     * The database was opened for writing.
     *
     * @param sequenceNumber the newest commit
     * @param collections that were opened
     * @param damaged the collections that could not be opened, and why
     * @param took reading manifests, segments and log
     */
    record Recovered(long sequenceNumber, List<String> collections, Map<String, String> damaged, Duration took)
            implements StoreEvent {
        public Recovered {
            collections = List.copyOf(collections);
            damaged = Map.copyOf(damaged);
        }
    }

    /**
     * A damaged file that can be computed from others is not used any more; its rebuild begins.
     *
     * @param reason what is wrong with it
     */
    record Quarantined(String collection, Path file, String reason) implements StoreEvent {}

    /**
     * A search took at least {@link DatabaseOptions#slowQueryThreshold}.
     *
     * @param plan what was done, in words
     */
    record SlowQuery(String collection, SearchRequest request, String plan, Duration took) implements StoreEvent {}
}
