package io.vecstore.bench.load;

import io.vecstore.bench.rows.SampleRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.MMapDirectory;

/**
 * Lucene with its default codec and merging: id and text stored and indexed, the English analyzer, every field stored,
 * indexed and with doc values, the vector in an HNSW graph of default settings. One commit at the end.
 */
final class LuceneLoader implements Loader {

    private final FSDirectory directory;
    private final IndexWriter writer;

    LuceneLoader(Path folder, int bufferMegabytes) throws IOException {
        this.directory = new MMapDirectory(folder);
        this.writer = new IndexWriter(
                directory, new IndexWriterConfig(new EnglishAnalyzer()).setRAMBufferSizeMB(bufferMegabytes));
    }

    @Override
    public void add(List<SampleRow> rows) throws IOException {
        for (SampleRow row : rows) {
            writer.addDocument(document(row));
        }
    }

    private static Document document(SampleRow row) {
        SampleRow.Fields fields = row.fields();
        Document document = new Document();
        document.add(new StringField("id", row.id(), Field.Store.YES));
        document.add(new KnnFloatVectorField("vector", row.vector(), VectorSimilarityFunction.DOT_PRODUCT));
        document.add(new TextField("text", row.text(), Field.Store.YES));
        document.add(new KeywordField("category", fields.category(), Field.Store.YES));
        document.add(new KeywordField("source", fields.source(), Field.Store.YES));
        document.add(new LongField("year", fields.year(), Field.Store.YES));
        document.add(new DoubleField("rating", fields.rating(), Field.Store.YES));
        document.add(new KeywordField("reviewed", Boolean.toString(fields.reviewed()), Field.Store.YES));
        return document;
    }

    @Override
    public void close() throws IOException {
        writer.commit();
        writer.close();
        directory.close();
    }
}
