package io.vecstore.internal.bm25;

import io.vecstore.internal.bm25.LexicalQuery.Phrase;
import io.vecstore.internal.bm25.LexicalQuery.PhraseTerm;
import io.vecstore.internal.bm25.LexicalQuery.QueryTerm;
import io.vecstore.internal.search.TopK;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The oracle: scores every text by the formula, from the words themselves, with no index. */
final class ExhaustiveScorer {

    private final List<List<String>> documents;
    private final List<Map<String, Integer>> termFreqs = new ArrayList<>();
    private final Map<String, Integer> docFreqs = new HashMap<>();
    private final Bm25Parameters parameters;
    private final long docCount;
    private final double avgDocLength;

    ExhaustiveScorer(List<String> texts, Bm25Parameters parameters) {
        this.documents = texts.stream()
                .map(text -> text.isEmpty() ? List.<String>of() : Arrays.asList(text.split(" ", -1)))
                .toList();
        for (List<String> words : documents) {
            Map<String, Integer> counts = new HashMap<>();
            words.forEach(word -> counts.merge(word, 1, Integer::sum));
            counts.keySet().forEach(word -> docFreqs.merge(word, 1, Integer::sum));
            termFreqs.add(counts);
        }
        this.parameters = parameters;
        this.docCount = documents.stream().filter(words -> !words.isEmpty()).count();
        this.avgDocLength = documents.stream().mapToLong(List::size).sum() / (double) Math.max(1, docCount);
    }

    TopK search(LexicalQuery query, IntPredicate accept, int k) {
        List<Weighted> weighted = new ArrayList<>();
        for (QueryTerm term : query.terms()) {
            long docFreq =
                    documents.stream().filter(d -> d.contains(term.term())).count();
            double idf = Math.log(1 + (docCount - docFreq + 0.5) / (docFreq + 0.5));
            if (docFreq > 0) {
                weighted.add(new Weighted(term.term(), (float) (idf * term.count())));
            }
        }
        weighted.sort(Comparator.comparingDouble(Weighted::weight).reversed());
        TopK top = new TopK(k);
        for (int ordinal = 0; ordinal < documents.size(); ordinal++) {
            float score = score(weighted, query, ordinal);
            if (score > 0 && accept.test(ordinal)) {
                top.offer(score, ordinal);
            }
        }
        top.sort();
        return top;
    }

    private float score(List<Weighted> weighted, LexicalQuery query, int ordinal) {
        List<String> words = documents.get(ordinal);
        Map<String, Integer> counts = termFreqs.get(ordinal);
        float constant = parameters.k1() * (1 - parameters.b());
        float slope = (float) (parameters.k1() * parameters.b() / avgDocLength);
        float sum = 0;
        for (Weighted term : weighted) {
            float termFreq = counts.getOrDefault(term.term, 0);
            sum += term.weight * (termFreq / (termFreq + (constant + slope * words.size())));
        }
        for (Phrase phrase : query.phrases()) {
            sum *= contains(words, phrase) ? parameters.phraseBoost() : 1;
        }
        return sum;
    }

    private static boolean contains(List<String> words, Phrase phrase) {
        return IntStream.range(0, words.size())
                .anyMatch(start -> phrase.terms().stream().allMatch(term -> isAt(words, start, term)));
    }

    private static boolean isAt(List<String> words, int start, PhraseTerm term) {
        int at = start + term.offset();
        return at < words.size() && words.get(at).equals(term.term());
    }

    private record Weighted(String term, float weight) {}
}
