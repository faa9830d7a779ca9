package io.vecstore.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.Metric;
import io.vecstore.Quantizer;
import java.lang.foreign.Arena;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorGraphTest {

    private static final long SEED = 20261125;
    private static final int K = 10;
    private static final int QUERIES = 50;

    @ParameterizedTest
    @CsvSource({
        "COSINE, 96, 1, .96",
        "COSINE, 96, 2, .985",
        "COSINE, 96, 4, .985",
        "EUCLIDEAN, 96, 1, .96",
        "EUCLIDEAN, 96, 2, .985",
        "EUCLIDEAN, 96, 4, .985",
        "DOT_PRODUCT, 96, 2, .94",
        "DOT_PRODUCT, 96, 4, .95",
        "COSINE, 384, 2, .98",
        "COSINE, 768, 1, .98",
        "EUCLIDEAN, 3, 4, .97",
    })
    void search_byMetricAndBits_reachesItsRecallFloor(Metric metric, int dimension, int bits, double floor) {
        try (Arena arena = Arena.ofShared()) {
            TestVectors vectors = new TestVectors(arena, 3_000, dimension, SEED);
            GraphParameters parameters = new GraphParameters(metric, dimension, 16, 96, new Quantizer.Inlined(bits));
            VectorGraph graph = build(parameters, vectors, 1, arena);
            assertThat(recall(graph, vectors, metric, 50)).isGreaterThanOrEqualTo(floor);
        }
    }

    /** Run once for each choice of kernels, scalar and checked ones included. */
    @Tag("kernels")
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void search_underThisChoiceOfKernels_reachesItsRecallFloor(int bits) {
        try (Arena arena = Arena.ofShared()) {
            TestVectors vectors = new TestVectors(arena, 500, 64, SEED);
            GraphParameters parameters = new GraphParameters(Metric.COSINE, 64, 16, 40, new Quantizer.Inlined(bits));
            VectorGraph graph = build(parameters, vectors, 1, arena);
            assertThat(recall(graph, vectors, Metric.COSINE, 50)).isGreaterThanOrEqualTo(.97);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 31, 32, 33, 1_024, 1_025})
    void search_ofSmallGraphs_findsEveryVector(int count) {
        try (Arena arena = Arena.ofShared()) {
            TestVectors vectors = new TestVectors(arena, count, 16, SEED);
            VectorGraph graph = build(parameters(16), vectors, 1, arena);
            Set<Long> seen = new HashSet<>();
            graph.search(vectors.vector(), count, collector(seen));
            assertThat(seen).hasSize(count);
        }
    }

    @Test
    void build_ofDuplicates_reachesAllOfThem() {
        try (Arena arena = Arena.ofShared()) {
            TestVectors one = new TestVectors(arena, 1, 32, SEED);
            VectorSource same = new SelectedRows(one, new int[2_000]);
            BuiltGraph built = merger(parameters(32), List.of(new GraphInput(null, same, identity(2_000))), 1)
                    .merge(arena);
            assertThat(reached(built)).isEqualTo(2_000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 16, 40})
    void build_withAnyM_leavesEveryNodeReachable(int m) {
        try (Arena arena = Arena.ofShared()) {
            TestVectors vectors = new TestVectors(arena, 2_000, 32, SEED);
            GraphParameters parameters = new GraphParameters(Metric.EUCLIDEAN, 32, m, 40, new Quantizer.Inlined(4));
            BuiltGraph built = merger(parameters, List.of(new GraphInput(null, vectors, identity(2_000))), 1)
                    .merge(arena);
            assertThat(reached(built)).isEqualTo(2_000);
        }
    }

    @Test
    void build_withFourThreads_isAsGoodAsWithOne() {
        try (Arena arena = Arena.ofShared()) {
            TestVectors vectors = new TestVectors(arena, 6_000, 64, SEED);
            VectorGraph graph = build(parameters(64), vectors, 4, arena);
            assertThat(recall(graph, vectors, Metric.COSINE, 50)).isGreaterThanOrEqualTo(.95);
        }
    }

    @Test
    void build_cancelled_endsByAnException() {
        try (Arena arena = Arena.ofShared()) {
            TestVectors vectors = new TestVectors(arena, 3_000, 64, SEED);
            GraphMerger merger = new GraphMerger(
                    parameters(64), List.of(new GraphInput(null, vectors, identity(3_000))), 2, () -> true);
            assertThatThrownBy(() -> merger.merge(arena)).isInstanceOf(CancellationException.class);
        }
    }

    /** Half of a graph deleted, others added: as good as a graph built anew, and nothing is lost. */
    @Test
    void merge_withDeletionsAndAdditions_isAsGoodAsAFreshBuild() {
        try (Arena arena = Arena.ofShared()) {
            TestVectors vectors = new TestVectors(arena, 4_000, 64, SEED);
            VectorGraph old = build(parameters(64), vectors, 1, arena);
            Random random = new Random(SEED);
            int[] kept = new int[4_000];
            int next = 0;
            for (int row = 0; row < kept.length; row++) {
                kept[row] = random.nextInt(10) < 6 ? next++ : -1;
            }
            TestVectors added = new TestVectors(arena, 1_000, 64, SEED + 1);
            int first = next;
            int[] addedOrdinals = IntStream.range(first, first + 1_000).toArray();
            BuiltGraph built = merger(
                            parameters(64),
                            List.of(new GraphInput(null, added, addedOrdinals), new GraphInput(old, vectors, kept))
                                    .reversed(),
                            1)
                    .merge(arena);
            assertThat(reached(built)).isEqualTo(first + 1_000);
            VectorGraph merged = searchable(parameters(64), built);
            assertThat(mergedRecall(merged, vectors, kept)).isGreaterThanOrEqualTo(.93);
        }
    }

    @Test
    void memoryGraph_searchedWhileItGrows_findsWhatWasPublished() throws InterruptedException {
        try (Arena arena = Arena.ofShared()) {
            TestVectors vectors = new TestVectors(arena, 4_000, 32, SEED);
            MemoryGraph growing = new MemoryGraph(parameters(32), arena);
            Thread writer = Thread.ofPlatform().start(() -> {
                for (int rows = 500; rows <= 4_000; rows += 500) {
                    growing.extend(vectors, rows, () -> false);
                }
            });
            int searches = 0;
            while (writer.isAlive()) {
                GraphCoverage coverage = growing.coverage();
                VectorGraph graph = coverage.graph();
                if (graph != null) {
                    graph.search(vectors.vector(), 20, upTo(coverage.rows()));
                    searches++;
                }
            }
            writer.join();
            assertThat(searches).isPositive();
            VectorGraph graph = growing.coverage().graph();
            assertThat(graph).isNotNull();
            assertThat(recall(graph, vectors, Metric.COSINE, 50)).isGreaterThanOrEqualTo(.95);
        }
    }

    @Test
    void memoryGraph_withRowsThatHaveNoVector_visitsTheOthersByTheirOrdinals() {
        try (Arena arena = Arena.ofShared()) {
            TestVectors vectors = new TestVectors(arena, 600, 32, SEED);
            VectorSource gaps = new VectorSource() {
                @Override
                public boolean isPresent(int row) {
                    return row % 3 == 1;
                }

                @Override
                public java.lang.foreign.MemorySegment segment(int row) {
                    return vectors.segment(row);
                }

                @Override
                public long offset(int row) {
                    return vectors.offset(row);
                }
            };
            MemoryGraph growing = new MemoryGraph(parameters(32), arena);
            growing.extend(gaps, 600, () -> false);
            Set<Long> seen = new HashSet<>();
            growing.coverage().graph().search(vectors.vector(), 600, collector(seen));
            assertThat(seen).hasSize(200).allMatch(ordinal -> ordinal % 3 == 1);
        }
    }

    private static GraphParameters parameters(int dimension) {
        return new GraphParameters(Metric.COSINE, dimension, 16, 96, new Quantizer.Inlined(4));
    }

    private static int[] identity(int count) {
        return IntStream.range(0, count).toArray();
    }

    private static GraphMerger merger(GraphParameters parameters, List<GraphInput> inputs, int threads) {
        return new GraphMerger(parameters, inputs, threads, () -> false);
    }

    private static VectorGraph build(GraphParameters parameters, TestVectors vectors, int threads, Arena arena) {
        GraphInput input = new GraphInput(null, vectors, identity(vectors.count));
        return searchable(
                parameters, merger(parameters, List.of(input), threads).merge(arena));
    }

    private static VectorGraph searchable(GraphParameters parameters, BuiltGraph built) {
        return new InlinedGraph(
                parameters,
                built.space(),
                built.blocks(),
                built.guide(),
                null,
                InlinedGraph.searchers(parameters.layout()));
    }

    private static int reached(BuiltGraph built) {
        BitSet reached = reachable(built.blocks(), built.guide().routing().root());
        return reached.cardinality();
    }

    /** The nodes that are reachable from {@code root}. */
    private static BitSet reachable(Blocks blocks, int root) {
        BitSet reached = new BitSet(blocks.limit());
        int[] queue = new int[blocks.limit()];
        int end = 0;
        reached.set(root);
        queue[end++] = root;
        for (int at = 0; at < end; at++) {
            for (int slot = 0; slot < blocks.layout().slots(); slot++) {
                int neighbor = blocks.neighbor(queue[at], slot);
                if (neighbor >= 0 && !reached.get(neighbor)) {
                    reached.set(neighbor);
                    queue[end++] = neighbor;
                }
            }
        }
        return reached;
    }

    private static double recall(VectorGraph graph, TestVectors vectors, Metric metric, int ef) {
        int hits = 0;
        for (int i = 0; i < QUERIES; i++) {
            float[] query = vectors.vector();
            Set<Long> found = vectors.found(graph, metric, query, K, ef);
            found.retainAll(vectors.nearest(metric, query, K, row -> true));
            hits += found.size();
        }
        double recall = hits / (double) (K * QUERIES);
        System.out.printf("recall %.3f with %s, ef %d, seed %d%n", recall, graph.parameters(), ef, SEED);
        return recall;
    }

    /** Recall among the old rows that were kept: the new ones are of another distribution. */
    private static double mergedRecall(VectorGraph merged, TestVectors vectors, int[] kept) {
        int hits = 0;
        for (int i = 0; i < QUERIES; i++) {
            float[] query = vectors.vector();
            Set<Long> seen = new HashSet<>();
            merged.search(query, 50, collector(seen));
            Set<Long> truth = vectors.nearest(Metric.COSINE, query, K, row -> kept[row] >= 0);
            hits += (int) truth.stream()
                    .filter(row -> seen.contains((long) kept[row.intValue()]))
                    .count();
        }
        return hits / (double) (K * QUERIES);
    }

    private static GraphVisitor collector(Set<Long> seen) {
        return new GraphVisitor() {
            @Override
            public void expanded(int ordinal, float distance) {
                seen.add((long) ordinal);
            }

            @Override
            public float limit() {
                return Float.MAX_VALUE;
            }
        };
    }

    private static GraphVisitor upTo(int rows) {
        return new GraphVisitor() {
            @Override
            public void expanded(int ordinal, float distance) {
                assertThat(ordinal).isLessThan(rows);
            }

            @Override
            public float limit() {
                return Float.MAX_VALUE;
            }
        };
    }
}
