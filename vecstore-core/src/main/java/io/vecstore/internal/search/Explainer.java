package io.vecstore.internal.search;

import io.vecstore.Explanation;
import io.vecstore.Metric;
import io.vecstore.fusion.FusedHit;
import io.vecstore.internal.bm25.Bm25Explanation;
import io.vecstore.internal.bm25.Bm25Scorer;
import io.vecstore.internal.bm25.Postings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says in words and numbers how a hit came by its score. */
final class Explainer {

    private final Metric metric;
    private final Optional<Bm25Scorer> scorer;

    Explainer(Metric metric, Optional<Bm25Scorer> scorer) {
        this.metric = metric;
        this.scorer = scorer;
    }

    Explanation explain(FusedHit hit, Postings postings, int ordinal) {
        if (hit.parts().size() == 1 && hit.parts().getFirst().share() == 1) {
            return source(hit.parts().getFirst(), postings, ordinal);
        }
        List<Explanation> details = hit.parts().stream()
                .map(part -> new Explanation(
                        part.contribution(),
                        String.format(
                                Locale.ROOT,
                                "%s: share %.2f x normalised %.4f, rank %d",
                                name(part),
                                part.share(),
                                part.normalized(),
                                part.rank()),
                        List.of(source(part, postings, ordinal))))
                .toList();
        return new Explanation(hit.score(), "sum of", details);
    }

    private static String name(FusedHit.Part part) {
        return part.source().name().toLowerCase(Locale.ROOT);
    }

    private Explanation source(FusedHit.Part part, Postings postings, int ordinal) {
        return switch (part.source()) {
            case DENSE ->
                Explanation.of(part.rawScore(), "score by " + metric.name().toLowerCase(Locale.ROOT) + ", exact");
            case LEXICAL ->
                scorer.map(each -> bm25(each.explain(postings, ordinal)))
                        .orElseGet(() -> Explanation.of(part.rawScore(), "BM25"));
        };
    }

    private static Explanation bm25(Bm25Explanation bm25) {
        List<Explanation> details = new ArrayList<>();
        for (Bm25Explanation.TermPart term : bm25.terms()) {
            details.add(Explanation.of(
                    term.contribution(),
                    String.format(
                            Locale.ROOT,
                            "\"%s\": idf %.4f (in %d of %d texts), %d times in %d words, average %.1f",
                            term.term(),
                            term.idf(),
                            term.docFreq(),
                            bm25.docCount(),
                            term.termFreq(),
                            bm25.docLength(),
                            bm25.avgDocLength())));
        }
        String boost = bm25.phrases().isEmpty() ? "" : ", times " + bm25.boost() + " for " + bm25.phrases();
        return new Explanation(bm25.score(), "BM25, sum of" + boost, details);
    }
}
