package io.vecstore.embeddings.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.EmbeddingException.Kind;
import io.vecstore.embeddings.EmbeddingSettings;
import io.vecstore.embeddings.InputType;
import io.vecstore.embeddings.Pooling;
import io.vecstore.testkit.OnnxFile;
import io.vecstore.testkit.TinyEmbedderModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models in folders: a tiny one, whose vectors follow from {@link TinyEmbedderModel#hiddenState}. */
class ModelFolderTest {
    /** What "red green" becomes: [CLS] 4 5 [SEP] = ids 1, 4, 5, 2. */
    private static final float[] MEAN = {3, 11.5f, 1};

    @TempDir
    Path folder;

    @BeforeEach
    void writeModel() throws IOException {
        TinyEmbedderModel.writeTo(folder);
    }

    @Test
    void open_onlyModelAndTokenizer_usesMeanPoolingAndUnitLength() {
        try (OnnxEmbedder embedder = OnnxEmbedder.open(folder)) {
            assertThat(embedder.identity().settings()).isEqualTo(EmbeddingSettings.defaults(512));
            assertThat(embedder.identity().id()).isEqualTo(folder.getFileName().toString());
            assertThat(embedder.dimension()).isEqualTo(3);
            double norm = Math.sqrt(3 * 3 + 11.5 * 11.5 + 1);
            assertThat(embedder.embed("red green"))
                    .containsExactly(
                            new float[] {(float) (3 / norm), (float) (11.5 / norm), (float) (1 / norm)}, within(1e-6f));
        }
    }

    @Test
    void open_modulesWithoutNormalize_doesNotNormalize() throws IOException {
        write("modules.json", """
                [{"idx": 0, "type": "sentence_transformers.models.Transformer", "path": ""},
                 {"idx": 1, "type": "sentence_transformers.models.Pooling", "path": "1_Pooling"}]""");
        write("1_Pooling/config.json", "{\"pooling_mode_mean_tokens\": true, \"pooling_mode_cls_token\": false}");

        assertThat(vector("red green", InputType.PASSAGE)).containsExactly(MEAN);
    }

    @Test
    void open_clsAndMaxPooling_readTheRightTokens() throws IOException {
        write("modules.json", "[{\"type\": \"sentence_transformers.models.Transformer\"}]");
        write("1_Pooling/config.json", "{\"pooling_mode_cls_token\": true}");
        assertThat(vector("red green", InputType.PASSAGE)).containsExactly(TinyEmbedderModel.hiddenState(1));

        write("1_Pooling/config.json", "{\"pooling_mode_max_tokens\": true}");
        assertThat(vector("red green", InputType.PASSAGE)).containsExactly(TinyEmbedderModel.hiddenState(5));
    }

    @Test
    void open_modelPooling_takesTheModelsOwnVector() {
        try (OnnxEmbedder embedder = OnnxEmbedder.builder()
                .modelFolder(folder)
                .pooling(Pooling.MODEL)
                .normalize(false)
                .build()) {
            assertThat(embedder.embed("red green")).containsExactly(12, 46, 4);
        }
    }

    @Test
    void open_sentenceTransformersSettings_areHonoured() throws IOException {
        write("sentence_bert_config.json", "{\"max_seq_length\": 4, \"do_lower_case\": true}");
        write("config_sentence_transformers.json", "{\"prompts\": {\"query\": \"blue \", \"document\": \"\"}}");
        write("modules.json", "[{\"type\": \"sentence_transformers.models.Transformer\"}]");

        try (OnnxEmbedder embedder = OnnxEmbedder.open(folder)) {
            assertThat(embedder.maxTokens(InputType.PASSAGE)).isEqualTo(2);
            assertThat(embedder.maxTokens(InputType.QUERY)).isEqualTo(1);
            assertThat(embedder.embed("RED Green blue")).containsExactly(MEAN);
            assertThat(embedder.embed("RED", InputType.QUERY)).containsExactly(embedder.embed("blue red"));
            assertThat(embedder.cutTexts()).isEqualTo(1);
        }
    }

    @Test
    void open_lengthFromTokenizerAndPositions_takesTheSmaller() throws IOException {
        write("tokenizer_config.json", "{\"model_max_length\": 64}");
        assertThat(settings().maxLength()).isEqualTo(64);
        write("tokenizer_config.json", "{\"model_max_length\": 1e30}");
        assertThat(settings().maxLength()).isEqualTo(512);
        write("config.json", "{\"model_type\": \"xlm-roberta\", \"max_position_embeddings\": 34, \"pad_token_id\": 1}");
        assertThat(settings().maxLength()).isEqualTo(32);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        OnnxEmbedder.builder().modelFolder(folder).maxLength(33).build())
                .withMessageContaining("33")
                .withMessageContaining("32");
    }

    @Test
    void open_modelInSubfolderOrNamed_isFound() throws IOException {
        Files.createDirectories(folder.resolve("onnx"));
        Files.move(folder.resolve("model.onnx"), folder.resolve("onnx/model.onnx"));
        try (OnnxEmbedder embedder = OnnxEmbedder.open(folder)) {
            assertThat(embedder.dimension()).isEqualTo(3);
        }
        Files.move(folder.resolve("onnx/model.onnx"), folder.resolve("onnx/other.onnx"));
        try (OnnxEmbedder embedder = OnnxEmbedder.builder()
                .modelFolder(folder)
                .modelFile(Path.of("onnx/other.onnx"))
                .build()) {
            assertThat(embedder.dimension()).isEqualTo(3);
        }
    }

    @Test
    void open_renamedFolder_hasTheSameFingerprint() throws IOException {
        Path copy = TinyEmbedderModel.writeTo(folder.resolve("copy"));
        try (OnnxEmbedder one = OnnxEmbedder.open(folder);
                OnnxEmbedder other = OnnxEmbedder.open(copy);
                OnnxEmbedder prefixed = OnnxEmbedder.builder()
                        .modelFolder(copy)
                        .passagePrefix("red ")
                        .build()) {
            assertThat(other.identity().fingerprint()).isEqualTo(one.identity().fingerprint());
            assertThat(prefixed.identity().fingerprint())
                    .isNotEqualTo(one.identity().fingerprint());
        }
    }

    @Test
    void open_missingParts_areNamedWithARemedy() throws IOException {
        assertFails(folder.resolve("nowhere"), Kind.MODEL_NOT_FOUND, "nowhere", "tokenizer.json and model.onnx");
        Files.delete(folder.resolve("model.onnx"));
        assertFails(folder, Kind.MODEL_NOT_FOUND, "model.onnx or onnx/model.onnx", folder.toString());
        Files.write(folder.resolve("model.onnx"), TinyEmbedderModel.model().bytes());
        Files.delete(folder.resolve("tokenizer.json"));
        assertFails(folder, Kind.MODEL_NOT_FOUND, "tokenizer.json", folder.toString());
    }

    @Test
    void open_damagedParts_areNamed() throws IOException {
        write("tokenizer.json", "{\"version\": \"1.0\"");
        assertFails(folder, Kind.MODEL_INVALID, folder.resolve("tokenizer.json").toString());
        TinyEmbedderModel.writeTo(folder);
        write("1_Pooling/config.json", "no json");
        assertFails(
                folder,
                Kind.MODEL_INVALID,
                folder.resolve("1_Pooling/config.json").toString());
        Files.delete(folder.resolve("1_Pooling/config.json"));
        byte[] model = TinyEmbedderModel.model().bytes();
        Files.write(folder.resolve("model.onnx"), java.util.Arrays.copyOf(model, model.length / 2));
        assertFails(folder, Kind.MODEL_INVALID, folder.resolve("model.onnx").toString());
    }

    @Test
    void open_settingsWeDoNotHave_areRefused() throws IOException {
        write("1_Pooling/config.json", "{\"pooling_mode_weightedmean_tokens\": true}");
        assertFails(folder, Kind.MODEL_INVALID, "pooling_mode_weightedmean_tokens");
        write("1_Pooling/config.json", "{\"pooling_mode_cls_token\": true, \"pooling_mode_mean_tokens\": true}");
        assertFails(folder, Kind.MODEL_INVALID, "pooling_mode_cls_token with pooling_mode_mean_tokens");
        write("1_Pooling/config.json", "{\"include_prompt\": false}");
        assertFails(folder, Kind.MODEL_INVALID, "include_prompt");
        write("1_Pooling/config.json", "{}");
        write("modules.json", "[{\"type\": \"sentence_transformers.models.Dense\"}]");
        assertFails(folder, Kind.MODEL_INVALID, "modules.json", "Dense");
    }

    @Test
    void open_modelOfAnotherKind_isRefused() throws IOException {
        OnnxFile unknownInput = TinyEmbedderModel.model().input("pixel_values", OnnxFile.ElementType.FLOAT, "n");
        Files.write(folder.resolve("model.onnx"), unknownInput.bytes());
        assertFails(folder, Kind.MODEL_INVALID, "pixel_values", "input_ids");

        OnnxFile twoDimensional = new OnnxFile()
                .input("input_ids", OnnxFile.ElementType.INT64, "batch", "tokens")
                .node("Cast", List.of("input_ids"), "logits", new OnnxFile.Attribute("to", 1))
                .output("logits", OnnxFile.ElementType.FLOAT, "batch", "tokens");
        Files.write(folder.resolve("model.onnx"), twoDimensional.bytes());
        assertFails(folder, Kind.MODEL_INVALID, "[1, 3]", "[1, tokens, dimension]");
    }

    @Test
    void build_anotherDigest_isRefused() {
        assertThatExceptionOfType(EmbeddingException.class)
                .isThrownBy(() -> OnnxEmbedder.builder()
                        .modelFolder(folder)
                        .modelSha256("00ff")
                        .build())
                .withMessageContaining("00ff")
                .withMessageContaining("model.onnx");
    }

    @Test
    void build_noRoomForText_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        OnnxEmbedder.builder().modelFolder(folder).maxLength(2).build())
                .withMessageContaining("maxLength 2");
    }

    private EmbeddingSettings settings() {
        try (OnnxEmbedder embedder = OnnxEmbedder.open(folder)) {
            return embedder.identity().settings();
        }
    }

    private float[] vector(String text, InputType type) {
        try (OnnxEmbedder embedder = OnnxEmbedder.open(folder)) {
            return embedder.embed(text, type);
        }
    }

    private static void assertFails(Path folder, Kind kind, String... parts) {
        assertThatExceptionOfType(EmbeddingException.class)
                .isThrownBy(() -> OnnxEmbedder.open(folder))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }

    private void write(String file, String content) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
