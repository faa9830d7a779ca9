package io.vecstore.pipeline;

import java.util.List;
import java.util.regex.Pattern;

/**
 * An answer made of sentences from the documents.
 *
 * @param sentences in the order in which they are to be read; empty where no evidence was found
 * @param evidence how sure it is that the documents hold an answer, in [0, 1]; see {@link ExtractiveAnswerer}
 * @param retrieval the passages that were considered
 */
public record Answer(List<Sentence> sentences, double evidence, Retrieval retrieval) {

    private static final Pattern BULLET = Pattern.compile("^[-*+\u2022\u2023\u25AA\u25CF\u25E6\u00B7] ");

    /** What {@link #text} says where no evidence was found. */
    public static final String NO_EVIDENCE = "no evidence found";

    /**
     * A sentence of the answer.
     *
     * @param number from 1, the {@code [n]} behind it
     * @param citation where it stands, and its characters
     * @param score how well it fits the question, in [0, 2.6]; see {@link ExtractiveAnswerer}
     */
    public record Sentence(int number, Citation citation, double score) {}

    /** Copies the sentences. */
    public Answer {
        sentences = List.copyOf(sentences);
    }

    public boolean isFound() {
        return !sentences.isEmpty();
    }

    /** The sentences on one line each, without bullets and line breaks, each with its {@code [n]}. */
    public String text() {
        if (sentences.isEmpty()) {
            return NO_EVIDENCE;
        }
        StringBuilder text = new StringBuilder();
        for (Sentence sentence : sentences) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append(BULLET.matcher(sentence.citation().text().replaceAll("\\s+", " "))
                            .replaceFirst(""))
                    .append(" [")
                    .append(sentence.number())
                    .append(']');
        }
        return text.toString();
    }
}
