package io.vecstore.embeddings.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.EmbeddingException.Kind;
import io.vecstore.testkit.TinyTokenizer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ModelTokenizerTest {
    private static final ModelSource MINI_LM = ModelSource.ofResource("all-minilm-l6-v2-q-tokenizer.json", "none");
    private static ModelTokenizer miniLm;
    private static ModelTokenizer tiny;

    @BeforeAll
    static void open() {
        miniLm = ModelTokenizer.open(MINI_LM);
        tiny = ModelTokenizer.open(inMemory(TinyTokenizer.json(List.of("red", "green", "blue"))));
    }

    @AfterAll
    static void close() {
        miniLm.close();
        tiny.close();
    }

    @Test
    void encode_fileAsksForTruncationAndPadding_doesNeither() {
        assertThat(ids(tiny.encode("red green blue red green", 100).tokens())).containsExactly(1, 4, 5, 6, 4, 5, 2);
        assertThat(ids(tiny.encode("red", 100).tokens())).containsExactly(1, 4, 2);
        assertThat(ids(tiny.encode("", 100).tokens())).containsExactly(1, 2);
    }

    @Test
    void encode_tooLong_keepsTheHeadAndSpecialTokens() {
        ModelTokenizer.Encoded encoded = tiny.encode("red green blue red green", 4);

        assertThat(ids(encoded.tokens())).containsExactly(1, 4, 5, 2);
        assertThat(encoded.cut()).isTrue();
        assertThat(tiny.encode("red green", 4).cut()).isFalse();
    }

    @Test
    void encodePair_twoTexts_marksPartsAndTypes() {
        TokenSequence pair = tiny.encodePair("red", "green purple", 100).tokens();

        assertThat(ids(pair)).containsExactly(1, 4, 2, 5, 3, 2);
        assertThat(IntStream.range(0, 6).mapToLong(pair::typeId)).containsExactly(0L, 0L, 0L, 1L, 1L, 1L);
        assertThat(IntStream.range(0, 6).map(pair::part)).containsExactly(-1, 0, -1, 1, 1, -1);
    }

    @Test
    void encodePair_tooLong_cutsTheSecondText() {
        ModelTokenizer.EncodedPair pair = tiny.encodePair("red blue", "green green green blue", 8);

        assertThat(ids(pair.tokens())).containsExactly(1, 4, 6, 2, 5, 5, 5, 2);
        assertThat(pair.firstCut()).isFalse();
    }

    @Test
    void encodePair_firstTakesTooMuch_isCutToHalfOrWhatTheSecondLeaves() {
        ModelTokenizer.EncodedPair half = tiny.encodePair("red red red red red", "green green green green", 7);
        assertThat(ids(half.tokens())).containsExactly(1, 4, 4, 2, 5, 5, 2);
        assertThat(half.firstCut()).isTrue();

        ModelTokenizer.EncodedPair rest = tiny.encodePair("red red red red red", "green", 7);
        assertThat(ids(rest.tokens())).containsExactly(1, 4, 4, 4, 2, 5, 2);
    }

    @Test
    void encodePair_hugeTexts_readsOnlyTheirHeads() {
        String query = "query words ".repeat(100_000);
        String passage = "passage text ".repeat(100_000);

        TokenSequence huge = miniLm.encodePair(query, passage, 512).tokens();
        TokenSequence heads = miniLm.encodePair(query.substring(0, 6_000), passage.substring(0, 7_800), 512)
                .tokens();

        assertThat(ids(huge)).hasSize(512).containsExactly(ids(heads));
    }

    /** The library's own truncation, which reads the whole text, is the oracle for ours, which does not. */
    @Test
    void encode_longTexts_equalsTheLibrarysTruncation() throws Exception {
        Map<String, String> options = Map.of("truncation", "true", "maxLength", "256", "padding", "false");
        List<String> texts = List.of(
                "The quick brown fox, unbelievably, jumps over 13 lazy dogs. ".repeat(500),
                "incomprehensibilities ".repeat(3_000),
                "天気予報".repeat(5_000),
                "a ".repeat(200) + "x".repeat(20_000) + " tail".repeat(300),
                " ".repeat(50_000) + "after much white space ".repeat(100));
        try (InputStream in = MINI_LM.open();
                HuggingFaceTokenizer oracle = HuggingFaceTokenizer.newInstance(in, options)) {
            for (String text : texts) {
                ModelTokenizer.Encoded encoded = miniLm.encode(text, 256);
                assertThat(ids(encoded.tokens()))
                        .as("%.30s", text)
                        .containsExactly(oracle.encode(text).getIds());
                assertThat(encoded.cut()).isTrue();
            }
        }
    }

    @Test
    void countTokens_beyondOnePiece_equalsTheSum() {
        String sentence = "Größe und naïve façade, 1234! ";
        int one = miniLm.countTokens(sentence);

        assertThat(one).isBetween(8, 20);
        assertThat(miniLm.countTokens(sentence.repeat(10_000))).isEqualTo(one * 10_000);
    }

    @Test
    void open_brokenFile_isATypedErrorNamingIt() {
        assertThatExceptionOfType(EmbeddingException.class)
                .isThrownBy(() -> ModelTokenizer.open(inMemory("{\"version\":")))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.MODEL_INVALID))
                .withMessageContaining("test tokenizer");
    }

    @Test
    void open_missingFile_isATypedErrorNamingIt() {
        assertThatExceptionOfType(EmbeddingException.class)
                .isThrownBy(() -> ModelTokenizer.open(ModelSource.of(Path.of("no/such/tokenizer.json"))))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.MODEL_NOT_FOUND))
                .withMessageContaining("tokenizer.json");
    }

    private static ModelSource inMemory(String json) {
        return new ModelSource.InMemory("test tokenizer", json.getBytes(StandardCharsets.UTF_8));
    }

    private static long[] ids(TokenSequence tokens) {
        return IntStream.range(0, tokens.length()).mapToLong(tokens::id).toArray();
    }
}
