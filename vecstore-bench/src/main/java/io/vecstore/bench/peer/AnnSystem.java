package io.vecstore.bench.peer;

import io.vecstore.Metric;
import io.vecstore.bench.data.Labels;
import io.vecstore.bench.data.RangeFilter;
import io.vecstore.bench.data.Vectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** A library that finds nearest neighbors, in one setting. Its index lies in a folder of its own. */
public interface AnnSystem {

    /** Metrics that it can search by. */
    Set<Metric> metrics();

    /** Whether {@code ef} changes anything; without, it is measured once. */
    boolean hasEf();

    /** Builds the index and leaves it on disk, ready for {@link #open}. */
    void build(Source source, Path folder) throws Exception;

    /** Opens what {@link #build} left for the same source, ready to search. */
    Index open(Source source, Path folder) throws Exception;

    /**
     * What an index is built from.
     *
     * @param base the vectors
     * @param labels what filters look at
     * @param metric the metric of the searches to come
     * @param threads how many threads build
     */
    record Source(Vectors base, Labels labels, Metric metric, int threads) {}

    /** An open index. */
    interface Index extends AutoCloseable {

        /** A searcher for one thread. */
        Searcher searcher() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Searches in one thread. */
    interface Searcher {

        /** The rows nearest to a query, at most {@code found.length}; returns how many. */
        int search(float[] query, int ef, int[] found) throws IOException;

        /** As {@link #search(float[], int, int[])}, among those that pass a filter. */
        int search(float[] query, int ef, RangeFilter filter, int[] found) throws IOException;

        /** Nanoseconds of the last search that went into evaluating its filter; 0 where that is not told. */
        default long filterNanos() {
            return 0;
        }
    }
}
