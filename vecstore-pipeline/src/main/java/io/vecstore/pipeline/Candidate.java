package io.vecstore.pipeline;

import io.vecstore.text.TextRange;
import io.vecstore.text.split.Sentences;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A sentence that may become part of an answer.
 *
 * @param citation where it stands
 * @param similarity to the question, in [0, 1]
 * @param score as {@link ExtractiveAnswerer} describes it
 */
record Candidate(Citation citation, double similarity, double score) {

    private static final int MAX_GAP = 4;

    /**
     * A sentence before it has a score.
     *
     * @param inContext the sentence with its heading or title before it, for the model
     * @param passageScore of the best passage that it stands in
     */
    record Text(Citation citation, String inContext, double passageScore) {}

    /** The sentences of passages, each once, without those that are headings. */
    static List<Text> texts(List<Passage> passages) {
        List<Text> texts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Passage passage : passages) {
            Citation whole = passage.citation();
            String heading = whole.headingPath().isEmpty()
                    ? whole.title()
                    : whole.headingPath().getLast();
            for (TextRange range : Sentences.ranges(whole.text())) {
                Citation sentence = passage.cite(range.start(), range.end());
                if (!isHeading(sentence) && seen.add(sentence.documentId() + " " + sentence.start())) {
                    texts.add(new Text(sentence, heading + ": " + sentence.text(), passage.score()));
                }
            }
        }
        return texts;
    }

    private static boolean isHeading(Citation sentence) {
        String text = singleSpaced(sentence.text());
        return text.equals(singleSpaced(sentence.title()))
                || sentence.headingPath().stream().map(Candidate::singleSpaced).anyMatch(text::equals);
    }

    private static String singleSpaced(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** Whether they share characters, as a sentence does with the end of itself that a chunk begins with. */
    boolean overlaps(Candidate other) {
        return citation.documentId().equals(other.citation.documentId())
                && citation.start() < other.citation.end()
                && other.citation.start() < citation.end();
    }

    /** Whether nothing but spaces, a line break or a bullet stands between them. */
    boolean isBeside(Candidate other) {
        int gap = Math.max(citation.start() - other.citation.end(), other.citation.start() - citation.end());
        return citation.documentId().equals(other.citation.documentId()) && gap >= 0 && gap <= MAX_GAP;
    }

    /** The cosine of two vectors of one model. */
    static double cosine(float[] a, float[] b) {
        double product = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            product += a[i] * b[i];
            squaresA += a[i] * a[i];
            squaresB += b[i] * b[i];
        }
        return squaresA == 0 || squaresB == 0 ? 0 : product / Math.sqrt(squaresA * squaresB);
    }
}
