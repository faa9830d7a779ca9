package io.vecstore.embeddings.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Real passages against vectors that another program made with the same model. The vectors are in the order of
 * the passages but leave some out, so passage i is row i - 1,100 to i - 800.
 */
@EnabledIfSystemProperty(named = "vecstore.corpora", matches = ".+", disabledReason = "no corpora are named")
class MiniLmReferenceTest {
    private static final int SAMPLE = 40;
    private static final int FIRST = 2_000;
    private static final int STRIDE = 20;
    /**
     * The reference was made with ONNX Runtime 1.29.0. Another version rounds the quantised activations in another way:
     * with 1.23.2 the 40 passages have 0.9933 to 1.0000. Different passages are far below.
     */
    private static final double SAME = 0.99;

    private static final int DIMENSION = 384;
    private static final long ROW_BYTES = 4 + 4 * DIMENSION;
    private static final Path CORPORA = Path.of(System.getProperty("vecstore.corpora", ""));

    @Test
    void embed_realPassages_givesTheReferenceVectors() throws IOException {
        List<float[]> vectors;
        try (OnnxEmbedder embedder = OnnxEmbedder.miniLm()) {
            vectors = embedder.embedAll(passages());
        }
        int found = 0;
        try (FileChannel base = FileChannel.open(CORPORA.resolve("vectors/minilm-60k.base.fvecs"))) {
            for (int i = 0; i < SAMPLE; i++) {
                found += bestCosine(vectors.get(i), base, FIRST + STRIDE * i) > SAME ? 1 : 0;
            }
        }
        System.out.println(found + " of " + SAMPLE + " passages have their reference vector");
        assertThat(found).isEqualTo(SAMPLE);
    }

    private static List<String> passages() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> texts = new ArrayList<>();
        Path file = CORPORA.resolve("passages/passages-60k.jsonl.gz");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (int i = 0; texts.size() < SAMPLE; i++) {
                String line = lines.readLine();
                if (i >= FIRST && (i - FIRST) % STRIDE == 0) {
                    texts.add(json.readTree(line).get("text").asText());
                }
            }
        }
        return texts;
    }

    /** The best of the rows where the passage can be. A row is its dimension, then that many floats. */
    private static double bestCosine(float[] vector, FileChannel base, int passage) throws IOException {
        int rows = 300;
        ByteBuffer bytes = base.map(FileChannel.MapMode.READ_ONLY, (passage - 1_100) * ROW_BYTES, rows * ROW_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        double best = -1;
        for (int r = 0; r < rows; r++) {
            double dot = 0;
            for (int i = 0; i < DIMENSION; i++) {
                dot += (double) bytes.getFloat((int) (r * ROW_BYTES) + 4 + 4 * i) * vector[i];
            }
            best = Math.max(best, dot);
        }
        return best;
    }
}
