package io.vecstore.pipeline;

import io.vecstore.TermStatistics;
import io.vecstore.analysis.Analyzer;
import java.util.HashSet;
import java.util.Set;

/** The terms of a question, and how much of them a text has: each term weighs as much as its idf. */
final class QuestionTerms {

    private final TermStatistics statistics;
    private final Analyzer analyzer;
    private final double total;

    QuestionTerms(TermStatistics statistics, Analyzer analyzer) {
        this.statistics = statistics;
        this.analyzer = analyzer;
        this.total = weight(statistics.docFreq().keySet());
    }

    private double weight(Set<String> terms) {
        return statistics.docFreq().keySet().stream()
                .filter(terms::contains)
                .mapToDouble(statistics::idf)
                .sum();
    }

    /** The share that a text has, in [0, 1]; 0 for a question without terms. */
    double share(String text) {
        Set<String> terms = new HashSet<>();
        analyzer.analyze(text, (term, _, _, _) -> terms.add(term));
        return share(terms);
    }

    /** The share that occurs in any text of the collection. */
    double knownShare() {
        Set<String> known = new HashSet<>(statistics.docFreq().keySet());
        known.removeIf(term -> statistics.docFreq().getOrDefault(term, 0L) == 0);
        return share(known);
    }

    private double share(Set<String> terms) {
        return total == 0 ? 0 : weight(terms) / total;
    }
}
