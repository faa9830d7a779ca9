package io.vecstore.langchain4j;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Searches per second of CPU time of our store and of langchain4j's in-memory store, on the same segments, in one run.
 * It is run only by name:
 *
 * <pre>{@code
 * ./mvnw -pl vecstore-langchain4j -am verify -DskipITs -Dtest=InMemoryStoreBenchmark -Dsurefire.failIfNoSpecifiedTests=false
 * }</pre>
 *
 * <p>Ours scans exactly, by bounds from int8 vectors: the vectors are random, which no graph finds well.
 */
class InMemoryStoreBenchmark {

    private static final int COUNT = 20_000;
    private static final int DIMENSION = 384;
    private static final int TOP_K = 10;
    private static final int ROUNDS = 5;
    private static final long ROUND_NANOS = 2_000_000_000L;
    private static final List<EmbeddingSearchRequest> REQUESTS =
            IntStream.range(0, 100).mapToObj(InMemoryStoreBenchmark::request).toList();

    @TempDir
    Path folder;

    @Test
    void search_bothStores_sameResultsAndTheirRates() {
        InMemoryEmbeddingStore<TextSegment> theirs = new InMemoryEmbeddingStore<>();
        try (VecStoreEmbeddingStore ours =
                VecStoreEmbeddingStore.builder().folder(folder).exact(true).build()) {
            fill(List.of(theirs, ours));
            ours.collection().flush();
            requireSameResults(theirs, ours);
            VecStoreEmbeddingStore byGraph = VecStoreEmbeddingStore.builder()
                    .collection(ours.collection())
                    .build();
            for (int round = 1; round <= ROUNDS; round++) {
                double theirRate = queriesPerCpuSecond(theirs);
                double ourRate = queriesPerCpuSecond(ours);
                double graphRate = queriesPerCpuSecond(byGraph);
                System.out.printf(
                        Locale.ROOT,
                        "round %d: queries per CPU second: in-memory %.1f, exact %.1f (%.1f times), graph %.1f (%.1f times)%n",
                        round,
                        theirRate,
                        ourRate,
                        ourRate / theirRate,
                        graphRate,
                        graphRate / theirRate);
            }
        }
    }

    private static void fill(List<EmbeddingStore<TextSegment>> stores) {
        List<String> ids = new ArrayList<>();
        List<Embedding> embeddings = new ArrayList<>();
        List<TextSegment> segments = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            ids.add("id" + i);
            embeddings.add(StubModel.vector("segment " + i, DIMENSION));
            segments.add(TextSegment.from("segment " + i, new Metadata().put("number", i)));
        }
        stores.forEach(store -> store.addAll(ids, embeddings, segments));
    }

    private static void requireSameResults(EmbeddingStore<TextSegment> expected, EmbeddingStore<TextSegment> actual) {
        for (int query = 0; query < REQUESTS.size(); query++) {
            List<String> wanted = ids(expected, REQUESTS.get(query));
            List<String> got = ids(actual, REQUESTS.get(query));
            if (!wanted.equals(got)) {
                throw new AssertionError("query " + query + ": " + got + " instead of " + wanted);
            }
        }
    }

    private static List<String> ids(EmbeddingStore<TextSegment> store, EmbeddingSearchRequest request) {
        return store.search(request).matches().stream()
                .map(EmbeddingMatch::embeddingId)
                .toList();
    }

    private static double queriesPerCpuSecond(EmbeddingStore<TextSegment> store) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        int queries = 0;
        while (threads.getCurrentThreadCpuTime() - start < ROUND_NANOS) {
            if (store.search(REQUESTS.get(queries++ % REQUESTS.size()))
                            .matches()
                            .size()
                    != TOP_K) {
                throw new AssertionError("query " + (queries - 1) + " has too few results");
            }
        }
        return queries * 1e9 / (threads.getCurrentThreadCpuTime() - start);
    }

    private static EmbeddingSearchRequest request(int query) {
        return EmbeddingSearchRequest.builder()
                .queryEmbedding(StubModel.vector("query " + query, DIMENSION))
                .maxResults(TOP_K)
                .build();
    }
}
