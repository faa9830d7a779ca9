package io.vecstore.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.vecstore.embeddings.EmbeddingException.Kind;
import io.vecstore.testkit.OnnxFile;
import io.vecstore.testkit.OnnxFile.Attribute;
import io.vecstore.testkit.OnnxFile.ElementType;
import io.vecstore.testkit.TinyCrossEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files of a cross-encoder say, and what is wrong with them. */
class CrossEncoderFolderTest {
    private static final double LOGIT = TinyCrossEncoder.logit("one", "two");

    @TempDir
    Path folder;

    @BeforeEach
    void writeModel() throws IOException {
        TinyCrossEncoder.writeTo(folder);
    }

    @Test
    void open_activationInConfig_isUsedInBothSpellings() throws IOException {
        write("config.json", "{\"sbert_ce_default_activation_function\": \"torch.nn.modules.linear.Identity\"}");
        assertThat(score(OnnxReranker.builder(folder))).isEqualTo(LOGIT);

        write("config.json", "{\"sentence_transformers\": {\"activation_fn\": \"torch.nn.modules.linear.Identity\"}}");
        assertThat(score(OnnxReranker.builder(folder))).isEqualTo(LOGIT);
        assertThat(score(OnnxReranker.builder(folder).activation(Activation.SIGMOID)))
                .isCloseTo(1 / (1 + Math.exp(-LOGIT)), within(1e-9));
    }

    @Test
    void open_twoLabels_isSoftmaxOfTheLast() throws IOException {
        Files.write(
                folder.resolve("model.onnx"), TinyCrossEncoder.labels(0.5f, 1).bytes());

        double expected = Math.exp(LOGIT) / (Math.exp(LOGIT) + Math.exp(0.5 * LOGIT));
        assertThat(score(OnnxReranker.builder(folder))).isCloseTo(expected, within(1e-6));
        assertThat(score(OnnxReranker.builder(folder).relevantLabel(0))).isCloseTo(1 - expected, within(1e-6));
        assertThat(score(OnnxReranker.builder(folder).relevantLabel(0).activation(Activation.IDENTITY)))
                .isCloseTo(0.5 * LOGIT, within(1e-6));
    }

    @Test
    void open_threeLabels_needsToKnowTheRelevantOne() throws IOException {
        Files.write(
                folder.resolve("model.onnx"), TinyCrossEncoder.labels(1, 2, 3).bytes());

        assertFails(OnnxReranker.builder(folder), Kind.MODEL_INVALID, "3 labels", "relevantLabel");
        assertFails(OnnxReranker.builder(folder).relevantLabel(3), Kind.MODEL_INVALID, "label 3");
        assertThat(score(OnnxReranker.builder(folder).relevantLabel(1).activation(Activation.IDENTITY)))
                .isCloseTo(2 * LOGIT, within(1e-5));
    }

    @Test
    void open_padTokenInConfig_fillsThePadding() throws IOException {
        OnnxFile idSum = new OnnxFile()
                .input("input_ids", ElementType.INT64, "batch", "tokens")
                .constant("tokens", new long[] {1}, 1)
                .node("Cast", List.of("input_ids"), "ids", new Attribute("to", 1))
                .node("ReduceSum", List.of("ids", "tokens"), "logits", new Attribute("keepdims", 0))
                .output("logits", ElementType.FLOAT, "batch");
        Files.write(folder.resolve("model.onnx"), idSum.bytes());
        write("config.json", "{\"pad_token_id\": 7}");
        try (OnnxReranker reranker = OnnxReranker.builder(folder)
                .activation(Activation.IDENTITY)
                .batchTokens(100)
                .build()) {
            Ranking ranking = reranker.rerank("one", List.of("one one one", "one"));

            // [CLS] one [SEP] one one one [SEP] = 1 + 4 + 2 + 12 + 2; two paddings of 7 in the other
            assertThat(ranking.order().get(0).score()).hasValue(1 + 4 + 2 + 4 + 2 + 7 + 7);
            assertThat(ranking.order().get(1).score()).hasValue(1 + 4 + 2 + 12 + 2);
        }
    }

    @Test
    void open_lengths_comeFromTheFiles() throws IOException {
        write("tokenizer_config.json", "{\"model_max_length\": 8}");
        try (OnnxReranker reranker =
                OnnxReranker.builder(folder).activation(Activation.IDENTITY).build()) {
            assertThat(reranker.rerank("one", List.of("two two two two never"))
                            .order()
                            .getFirst()
                            .score())
                    .hasValue(TinyCrossEncoder.logit("one", "two two two two"));
        }
        write("config.json", "{\"max_position_embeddings\": 64}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxReranker.builder(folder).maxLength(65).build())
                .withMessageContaining("65")
                .withMessageContaining("64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxReranker.builder(folder).maxLength(4).build())
                .withMessageContaining("maxLength 4");
    }

    @Test
    void open_missingParts_areNamedWithARemedy() throws IOException {
        assertFails(OnnxReranker.builder(folder.resolve("nowhere")), Kind.MODEL_NOT_FOUND, "nowhere");
        Files.delete(folder.resolve("tokenizer.json"));
        assertFails(OnnxReranker.builder(folder), Kind.MODEL_NOT_FOUND, "tokenizer.json", folder.toString());
        TinyCrossEncoder.writeTo(folder);
        Files.delete(folder.resolve("model.onnx"));
        assertFails(OnnxReranker.builder(folder), Kind.MODEL_NOT_FOUND, "model.onnx", folder.toString());
    }

    @Test
    void open_unsuitableParts_areRefused() throws IOException {
        write("config.json", "{\"sbert_ce_default_activation_function\": \"torch.nn.modules.activation.Tanh\"}");
        assertFails(OnnxReranker.builder(folder), Kind.MODEL_INVALID, "Tanh", "config.json");
        write("config.json", "{");
        assertFails(OnnxReranker.builder(folder), Kind.MODEL_INVALID, "config.json", "JSON");
        write("config.json", "{}");
        assertFails(OnnxReranker.builder(folder).activation(Activation.SOFTMAX), Kind.MODEL_INVALID, "one label");
        assertFails(OnnxReranker.builder(folder).modelSha256("beef"), Kind.MODEL_INVALID, "beef", "model.onnx");

        OnnxFile embeddingModel = new OnnxFile()
                .input("input_ids", ElementType.INT64, "batch", "tokens")
                .constant("last", new long[] {-1}, 1)
                .node("Cast", List.of("input_ids"), "ids", new Attribute("to", 1))
                .node("Unsqueeze", List.of("ids", "last"), "hidden")
                .output("hidden", ElementType.FLOAT, "batch", "tokens", 1);
        Files.write(folder.resolve("model.onnx"), embeddingModel.bytes());
        assertFails(OnnxReranker.builder(folder), Kind.MODEL_INVALID, "[1, 5, 1]", "[pairs, labels]");
    }

    @Test
    void rerank_scoreThatIsNotFinite_isATypedError() throws IOException {
        Files.write(
                folder.resolve("model.onnx"),
                TinyCrossEncoder.labels(Float.POSITIVE_INFINITY).bytes());
        try (OnnxReranker reranker =
                OnnxReranker.builder(folder).activation(Activation.IDENTITY).build()) {
            assertThatExceptionOfType(RerankException.class)
                    .isThrownBy(() -> reranker.rerank("one", List.of("two")))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.INFERENCE_FAILED))
                    .withMessageContaining("not finite");
        }
    }

    private static double score(OnnxRerankerBuilder builder) {
        try (OnnxReranker reranker = builder.build()) {
            return reranker.rerank("one", List.of("two"))
                    .order()
                    .getFirst()
                    .score()
                    .orElseThrow();
        }
    }

    private static void assertFails(OnnxRerankerBuilder builder, Kind kind, String... parts) {
        assertThatExceptionOfType(RerankException.class)
                .isThrownBy(builder::build)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(folder.resolve(file), content);
    }
}
