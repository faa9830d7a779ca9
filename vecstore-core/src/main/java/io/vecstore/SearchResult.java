package io.vecstore;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a search found, and what it did.
 *
 * @param hits best first; fewer than topK only where fewer records match
 * @param plan what was done, in words
 * @param scanned how many vectors were compared, most of them perhaps only by a bound that ruled them out
 * @param visited how many nodes of graphs were looked at, each with all of its neighbors
 * @param matched how many records passed the filter; of all records where there is none
 * @param steps how long each step took, in order
 */
public record SearchResult(
        List<Hit> hits, String plan, long scanned, long visited, long matched, Map<String, Duration> steps) {

    /** Copies the hits. */
    public SearchResult {
        hits = List.copyOf(hits);
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    }
}
