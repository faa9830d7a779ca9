package io.vecstore.bench.peer;

import io.vecstore.Metric;
import io.vecstore.bench.data.Labels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;
import org.jspecify.annotations.Nullable;

/**
 * Lucene's HNSW in one segment, searched directly at the segment's reader, which saves the query machinery; filtered
 * searches are {@code KnnFloatVectorQuery} with a range over an indexed field, and the query cache is on, as by default.
 * {@code ef} is the {@code k} of that search; the ten best of it count. The settings are Lucene's defaults, a beam of 200
 * instead of 100 while building, and memory enough to write the segment at once.
 */
final class LuceneSystem implements AnnSystem {

    static final String VECTOR = "vector";
    static final String ROW = "row";

    private static final int MAX_CONN = 16;
    private static final int BEAM_WIDTH = 200;
    private static final double BUFFER_MEGABYTES = 2_000;

    private final Encoding encoding;

    /** How vectors are compared while searching the graph. */
    enum Encoding {
        /** float32. */
        FLOAT,
        /** Scalar quantization to 8 bits. */
        INT8,
        /** Better binary quantization: 1 bit, the query 4 bits; all {@code ef} found are rescored by float32. */
        BBQ
    }

    LuceneSystem(Encoding encoding) {
        this.encoding = encoding;
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
        ExecutorService merging = source.threads() > 1 ? Executors.newFixedThreadPool(source.threads()) : null;
        IndexWriterConfig config = new IndexWriterConfig()
                .setCodec(codec(format(source.threads(), merging)))
                .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                .setUseCompoundFile(false);
        config.setRAMPerThreadHardLimitMB((int) BUFFER_MEGABYTES);
        try (FSDirectory directory = new MMapDirectory(folder);
                IndexWriter writer = new IndexWriter(directory, config)) {
            VectorSimilarityFunction function = function(source.metric());
            Parallel.run(source.threads(), source.base().size(), row -> {
                writer.addDocument(document(source, row, function));
            });
            writer.forceMerge(1);
            writer.commit();
        } finally {
            if (merging != null) {
                merging.close();
            }
        }
    }

    private static Document document(Source source, int row, VectorSimilarityFunction function) {
        Document document = new Document();
        document.add(new KnnFloatVectorField(
                VECTOR, UnitLength.forMetric(source.metric(), source.base().floats(row)), function));
        document.add(new NumericDocValuesField(ROW, row));
        document.add(new IntField(Labels.BUCKET, source.labels().bucket(row), Field.Store.NO));
        document.add(new IntField(Labels.SIDE, source.labels().side(row), Field.Store.NO));
        return document;
    }

    private KnnVectorsFormat format(int threads, @Nullable ExecutorService merging) {
        int workers = threads > 1 ? threads : 1;
        return switch (encoding) {
            case FLOAT -> new Lucene99HnswVectorsFormat(MAX_CONN, BEAM_WIDTH, workers, merging);
            case INT8 ->
                new Lucene104HnswScalarQuantizedVectorsFormat(
                        ScalarEncoding.UNSIGNED_BYTE, MAX_CONN, BEAM_WIDTH, workers, merging);
            case BBQ ->
                new Lucene104HnswScalarQuantizedVectorsFormat(
                        ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE, MAX_CONN, BEAM_WIDTH, workers, merging);
        };
    }

    private static Lucene104Codec codec(KnnVectorsFormat format) {
        return new Lucene104Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return format;
            }
        };
    }

    private static VectorSimilarityFunction function(Metric metric) {
        return switch (metric) {
            case COSINE -> VectorSimilarityFunction.DOT_PRODUCT; // of unit vectors
            case DOT_PRODUCT -> VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT;
            case EUCLIDEAN -> VectorSimilarityFunction.EUCLIDEAN;
            case MANHATTAN, HAMMING, JACCARD, CHEBYSHEV, CANBERRA, BRAY_CURTIS ->
                throw new IllegalArgumentException("Lucene has no " + metric);
        };
    }

    @Override
    public Index open(Source source, Path folder) throws IOException {
        FSDirectory directory = new MMapDirectory(folder);
        DirectoryReader reader = DirectoryReader.open(directory);
        IndexSearcher searcher = new IndexSearcher(reader);
        return new Index() {
            @Override
            public Searcher searcher() {
                return new LuceneSearcher(searcher, source.metric(), encoding == Encoding.BBQ);
            }

            @Override
            public void close() throws IOException {
                reader.close();
                directory.close();
            }
        };
    }
}
