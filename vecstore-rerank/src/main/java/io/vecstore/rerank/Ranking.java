package io.vecstore.rerank;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The new order of all candidates of a request.
 *
 * @param order every candidate once: the scored ones best first, equal scores as they came, then the others as
 *     they came
 * @param complete whether every candidate inside the window was scored; if not, the time budget ran out
 */
public record Ranking(List<Ranked> order, boolean complete) {
    public Ranking {
        order = List.copyOf(order);
    }

    /** The candidates' positions in their new order. */
    public List<Integer> indexes() {
        return order.stream().map(Ranked::index).toList();
    }

    /**
     * Orders by score.
     *
     * @param scores one for each candidate of the window, empty if time ran out
     * @param candidates how many candidates there are in all
     */
    static Ranking byScore(List<OptionalDouble> scores, int candidates) {
        List<Ranked> scored = new ArrayList<>(candidates);
        List<Ranked> others = new ArrayList<>();
        for (int i = 0; i < candidates; i++) {
            OptionalDouble score = i < scores.size() ? scores.get(i) : OptionalDouble.empty();
            (score.isPresent() ? scored : others).add(new Ranked(i, score));
        }
        boolean complete = scored.size() == scores.size();
        scored.sort(Comparator.comparingDouble((Ranked ranked) -> ranked.score().orElseThrow())
                .reversed());
        scored.addAll(others);
        return new Ranking(scored, complete);
    }

    /** Scored candidates in the order given, the others below. */
    static Ranking inOrder(List<Ranked> scored, int candidates) {
        List<Ranked> order = new ArrayList<>(scored);
        boolean[] seen = new boolean[candidates];
        scored.forEach(ranked -> seen[ranked.index()] = true);
        for (int i = 0; i < candidates; i++) {
            if (!seen[i]) {
                order.add(new Ranked(i, OptionalDouble.empty()));
            }
        }
        return new Ranking(order, true);
    }

    /** The candidates as they came, because time ran out before any was scored. */
    static Ranking unscored(int window, int candidates) {
        return byScore(Collections.nCopies(window, OptionalDouble.empty()), candidates);
    }
}
