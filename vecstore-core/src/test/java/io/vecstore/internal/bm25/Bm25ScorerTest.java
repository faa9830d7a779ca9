package io.vecstore.internal.bm25;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vecstore.analysis.Analyzer;
import io.vecstore.internal.search.TopK;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Bm25ScorerTest {

    private static final Bm25Parameters DEFAULT = Bm25Parameters.DEFAULT;

    @Test
    void search_smallCollection_scoresByTheFormula() {
        List<String> texts = List.of("cat dog", "cat cat bird", "dog");
        double avgDocLength = 6 / 3.0;
        double idf = Math.log(1 + (3 - 2 + 0.5) / (2 + 0.5));
        double expected = idf * 2 / (2 + 1.2 * (1 - 0.75 + 0.75 * 3 / avgDocLength));

        TopK top = search(List.of(TestCorpus.file(texts)), query("cat"), DEFAULT, ordinal -> true, 1);

        assertThat(top.key(0)).isEqualTo(1);
        assertThat(top.score(0)).isCloseTo((float) expected, within(1e-6f));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void search_randomCollections_equalsScoringEveryDocument(long seed) {
        Random random = new Random(seed);
        List<String> texts = TestCorpus.texts(random, 1 + random.nextInt(3000), 20 + random.nextInt(400));
        ExhaustiveScorer oracle = new ExhaustiveScorer(texts, DEFAULT);
        List<Postings> file = List.of(TestCorpus.file(texts));
        List<Postings> memory = List.of(TestCorpus.view(texts));
        List<Postings> segments = segments(random, texts);
        for (int i = 0; i < 25; i++) {
            LexicalQuery query = randomQuery(random, texts);
            IntPredicate accept = randomAccept(random);
            int k = 1 + random.nextInt(30);
            TopK expected = oracle.search(query, accept, k);

            assertSame(search(file, query, DEFAULT, accept, k), expected, "file, seed " + seed + ", " + query);
            assertSame(search(memory, query, DEFAULT, accept, k), expected, "memory, seed " + seed + ", " + query);
            assertSame(search(segments, query, DEFAULT, accept, k), expected, "segments, seed " + seed + ", " + query);
        }
    }

    @Test
    void search_manyWindows_equalsScoringEveryDocument() {
        Random random = new Random(11);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            texts.add(TestCorpus.text(random, 1 + random.nextInt(12), 5000));
        }
        ExhaustiveScorer oracle = new ExhaustiveScorer(texts, DEFAULT);
        List<Postings> file = List.of(TestCorpus.file(texts));
        for (int i = 0; i < 15; i++) {
            LexicalQuery query = query(TestCorpus.text(random, 2 + random.nextInt(6), 5000));
            assertSame(
                    search(file, query, DEFAULT, ordinal -> true, 10),
                    oracle.search(query, ordinal -> true, 10),
                    query.toString());
        }
    }

    @Test
    void search_extremeParameters_equalsScoringEveryDocument() {
        Random random = new Random(5);
        List<String> texts = TestCorpus.texts(random, 900, 60);
        for (Bm25Parameters parameters : List.of(
                new Bm25Parameters(0, 0, 1), new Bm25Parameters(0.01f, 1, 7), new Bm25Parameters(100, 0.3f, 2))) {
            LexicalQuery query = query("w3 w9 w40 \"w1 w2\" w3");
            assertSame(
                    search(List.of(TestCorpus.file(texts)), query, parameters, ordinal -> true, 10),
                    new ExhaustiveScorer(texts, parameters).search(query, ordinal -> true, 10),
                    parameters.toString());
        }
    }

    @Test
    void search_emptyQueryOrUnknownTerms_findsNothing() {
        List<Postings> view = List.of(TestCorpus.file(List.of("cat", "dog")));
        assertThat(search(view, query(""), DEFAULT, ordinal -> true, 3).size()).isZero();
        assertThat(search(view, query("fish \"fish cake\""), DEFAULT, ordinal -> true, 3)
                        .size())
                .isZero();
        assertThat(search(List.of(), query("cat"), DEFAULT, ordinal -> true, 3).size())
                .isZero();
    }

    @Test
    void search_nothingAccepted_findsNothing() {
        List<Postings> view = List.of(TestCorpus.file(List.of("cat", "dog cat")));
        assertThat(search(view, query("cat"), DEFAULT, ordinal -> false, 3).size())
                .isZero();
    }

    @Test
    void search_exactPhrase_multipliesTheScore() {
        List<String> texts = List.of("new york city", "york new city", "old town city");
        List<Postings> view = List.of(TestCorpus.file(texts));
        TopK plain = search(view, query("new york"), DEFAULT, ordinal -> true, 3);
        TopK phrase = search(view, query("\"new york\""), DEFAULT, ordinal -> true, 3);

        assertThat(phrase.key(0)).isZero();
        assertThat(phrase.score(0)).isEqualTo(2 * plain.score(0));
        assertThat(phrase.score(1)).isEqualTo(plain.score(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void explain_everyHit_addsUpToItsScore(long seed) {
        Random random = new Random(seed);
        List<String> texts = TestCorpus.texts(random, 700, 80);
        List<Postings> view = List.of(TestCorpus.file(texts));
        for (int i = 0; i < 20; i++) {
            Bm25Scorer scorer = new Bm25Scorer(randomQuery(random, texts), DEFAULT, CollectionStatistics.of(view));
            TopK top = search(view, scorer, ordinal -> true, 10);
            for (int rank = 0; rank < top.size(); rank++) {
                Bm25Explanation explanation = scorer.explain(view.getFirst(), (int) top.key(rank));
                float sum = 0;
                for (Bm25Explanation.TermPart part : explanation.terms()) {
                    sum += part.contribution();
                }
                assertThat(explanation.score()).isEqualTo(top.score(rank));
                assertThat(sum * explanation.boost()).isEqualTo(top.score(rank));
                assertThat(explanation.boost())
                        .isEqualTo((float) Math.pow(2, explanation.phrases().size()));
            }
        }
    }

    /** The same texts cut at random places into segments, some in memory, some in files. */
    private static List<Postings> segments(Random random, List<String> texts) {
        List<Postings> segments = new ArrayList<>();
        int from = 0;
        while (from < texts.size()) {
            int to = Math.min(texts.size(), from + 1 + random.nextInt(1500));
            List<String> part = texts.subList(from, to);
            segments.add(random.nextBoolean() ? TestCorpus.file(part) : TestCorpus.view(part));
            from = to;
        }
        return segments;
    }

    private static LexicalQuery randomQuery(Random random, List<String> texts) {
        StringBuilder query = new StringBuilder();
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            query.append("w")
                    .append(random.nextInt(random.nextBoolean() ? 10 : 450))
                    .append(' ');
        }
        if (random.nextInt(3) == 0) {
            String[] words = texts.get(random.nextInt(texts.size())).split(" ", -1);
            int at = random.nextInt(words.length);
            query.append('"').append(words[at]);
            query.append(at + 1 < words.length ? " " + words[at + 1] : "").append("\" ");
        }
        return query(query.toString());
    }

    private static IntPredicate randomAccept(Random random) {
        int salt = random.nextInt();
        int share = random.nextInt(3);
        return ordinal -> share == 0 || Math.floorMod(ordinal * 0x9E3779B9 + salt, 10) < 5 * share - 4;
    }

    private static LexicalQuery query(String text) {
        return LexicalQuery.parse(text, Analyzer.whitespace());
    }

    private static TopK search(
            List<Postings> view, LexicalQuery query, Bm25Parameters parameters, IntPredicate accept, int k) {
        return search(view, new Bm25Scorer(query, parameters, CollectionStatistics.of(view)), accept, k);
    }

    private static TopK search(List<Postings> view, Bm25Scorer scorer, IntPredicate accept, int k) {
        TopK top = new TopK(k);
        int base = 0;
        for (Postings segment : view) {
            int first = base;
            scorer.search(segment, ordinal -> accept.test(first + ordinal), first, top);
            base += segment.ordinalLimit();
        }
        top.sort();
        return top;
    }

    private static void assertSame(TopK actual, TopK expected, String what) {
        assertThat(hits(actual)).as(what).isEqualTo(hits(expected));
    }

    private static List<String> hits(TopK top) {
        List<String> hits = new ArrayList<>();
        for (int rank = 0; rank < top.size(); rank++) {
            hits.add(top.key(rank) + ":" + top.score(rank));
        }
        return hits;
    }
}
