package io.vecstore;

import io.vecstore.fusion.FusedHit;
import java.util.List;
import java.util.Optional;

/**
 * A record that was found.
 *
 * @param record the record as of the commit that the search saw
 * @param score higher is better. By vector alone {@link Metric#score}, by text alone BM25 (0 to about 100), fused in
 *     [0, 1]
 * @param parts where the score comes from; their contributions add up to it
 * @param explanation how the score came about, if the request asked for it
 */
public record Hit(VectorRecord record, double score, List<FusedHit.Part> parts, Optional<Explanation> explanation) {

    /** Copies the parts. */
    public Hit {
        parts = List.copyOf(parts);
    }
}
