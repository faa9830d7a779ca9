package io.vecstore.embeddings.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.EmbeddingException.Kind;
import io.vecstore.testkit.OnnxFile;
import io.vecstore.testkit.OnnxFile.Attribute;
import io.vecstore.testkit.OnnxFile.ElementType;
import io.vecstore.testkit.TinyEmbedderModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What both routes to ONNX Runtime do alike. */
abstract class OnnxSessionContract {
    private static final List<String> HIDDEN = List.of("missing", "last_hidden_state");

    @TempDir
    Path folder;

    abstract OnnxSession open(ModelSource model);

    /** DJL's engine must come first in a JVM; the other route then works in its environment. */
    @BeforeAll
    static void startRuntime() {
        assertThat(OnnxRoute.decide()).isEqualTo(OnnxSession.Route.DJL);
    }

    @Test
    void run_twoRows_returnsTheNamedOutput() {
        try (OnnxSession session = open(inMemory(TinyEmbedderModel.model()))) {
            FloatTensor output = session.run(inputs(2, 2, 4, 5, 6, 0), HIDDEN);

            assertThat(session.inputNames()).containsExactlyInAnyOrder("input_ids", "attention_mask");
            assertThat(output.describeShape()).isEqualTo("[2, 2, 3]");
            assertThat(output.values()).containsExactly(4, 16, 1, 5, 25, 1, 6, 36, 1, 0, 0, 0);
        }
    }

    @Test
    void run_noPreferredOutput_returnsTheFirst() {
        try (OnnxSession session = open(inMemory(TinyEmbedderModel.model()))) {
            FloatTensor output = session.run(inputs(1, 2, 4, 5), List.of());

            assertThat(output.rank()).isEqualTo(2);
            assertThat(output.values()).containsExactly(9, 41, 2);
        }
    }

    @Test
    void open_fileOnDisk_runs() throws Exception {
        Path file = folder.resolve("ein Modell ü.onnx");
        Files.write(file, TinyEmbedderModel.model().bytes());
        try (OnnxSession session = open(ModelSource.of(file))) {
            assertThat(session.run(inputs(1, 1, 7), HIDDEN).values()).containsExactly(7, 49, 1);
        }
    }

    @Test
    void run_fromManyThreads_keepsResultsApart() throws Exception {
        try (OnnxSession session = open(inMemory(TinyEmbedderModel.model()));
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<float[]>> futures = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                long id = i % 16;
                futures.add(threads.submit(
                        () -> session.run(inputs(1, 1, id), HIDDEN).values()));
            }
            for (int i = 0; i < futures.size(); i++) {
                assertThat(futures.get(i).get()[1]).isEqualTo((i % 16) * (i % 16));
            }
        }
    }

    @Test
    void open_bytesThatAreNoModel_isATypedErrorNamingThePlace() {
        ModelSource garbage = new ModelSource.InMemory("resource garbage.onnx", new byte[] {1, 2, 3});

        assertThatExceptionOfType(EmbeddingException.class)
                .isThrownBy(() -> open(garbage))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.MODEL_INVALID))
                .withMessageContaining("garbage.onnx");
    }

    @Test
    void run_idOutsideTheTable_isATypedErrorAndTheSessionLivesOn() {
        try (OnnxSession session = open(inMemory(TinyEmbedderModel.model()))) {
            assertThatExceptionOfType(EmbeddingException.class)
                    .isThrownBy(() -> session.run(inputs(1, 1, 99), HIDDEN))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.INFERENCE_FAILED))
                    .withMessageContaining("test model");
            assertThat(session.run(inputs(1, 1, 7), HIDDEN).values()).containsExactly(7, 49, 1);
        }
    }

    @Test
    void run_outputOfDoubles_isATypedError() {
        OnnxFile doubles = new OnnxFile()
                .input("input_ids", ElementType.INT64, "batch", "tokens")
                .node("Cast", List.of("input_ids"), "logits", new Attribute("to", 11))
                .output("logits", ElementType.DOUBLE, "batch", "tokens");
        try (OnnxSession session = open(inMemory(doubles))) {
            assertThatExceptionOfType(EmbeddingException.class)
                    .isThrownBy(() -> session.run(Map.of("input_ids", new LongMatrix(1, 1, new long[] {1})), List.of()))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.MODEL_INVALID))
                    .withMessageContaining("logits")
                    .withMessageContaining("float32");
        }
    }

    @Test
    void close_thenRun_isATypedError() {
        OnnxSession session = open(inMemory(TinyEmbedderModel.model()));
        session.close();
        session.close();

        assertThatExceptionOfType(EmbeddingException.class)
                .isThrownBy(() -> session.run(inputs(1, 1, 4), HIDDEN))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
    }

    /** Attention everywhere but at id 0. */
    private static Map<String, LongMatrix> inputs(int rows, int columns, long... ids) {
        long[] mask = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            mask[i] = ids[i] == 0 ? 0 : 1;
        }
        return Map.of(
                "input_ids", new LongMatrix(rows, columns, ids),
                "attention_mask", new LongMatrix(rows, columns, mask));
    }

    private static ModelSource inMemory(OnnxFile file) {
        return new ModelSource.InMemory("test model", file.bytes());
    }
}
