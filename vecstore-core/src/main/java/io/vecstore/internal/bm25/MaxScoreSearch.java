package io.vecstore.internal.bm25;

import io.vecstore.internal.model.Deadline;
import io.vecstore.internal.search.TopK;
import java.util.function.IntPredicate;

/**
 * Finds the best documents of one segment: MaxScore over windows of ordinals.
 *
 * <p>Terms are kept by falling weight. In each window the last ones whose bounds together cannot reach the collector's
 * threshold are not essential: a document with none of the others cannot enter. The essential terms are scored as a
 * whole, term after term; the rest is looked up for those documents that can still enter. A score is thus always
 * summed in the order of the terms, whatever was skipped. Used once, by one thread.
 */
final class MaxScoreSearch {

    /** Float sums in another order differ by less than this for each term: bounds are raised by it. */
    private static final float ROUNDING = 1e-6f;

    private final PostingsCursor[] cursors;
    private final PhraseBoost boost;
    private final IntPredicate accept;
    private final long keyBase;
    private final TopK collector;
    private final ScoreWindow window = new ScoreWindow();
    private final int[] candidates = new int[ScoreWindow.SIZE];
    private final float[] scores = new float[ScoreWindow.SIZE];

    /** For each term the bound of its part and of all after it; one zero at the end. */
    private final float[] restBounds;

    private final float boundFactor;

    MaxScoreSearch(PostingsCursor[] cursors, PhraseBoost boost, IntPredicate accept, long keyBase, TopK collector) {
        this.cursors = cursors;
        this.boost = boost;
        this.accept = accept;
        this.keyBase = keyBase;
        this.collector = collector;
        this.restBounds = new float[cursors.length + 1];
        this.boundFactor = boost.max() * (1 + ROUNDING * (cursors.length + 1));
    }

    void run(int ordinalLimit, Deadline deadline) {
        int from = 0;
        while (from < ordinalLimit) {
            deadline.check();
            int to = (int) Math.min(ordinalLimit, (long) from + ScoreWindow.SIZE);
            searchWindow(from, to);
            from = to;
        }
    }

    private void searchWindow(int from, int to) {
        for (int term = cursors.length - 1; term >= 0; term--) {
            restBounds[term] = restBounds[term + 1] + cursors[term].maxScore(from, to);
        }
        int essential = 0;
        while (essential < cursors.length && canEnter(restBounds[essential])) {
            essential++;
        }
        if (essential == 0) {
            return;
        }
        window.reset(from);
        for (int term = 0; term < essential; term++) {
            cursors[term].accumulate(from, to, window);
        }
        int count = window.drain(lowestToKeep(restBounds[essential]), candidates, scores);
        for (int term = essential; term < cursors.length && count > 0; term++) {
            cursors[term].addTo(candidates, scores, count);
            count = keepAbove(lowestToKeep(restBounds[term + 1]), count);
        }
        offer(count);
    }

    /** Whether a document with this sum can enter, were it to contain all phrases. */
    private boolean canEnter(float sum) {
        return sum * boundFactor >= collector.threshold();
    }

    /** The sum below which a document cannot enter even if it gets {@code rest} too. */
    private float lowestToKeep(float rest) {
        return collector.threshold() / boundFactor - rest;
    }

    private int keepAbove(float cut, int count) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            candidates[kept] = candidates[i];
            scores[kept] = scores[i];
            kept += scores[i] >= cut ? 1 : 0;
        }
        return kept;
    }

    private void offer(int count) {
        for (int i = 0; i < count; i++) {
            if (canEnter(scores[i]) && accept.test(candidates[i])) {
                collector.offer(scores[i] * boost.of(candidates[i]), keyBase + candidates[i]);
            }
        }
    }
}
