package io.vecstore.internal.bm25;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vecstore.analysis.Analyzer;
import io.vecstore.internal.search.TopK;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** nDCG@10 on public collections, where the folder of corpora is named; figures of Anserini and Lucene beside. */
@EnabledIfSystemProperty(named = "vecstore.corpora", matches = ".+")
class Bm25QualityIT {

    private static final int K = 10;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({"scifact,0.678", "xquad/en,0.963"})
    void search_publicCollection_reachesThePublishedFigure(String collection, double published) throws IOException {
        Path folder = Path.of(System.getProperty("vecstore.corpora"), collection);
        Map<String, Map<String, Integer>> judgements = judgements(folder.resolve("qrels.tsv"));
        Map<String, String> documents = texts(folder.resolve("corpus.jsonl"));
        List<String> ids = List.copyOf(documents.keySet());
        MemoryPostings memory = new MemoryPostings(Analyzer.english());
        for (int ordinal = 0; ordinal < ids.size(); ordinal++) {
            memory.add(ordinal, documents.get(ids.get(ordinal)));
        }
        MemoryPostings.View view = memory.view(ids.size());
        Map<String, String> queries = texts(folder.resolve("queries.jsonl"));
        double sum = 0;
        for (Map.Entry<String, Map<String, Integer>> judged : judgements.entrySet()) {
            sum += ndcg(search(view, queries.get(judged.getKey()), ids), judged.getValue());
        }
        double mean = sum / judgements.size();

        System.out.printf("%s: BM25 nDCG@%d %.4f over %d queries%n", collection, K, mean, judgements.size());
        assertThat(mean).isCloseTo(published, within(0.005));
    }

    private static List<String> search(Postings view, String text, List<String> ids) {
        LexicalQuery query = LexicalQuery.parse(text.replace('"', ' '), Analyzer.english());
        TopK top = new TopK(K);
        new Bm25Scorer(query, Bm25Parameters.DEFAULT, CollectionStatistics.of(List.of(view)))
                .search(view, ordinal -> true, 0, top);
        top.sort();
        List<String> found = new ArrayList<>();
        for (int rank = 0; rank < top.size(); rank++) {
            found.add(ids.get((int) top.key(rank)));
        }
        return found;
    }

    /** trec_eval's: linear gain, discounted by log2 of the rank plus one, over the best possible. */
    private static double ndcg(List<String> found, Map<String, Integer> relevant) {
        List<Integer> gains =
                found.stream().map(id -> relevant.getOrDefault(id, 0)).toList();
        List<Integer> ideal = relevant.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(K)
                .toList();
        return dcg(gains) / dcg(ideal);
    }

    private static double dcg(List<Integer> gains) {
        double sum = 0;
        for (int rank = 0; rank < gains.size(); rank++) {
            sum += gains.get(rank) / (Math.log(rank + 2) / Math.log(2));
        }
        return sum;
    }

    private static Map<String, String> texts(Path file) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode node = MAPPER.readTree(line);
            texts.put(
                    node.path("_id").asText(),
                    (node.path("title").asText("") + " " + node.path("text").asText()).strip());
        }
        return texts;
    }

    private static Map<String, Map<String, Integer>> judgements(Path file) throws IOException {
        Map<String, Map<String, Integer>> judgements = new HashMap<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split("\t", -1);
            judgements.computeIfAbsent(fields[0], id -> new HashMap<>()).put(fields[1], Integer.valueOf(fields[2]));
        }
        return judgements;
    }
}
