package io.vecstore.internal.bm25;

import io.vecstore.internal.bm25.LexicalQuery.Phrase;
import java.util.ArrayList;
import java.util.List;

/** The phrases of a query over one segment: each that a document contains multiplies its score. One thread at a time. */
final class PhraseBoost {

    private final List<PhraseMatcher> matchers;
    private final float boost;

    private PhraseBoost(List<PhraseMatcher> matchers, float boost) {
        this.matchers = matchers;
        this.boost = boost;
    }

    static PhraseBoost of(List<Phrase> phrases, Postings segment, float boost) {
        List<PhraseMatcher> matchers = new ArrayList<>(phrases.size());
        for (Phrase phrase : phrases) {
            PhraseMatcher matcher = PhraseMatcher.of(phrase, segment);
            if (matcher != null) {
                matchers.add(matcher);
            }
        }
        return new PhraseBoost(matchers, boost);
    }

    /** The most that a score can be multiplied by. */
    float max() {
        float max = 1;
        for (int i = 0; i < matchers.size(); i++) {
            max *= boost;
        }
        return max;
    }

    /** What the score of {@code ordinal} is multiplied by; ordinals ascend from call to call. */
    float of(int ordinal) {
        float product = 1;
        for (PhraseMatcher matcher : matchers) {
            if (matcher.matches(ordinal)) {
                product *= boost;
            }
        }
        return product;
    }

    /** The phrases that {@code ordinal} contains; ordinals ascend from call to call. */
    List<String> matches(int ordinal) {
        return matchers.stream()
                .filter(matcher -> matcher.matches(ordinal))
                .map(PhraseMatcher::text)
                .toList();
    }
}
