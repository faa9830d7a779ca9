package io.vecstore.internal.search;

import io.vecstore.Metric;
import io.vecstore.internal.io.Layouts;
import io.vecstore.internal.segment.VectorMatrix;
import io.vecstore.internal.simd.ExactDistance;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares a query with every vector that counts: the definition of dense search. */
final class ExactScanner {

    private static final long ALIGNMENT = 64;

    private final Metric metric;
    private long scanned;

    ExactScanner(Metric metric) {
        this.metric = metric;
    }

    /** The {@code k} best records over all leaves; keys as {@link Keys} makes them. */
    TopK search(float[] query, int k, List<LeafMatches> leaves) {
        TopK best = new TopK(k);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocate((long) query.length * Float.BYTES, ALIGNMENT);
            MemorySegment.copy(query, 0, copy, Layouts.FLOAT, 0, query.length);
            ExactDistance distance = new ExactDistance(metric, copy, 0, query.length);
            for (int i = 0; i < leaves.size(); i++) {
                scan(distance, leaves.get(i), Keys.base(i), best);
            }
        }
        best.sort();
        return best;
    }

    /** How many vectors have been compared so far. */
    long scanned() {
        return scanned;
    }

    private void scan(ExactDistance distance, LeafMatches matches, long keyBase, TopK best) {
        @Nullable VectorMatrix vectors = matches.leaf().segment().vectors();
        if (vectors == null) {
            return;
        }
        int limit = matches.leaf().recordLimit();
        for (int ordinal = 0; ordinal < limit; ordinal++) {
            if (matches.test(ordinal) && vectors.isPresent(ordinal)) {
                MemorySegment chunk = vectors.chunk(ordinal / vectors.chunkRows());
                float d = distance.distance(chunk, ordinal % vectors.chunkRows() * vectors.stride());
                best.offer(metric.score(d), keyBase + ordinal);
                scanned++;
            }
        }
    }
}
