package io.vecstore.internal.search;

import io.vecstore.internal.graph.GraphVisitor;
import java.util.function.IntPredicate;

/**
 * Keeps the nearest of the vectors that a search comes to and that match. With a filter it also ends the search, once
 * so many have been found that match and what is left lies farther away.
 */
final class NearestCollector implements GraphVisitor {

    /** Estimates may be too large by this factor; farther candidates are not looked at. */
    private static final float LIMIT_SLACK = 1.1f;

    private final TopK nearest;
    private final int rerank;
    private final boolean limited;
    private final IntPredicate matches;

    @SuppressWarnings("UnusedVariable") // written so that the loads that fill it are not dropped
    private int sink;

    NearestCollector(GraphEffort effort, IntPredicate matches) {
        this.nearest = new TopK(effort.filtered() ? Math.max(effort.ef(), effort.rerank()) : effort.rerank());
        this.rerank = effort.rerank();
        this.limited = effort.filtered();
        this.matches = matches;
    }

    @Override
    public void expanded(int ordinal, float distance) {
        if (-distance > nearest.threshold() && matches.test(ordinal)) {
            nearest.offer(-distance, ordinal);
        }
    }

    @Override
    public float limit() {
        return limited && nearest.size() == nearest.k() ? -nearest.threshold() * LIMIT_SLACK : Float.MAX_VALUE;
    }

    int size() {
        return nearest.size();
    }

    /**
     * Scores the best exactly; nothing can be collected after it.
     *
     * @return how many were compared
     */
    int score(DenseSearcher.LeafScorer scorer) {
        nearest.sort();
        int count = Math.min(rerank, nearest.size());
        for (int i = 0; i < count; i++) {
            sink += scorer.touch((int) nearest.key(i));
        }
        for (int i = 0; i < count; i++) {
            scorer.score((int) nearest.key(i));
        }
        return count;
    }
}
