package io.vecstore.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SentenceSelectionTest {

    private static Candidate candidate(String document, int start, int end, double score) {
        return new Candidate(
                new Citation("", document, "", "", List.of(), OptionalInt.empty(), start, end, "x".repeat(end - start)),
                0,
                score);
    }

    private final Candidate best = candidate("a", 100, 200, 1);
    private final Candidate beside = candidate("a", 201, 300, 0.7);
    private final Candidate far = candidate("a", 500, 600, 0.7);
    private final Candidate close = candidate("b", 0, 50, 0.85);
    private final Candidate weak = candidate("a", 60, 99, 0.6);
    private final Candidate same = candidate("a", 150, 250, 0.9);

    private static List<Candidate> choose(boolean quantity, Candidate... candidates) {
        return new SentenceSelection(quantity).choose(List.of(candidates));
    }

    @Test
    void choose_sentences_needTheShareOfTheirPlace() {
        assertThat(choose(false, weak, far, beside, close, same, best)).containsExactly(best, close, beside);
        assertThat(choose(true, weak, far, close, best)).containsExactly(best, close, far);
        assertThat(choose(false)).isEmpty();
    }

    @Test
    void choose_manyGood_takesTheBestFew() {
        Candidate[] equals = new Candidate[10];
        for (int i = 0; i < equals.length; i++) {
            equals[i] = candidate("a", i * 100, i * 100 + 50, 1);
        }
        assertThat(choose(false, equals)).hasSize(ExtractiveAnswerer.SENTENCES);
    }
}
