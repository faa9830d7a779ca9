package io.vecstore.pipeline;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found for a question.
 *
 * @param passages best first; fewer than topK only where fewer match
 * @param plan what was done, in words
 * @param steps how long each step took, in order
 */
public record Retrieval(List<Passage> passages, String plan, Map<String, Duration> steps) {

    /** Copies the parts. */
    public Retrieval {
        passages = List.copyOf(passages);
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    }
}
