package io.vecstore.internal.bm25;

import io.vecstore.error.InvalidRequestException;

/**
 * The free parameters of the score.
 *
 * @param k1 how slowly repetitions of a term saturate; finite, at least 0
 * @param b how much long documents are held back; from 0 to 1
 * @param phraseBoost what a document's score is multiplied by for each quoted phrase that it contains; finite, at
 *     least 1
 */
public record Bm25Parameters(float k1, float b, float phraseBoost) {

    /** Lucene's and Anserini's usual values; within the ranges of Robertson and Zaragoza, section 3.5. */
    public static final float DEFAULT_K1 = 1.2f;

    public static final float DEFAULT_B = 0.75f;
    public static final float DEFAULT_PHRASE_BOOST = 2.0f;
    public static final Bm25Parameters DEFAULT = new Bm25Parameters(DEFAULT_K1, DEFAULT_B, DEFAULT_PHRASE_BOOST);

    public Bm25Parameters {
        check("k1", k1, 0, Float.MAX_VALUE, "a finite number of at least 0");
        check("b", b, 0, 1, "a number from 0 to 1");
        check("phraseBoost", phraseBoost, 1, Float.MAX_VALUE, "a finite number of at least 1");
    }

    private static void check(String name, float value, float min, float max, String range) {
        if (!(value >= min && value <= max)) {
            throw new InvalidRequestException("BM25 parameter " + name + " is " + value + ": use " + range);
        }
    }
}
