package io.vecstore.chat.answer;

import io.vecstore.fusion.FusedHit;
import io.vecstore.pipeline.Citation;
import io.vecstore.pipeline.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A passage as the page shows it.
 *
 * @param n its mark, from 1 in the order of the scores
 * @param name of its document, for people
 * @param hash the version of the file that it was read from
 * @param start offset in the document's text
 * @param score in [0, 1] in hybrid mode or from a reranker, otherwise as the search gives it
 * @param parts where the score comes from; a reranker's score replaces that of the search, whose parts then add nothing
 */
public record FoundPassage(
        int n,
        String documentId,
        String name,
        String title,
        List<String> headings,
        OptionalInt page,
        String hash,
        int start,
        int end,
        String text,
        double score,
        List<Part> parts) {

    /**
     * What one source says.
     *
     * @param source {@code dense}, {@code lexical} or {@code reranker}
     * @param rank from 1 among the candidates of that source
     * @param raw as the source gave it
     * @param normalized in [0, 1]
     * @param contribution to the passage's score
     */
    public record Part(String source, int rank, double raw, double normalized, double contribution) {
        private static Part of(FusedHit.Part part, double contribution) {
            return new Part(
                    part.source().name().toLowerCase(Locale.ROOT),
                    part.rank(),
                    part.rawScore(),
                    part.normalized(),
                    contribution);
        }
    }

    boolean contains(Citation place) {
        return documentId.equals(place.documentId()) && start <= place.start() && place.end() <= end;
    }

    static FoundPassage of(int n, String name, Finder.Candidate candidate) {
        Passage passage = candidate.passage();
        Citation place = passage.citation();
        return new FoundPassage(
                n,
                place.documentId(),
                name,
                place.title(),
                place.headingPath(),
                place.page(),
                place.contentHash(),
                place.start(),
                place.end(),
                place.text(),
                passage.score(),
                parts(candidate));
    }

    private static List<Part> parts(Finder.Candidate candidate) {
        List<Part> parts = new ArrayList<>();
        candidate.judgement().ifPresent(judged -> {
            double score = candidate.passage().score();
            parts.add(new Part("reranker", judged.rank(), judged.raw(), score, score));
        });
        for (FusedHit.Part part : candidate.passage().parts()) {
            parts.add(Part.of(part, candidate.judgement().isPresent() ? 0 : part.contribution()));
        }
        return parts;
    }
}
