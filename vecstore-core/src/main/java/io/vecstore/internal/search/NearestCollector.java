package io.vecstore.internal.search;

import io.vecstore.internal.graph.GraphVisitor;
import java.util.function.IntPredicate;

/**
 * Keeps the nearest of the vectors that a search comes to and that match, and ends the search once what is left lies so
 * far beyond the k-th of them that it is not worth a visit.
 */
final class NearestCollector implements GraphVisitor {

    private final TopK nearest;
    private final TopK best;
    private final GraphEffort effort;
    private final IntPredicate matches;

    @SuppressWarnings("UnusedVariable") // written so that the loads that fill it are not dropped
    private int sink;

    private int matching;

    NearestCollector(GraphEffort effort, IntPredicate matches) {
        this.nearest = new TopK(effort.rerank());
        this.best = new TopK(effort.k());
        this.effort = effort;
        this.matches = matches;
    }

    @Override
    public void expanded(int ordinal, float distance) {
        if (matches.test(ordinal)) {
            matching++;
            if (nearest.offer(-distance, ordinal)) {
                best.offer(-distance, ordinal);
            }
        }
    }

    @Override
    public float limit() {
        boolean goOn = matching < effort.least() || effort.reach() == Float.MAX_VALUE;
        return goOn ? Float.MAX_VALUE : -best.threshold() * effort.reach();
    }

    /** How many that match the search has come to. */
    int matching() {
        return matching;
    }

    /**
     * Scores the best exactly; nothing can be collected after it.
     *
     * @return how many were compared
     */
    int score(DenseSearcher.LeafScorer scorer) {
        nearest.sort();
        int count = nearest.size();
        for (int i = 0; i < count; i++) {
            sink += scorer.touch((int) nearest.key(i));
        }
        for (int i = 0; i < count; i++) {
            scorer.score((int) nearest.key(i));
        }
        return count;
    }
}
