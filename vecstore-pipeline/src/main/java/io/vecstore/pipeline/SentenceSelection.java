package io.vecstore.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses the sentences of an answer: the best one, and others that come close to it. Those that continue a chosen one,
 * and all where a quantity is asked for, may come less close: an answer often needs the sentence beside it, and numbers
 * stand in tables and lists whose words are not those of the question.
 */
final class SentenceSelection {

    private final double minShare;

    /** @param quantity whether a quantity is asked for */
    SentenceSelection(boolean quantity) {
        this.minShare = quantity ? ExtractiveAnswerer.MIN_SHARE_NEAR : ExtractiveAnswerer.MIN_SHARE;
    }

    /** Best first. */
    List<Candidate> choose(List<Candidate> candidates) {
        List<Candidate> ranked = candidates.stream()
                .sorted(Comparator.comparingDouble(Candidate::score).reversed())
                .toList();
        List<Candidate> chosen = new ArrayList<>();
        for (Candidate candidate : ranked) {
            double share = chosen.stream().anyMatch(candidate::isBeside) ? ExtractiveAnswerer.MIN_SHARE_NEAR : minShare;
            if (chosen.size() < ExtractiveAnswerer.SENTENCES
                    && candidate.score() >= share * ranked.getFirst().score()
                    && chosen.stream().noneMatch(candidate::overlaps)) {
                chosen.add(candidate);
            }
        }
        return chosen;
    }
}
