package io.vecstore.chat.answer;

import io.vecstore.error.InvalidRequestException;
import io.vecstore.fusion.Fusion;
import io.vecstore.pipeline.SearchMode;

/**
 * What is asked, and how the passages are to be found.
 *
 * @param text 1 to {@value #MAX_LENGTH} UTF-16 units, not blank
 * @param mode how passages are found
 * @param alpha the weight of meaning against words in {@link SearchMode#HYBRID}, in [0, 1]
 * @param rerank whether the reranker is to order them anew, if there is one
 * @param generate whether the language model may write the answer, if there is one
 */
public record Question(String text, SearchMode mode, double alpha, boolean rerank, boolean generate) {

    /** Longer than any question, shorter than what would be a document. */
    public static final int MAX_LENGTH = 2_000;

    /** Checks the parts. */
    public Question {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw new InvalidRequestException("the question has " + text.length() + " characters, allowed are 1 to "
                    + MAX_LENGTH + "; type a question");
        }
        if (!(alpha >= 0 && alpha <= 1)) {
            throw new InvalidRequestException("alpha is " + alpha + ", allowed are 0 to 1");
        }
    }

    Fusion fusion() {
        return new Fusion.WeightedMinMax(alpha);
    }
}
