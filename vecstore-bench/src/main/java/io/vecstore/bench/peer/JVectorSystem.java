package io.vecstore.bench.peer;

import io.github.jbellis.jvector.disk.ReaderSupplier;
import io.github.jbellis.jvector.disk.ReaderSupplierFactory;
import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.graph.disk.OnDiskGraphIndex;
import io.github.jbellis.jvector.graph.disk.OnDiskGraphIndexWriter;
import io.github.jbellis.jvector.graph.disk.feature.Feature;
import io.github.jbellis.jvector.graph.disk.feature.FeatureId;
import io.github.jbellis.jvector.graph.disk.feature.FusedPQ;
import io.github.jbellis.jvector.graph.disk.feature.InlineVectors;
import io.github.jbellis.jvector.graph.disk.feature.NVQ;
import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.quantization.NVQuantization;
import io.github.jbellis.jvector.quantization.PQVectors;
import io.github.jbellis.jvector.quantization.ProductQuantization;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.vecstore.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntFunction;

/**
 * JVector's on-disk graph with product-quantized neighbors fused into each node, rescored by NVQ or by float32.
 * {@code ef} is its {@code rerankK}. The settings are those of the {@code default.yml} that its benchmarks publish: degree
 * 32, beam 100, overflow and alpha 1.2, a hierarchy, a refined graph, 256 clusters; but one byte for 4 dimensions
 * instead of 8, which is faster at equal recall on sentence embeddings.
 */
final class JVectorSystem implements AnnSystem {

    private static final String GRAPH = "graph";
    /** Of the lowest layer, and of all above; that there are two asks for a hierarchy. */
    private static final List<Integer> MAX_DEGREES = List.of(32, 32);

    private static final int BEAM_WIDTH = 100;
    private static final float OVERFLOW = 1.2f;
    private static final float ALPHA = 1.2f;
    private static final int DIMENSIONS_PER_BYTE = 4;
    private static final int CLUSTERS = 256;
    private static final int NVQ_SUBVECTORS = 2;

    private final FeatureId rescoring;

    private JVectorSystem(FeatureId rescoring) {
        this.rescoring = rescoring;
    }

    static JVectorSystem rescoringByNvq() {
        return new JVectorSystem(FeatureId.NVQ_VECTORS);
    }

    static JVectorSystem rescoringByFloats() {
        return new JVectorSystem(FeatureId.INLINE_VECTORS);
    }

    @Override
    public Set<Metric> metrics() {
        return EnumSet.of(Metric.COSINE, Metric.DOT_PRODUCT, Metric.EUCLIDEAN);
    }

    @Override
    public boolean hasEf() {
        return true;
    }

    @Override
    public void build(Source source, Path folder) throws Exception {
        RandomAccessVectorValues vectors = new JVectorRows(source.base(), source.metric());
        VectorSimilarityFunction function = function(source.metric());
        try (ForkJoinPool pool = new ForkJoinPool(source.threads())) {
            ProductQuantization pq = ProductQuantization.compute(
                    vectors,
                    Math.max(1, vectors.dimension() / DIMENSIONS_PER_BYTE),
                    CLUSTERS,
                    function == VectorSimilarityFunction.EUCLIDEAN,
                    -1,
                    pool,
                    pool);
            PQVectors codes = pq.encodeAll(vectors, pool);
            BuildScoreProvider scores = BuildScoreProvider.randomAccessScoreProvider(vectors, function);
            try (GraphIndexBuilder builder = GraphIndexBuilder.builder(scores, vectors.dimension(), MAX_DEGREES)
                    .withBeamWidth(BEAM_WIDTH)
                    .withNeighborOverflow(OVERFLOW)
                    .withAlpha(ALPHA)
                    .withSimdExecutor(pool)
                    .withParallelExecutor(pool)
                    .build()) {
                ImmutableGraphIndex graph = builder.build(vectors);
                write(graph, vectors, codes, pq, folder);
            }
        }
    }

    private void write(
            ImmutableGraphIndex graph,
            RandomAccessVectorValues vectors,
            PQVectors codes,
            ProductQuantization pq,
            Path folder)
            throws IOException {
        Map<FeatureId, IntFunction<Feature.State>> states = new EnumMap<>(FeatureId.class);
        var builder = new OnDiskGraphIndexWriter.Builder(graph, folder.resolve(GRAPH))
                .with(new FusedPQ(graph.maxDegree(), pq));
        if (rescoring == FeatureId.NVQ_VECTORS) {
            NVQuantization nvq = NVQuantization.compute(vectors, NVQ_SUBVECTORS);
            builder.with(new NVQ(nvq));
            states.put(rescoring, row -> new NVQ.State(nvq.encode(vectors.getVector(row))));
        } else {
            builder.with(new InlineVectors(vectors.dimension()));
            states.put(rescoring, row -> new InlineVectors.State(vectors.getVector(row)));
        }
        try (ImmutableGraphIndex.View view = graph.getView();
                OnDiskGraphIndexWriter writer = builder.build()) {
            states.put(FeatureId.FUSED_PQ, row -> new FusedPQ.State(view, codes, row));
            writer.write(states);
        }
    }

    static VectorSimilarityFunction function(Metric metric) {
        return metric == Metric.EUCLIDEAN ? VectorSimilarityFunction.EUCLIDEAN : VectorSimilarityFunction.DOT_PRODUCT;
    }

    @Override
    public Index open(Source source, Path folder) throws IOException {
        ReaderSupplier reader = ReaderSupplierFactory.open(folder.resolve(GRAPH));
        OnDiskGraphIndex graph = OnDiskGraphIndex.load(reader);
        return new Index() {
            @Override
            public Searcher searcher() {
                return new JVectorSearcher(graph, source.metric(), source.labels());
            }

            @Override
            public void close() throws IOException {
                graph.close();
                reader.close();
            }
        };
    }
}
