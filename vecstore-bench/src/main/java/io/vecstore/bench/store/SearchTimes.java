package io.vecstore.bench.store;

import io.vecstore.SearchRequest;
import io.vecstore.VectorCollection;
import io.vecstore.bench.rows.SampleRow;
import io.vecstore.error.VecStoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What searches by one thread took.
 *
 * @param hybrid milliseconds of each search by vector and words
 * @param dense of each search by vector
 * @param failures what failed searches said
 */
record SearchTimes(List<Double> hybrid, List<Double> dense, List<String> failures) {

    private static final int TOP_K = 10;
    private static final int QUERY_WORDS = 4;

    /** Searches for the rows in turn, each by vector and words and then by vector, until told to stop. */
    static SearchTimes of(VectorCollection collection, List<SampleRow> queries, BooleanSupplier goOn) {
        SearchTimes times = new SearchTimes(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; goOn.getAsBoolean(); i++) {
            SampleRow query = queries.get(i % queries.size());
            times.search(
                    collection,
                    SearchRequest.builder()
                            .vector(query.vector())
                            .text(words(query.text()))
                            .topK(TOP_K)
                            .build(),
                    times.hybrid);
            times.search(collection, SearchRequest.dense(query.vector(), TOP_K), times.dense);
        }
        return times;
    }

    private void search(VectorCollection collection, SearchRequest request, List<Double> times) {
        long start = System.nanoTime();
        try {
            int found = collection.search(request).hits().size();
            times.add((System.nanoTime() - start) / 1e6);
            if (found < TOP_K) {
                failures.add("a search found " + found + " instead of " + TOP_K + " records");
            }
        } catch (VecStoreException failed) {
            failures.add("a search failed: " + failed.getMessage());
        }
    }

    private static String words(String text) {
        List<String> words = List.of(text.replace(".", "").split(" "));
        return String.join(" ", words.subList(0, QUERY_WORDS));
    }
}
