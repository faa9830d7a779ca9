package io.vecstore.internal.search;

import io.vecstore.Metric;
import io.vecstore.error.CorruptDataException;
import io.vecstore.internal.graph.DistanceBounds;
import io.vecstore.internal.graph.GraphCoverage;
import io.vecstore.internal.graph.VectorGraph;
import io.vecstore.internal.io.Layouts;
import io.vecstore.internal.segment.VectorMatrix;
import io.vecstore.internal.simd.ExactDistance;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the nearest vectors, leaf by leaf: through the graph where there is one and it promises to be quicker, by
 * comparing every vector that counts otherwise. Either way scores are exact. For one search, in one thread.
 */
final class DenseSearcher {

    private static final long ALIGNMENT = 64;

    private final Metric metric;
    private final List<String> notes = new ArrayList<>();
    private long scanned;
    private long expanded;

    DenseSearcher(Metric metric) {
        this.metric = metric;
    }

    /** The {@code k} best records over all leaves; keys as {@link Keys} makes them. */
    TopK search(Plan.Dense plan, List<LeafMatches> leaves) {
        TopK best = new TopK(plan.k());
        try (Arena arena = Arena.ofConfined()) {
            float[] query = plan.query();
            MemorySegment copy = arena.allocate((long) query.length * Float.BYTES, ALIGNMENT);
            MemorySegment.copy(query, 0, copy, Layouts.FLOAT, 0, query.length);
            ExactDistance distance = new ExactDistance(metric, copy, 0, query.length);
            for (int i = 0; i < leaves.size(); i++) {
                VectorMatrix vectors = leaves.get(i).leaf().segment().vectors();
                if (vectors != null) {
                    search(plan, leaves.get(i), new LeafScorer(metric, distance, vectors, Keys.base(i), best));
                }
            }
        }
        best.sort();
        return best;
    }

    private void search(Plan.Dense plan, LeafMatches matches, LeafScorer scorer) {
        int limit = matches.leaf().recordLimit();
        GraphCoverage coverage = matches.leaf().segment().graph();
        VectorGraph graph = coverage.graph();
        int covered = Math.min(limit, coverage.rows());
        if (graph == null) {
            scan(matches, 0, limit, scorer);
            return;
        }
        if (!(plan instanceof Plan.GraphSearch search && searchGraph(search, graph, matches, scorer))) {
            scanCovered(plan, graph, matches, covered, scorer);
        }
        if (covered < limit) {
            scan(matches, covered, limit, scorer);
        }
    }

    private void scan(LeafMatches matches, int from, int to, LeafScorer scorer) {
        long before = scanned;
        matches.forEach(from, to, ordinal -> {
            if (scorer.isPresent(ordinal)) {
                scorer.score(ordinal);
                scanned++;
            }
        });
        notes.add("scanned " + (scanned - before) + " vectors");
    }

    private void scanCovered(Plan.Dense plan, VectorGraph graph, LeafMatches matches, int covered, LeafScorer scorer) {
        DistanceBounds bounds = graph.bounds(plan.query()).orElse(null);
        if (bounds == null) {
            scan(matches, 0, covered, scorer);
            return;
        }
        BoundedScan scan = new BoundedScan(bounds, scorer, plan.k());
        matches.forEachBatch(covered, scan.batch(), scan::compareBatch);
        scanned += scan.bounded();
        notes.add("scanned " + scan.bounded() + " vectors, " + scan.compared() + " of them in full");
    }

    /** Whether the graph could be searched with a result that is as good as asked for. */
    private boolean searchGraph(Plan.GraphSearch plan, VectorGraph graph, LeafMatches matches, LeafScorer scorer) {
        GraphEffort effort = GraphEffort.of(plan, graph, matches);
        if (effort.scanIsQuicker()) {
            return false;
        }
        NearestCollector nearest = new NearestCollector(effort, matches);
        long hops = graph.search(plan.query(), effort.poolSize(), nearest);
        expanded += hops;
        if (nearest.matching() < effort.least()) {
            notes.add("too few of the nearest " + hops + " vectors match");
            return false;
        }
        scanned += nearest.score(scorer);
        notes.add("graph of " + graph.size() + " vectors, ef " + plan.ef() + ", " + hops + " looked at");
        return true;
    }

    /** How many vectors have been compared exactly so far. */
    long scanned() {
        return scanned;
    }

    /** How many nodes of graphs have been looked at so far. */
    long expanded() {
        return expanded;
    }

    /** What was done in each leaf, in words. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Scores vectors of one leaf exactly. */
    static final class LeafScorer {
        private final Metric metric;
        private final ExactDistance distance;
        private final VectorMatrix vectors;
        private final long keyBase;
        private final TopK best;

        LeafScorer(Metric metric, ExactDistance distance, VectorMatrix vectors, long keyBase, TopK best) {
            this.metric = metric;
            this.distance = distance;
            this.vectors = vectors;
            this.keyBase = keyBase;
            this.best = best;
        }

        boolean isPresent(int ordinal) {
            return vectors.isPresent(ordinal);
        }

        void score(int ordinal) {
            float d = distance.distance(vectors.segment(ordinal), vectors.offset(ordinal));
            if (Float.isNaN(d)) {
                throw damaged(ordinal);
            }
            best.offer(metric.score(d), keyBase + ordinal);
        }

        /** The bound beyond which nothing can be among the best. */
        float limit(DistanceBounds bounds) {
            return best.size() < best.k() ? Float.POSITIVE_INFINITY : bounds.limit(metric.distance(best.threshold()));
        }

        /** What is stored is finite, and distances of such vectors are numbers. */
        private CorruptDataException damaged(int ordinal) {
            return new CorruptDataException(
                    "a segment",
                    vectors.offset(ordinal),
                    "vector " + ordinal + " is not the one that was stored; the doctor names the file and repairs it");
        }

        /** Loads a line of each vector, so that the misses of the scores to come overlap. */
        int touch(int ordinal) {
            MemorySegment segment = vectors.segment(ordinal);
            long end = vectors.offset(ordinal) + vectors.stride();
            int sum = 0;
            for (long at = vectors.offset(ordinal); at < end; at += ALIGNMENT) {
                sum += segment.get(Layouts.INT, at);
            }
            return sum;
        }
    }
}
