package io.vecstore.pipeline;

import io.vecstore.Explanation;
import io.vecstore.fusion.FusedHit;
import java.util.List;
import java.util.Optional;

/**
 * A passage that was found.
 *
 * @param citation where it stands, and its text
 * @param score higher is better; as in {@link io.vecstore.Hit#score}
 * @param parts where the score of the search comes from; their contributions add up to that
 * @param explanation how the score came about, if the request asked for it
 * @param pageBreaks where inside of the passage further pages begin
 */
public record Passage(
        Citation citation,
        double score,
        List<FusedHit.Part> parts,
        Optional<Explanation> explanation,
        List<PageBreak> pageBreaks) {

    /**
     * The beginning of a page.
     *
     * @param offset in the document's text
     * @param page the page's number
     */
    public record PageBreak(int offset, int page) {}

    /** Copies the lists. */
    public Passage {
        parts = List.copyOf(parts);
        pageBreaks = List.copyOf(pageBreaks);
    }

    /** The same passage with a score from elsewhere, such as a reranker; parts and explanation stay those of the search. */
    public Passage withScore(double other) {
        return new Passage(citation, other, parts, explanation, pageBreaks);
    }

    /**
     * A citation of a part of this passage.
     *
     * @param from the offset in the passage's text of the part's first character
     * @param to the offset after its last character
     */
    public Citation cite(int from, int to) {
        var page = citation.page();
        for (PageBreak pageBreak : pageBreaks) {
            if (pageBreak.offset() <= citation.start() + from) {
                page = java.util.OptionalInt.of(pageBreak.page());
            }
        }
        return citation.part(from, to, page);
    }
}
