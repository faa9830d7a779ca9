package io.vecstore.embeddings.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vecstore.embeddings.Embedder;
import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.EmbeddingException.Kind;
import io.vecstore.embeddings.InputType;
import io.vecstore.embeddings.ModelIdentity;
import io.vecstore.embeddings.Pooling;
import io.vecstore.embeddings.TokenVectors;
import io.vecstore.testkit.EmbedderContract;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The default model from the class path. */
class MiniLmEmbedderTest extends EmbedderContract {
    private static OnnxEmbedder shared;

    @BeforeAll
    static void open() {
        shared = OnnxEmbedder.miniLm();
    }

    @AfterAll
    static void close() {
        shared.close();
    }

    @Override
    protected Embedder embedder() {
        return shared;
    }

    @Override
    protected Embedder newEmbedder() {
        return OnnxEmbedder.miniLm();
    }

    @Test
    void identity_ofTheDefaultModel_namesItsFilesAndSettings() {
        ModelIdentity identity = shared.identity();

        assertThat(identity.id()).isEqualTo("all-MiniLM-L6-v2-q");
        assertThat(identity.modelSha256())
                .isEqualTo("afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1");
        assertThat(identity.settings().pooling()).isEqualTo(Pooling.MEAN);
        assertThat(shared.dimension()).isEqualTo(384);
        assertThat(shared.maxTokens(InputType.PASSAGE)).isEqualTo(254);
    }

    @Test
    void embed_relatedAndUnrelatedTexts_areOrderedByMeaning() {
        float[] question = shared.embed("How do I get my money back?", InputType.QUERY);

        double refund = dot(question, shared.embed("Refunds are paid within ten days of the return."));
        double delivery = dot(question, shared.embed("Parcels are delivered by courier on weekdays."));
        double volcano = dot(question, shared.embed("The volcano last erupted in the Bronze Age."));

        assertThat(refund).isGreaterThan(delivery + 0.1);
        assertThat(refund).isGreaterThan(volcano + 0.1);
    }

    @Test
    void embed_paraphrase_isNearlyParallel() {
        double similarity = dot(shared.embed("A man is eating food."), shared.embed("A man is eating a meal."));

        assertThat(similarity).isBetween(0.8, 0.999);
    }

    @Test
    void embed_tenMegabytes_readsOnlyTheHead() {
        String head = "The quick brown fox jumps over the lazy dog. ";
        String huge = head.repeat(10_000_000 / head.length());

        assertThat(shared.embed(huge)).containsExactly(shared.embed(head.repeat(40)));
    }

    @Test
    void embed_longTextWithoutSpaces_isCutLikeTheWholeText() {
        String cjk = "東京都の天気は晴れです。".repeat(2_000);

        assertThat(shared.embed(cjk)).containsExactly(shared.embed(cjk.substring(0, 600)));
    }

    @Test
    void cutTexts_afterLongTexts_countsThem() {
        try (OnnxEmbedder fresh = OnnxEmbedder.miniLm()) {
            fresh.embedAll(List.of("short", "long ".repeat(254), "long ".repeat(255), "long ".repeat(20_000)));

            assertThat(fresh.cutTexts()).isEqualTo(2);
        }
    }

    @Test
    void countTokens_longText_equalsSumOfItsWords() {
        assertThat(shared.countTokens("word ".repeat(50_000))).isEqualTo(50_000);
    }

    @Test
    void embed_interruptedThread_isATypedErrorAndKeepsTheStatus() {
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(EmbeddingException.class)
                    .isThrownBy(() -> shared.embedAll(Collections.nCopies(50, "text")))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.INTERRUPTED));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void embedTokens_text_hasOneUnitVectorForEachTokenWithoutSpecialOnes() {
        TokenVectors vectors = shared.embedTokens("hello brave new world", InputType.QUERY);
        TokenVectors again = shared.embedAllTokens(List.of("hello brave new world"), InputType.QUERY)
                .getFirst();

        assertThat(vectors.count()).isEqualTo(4);
        assertThat(vectors.dimension()).isEqualTo(384);
        for (int i = 0; i < vectors.count(); i++) {
            assertThat((double) vectors.dot(i, vectors, i)).isBetween(0.9999, 1.0001);
            assertThat(again.vector(i)).containsExactly(vectors.vector(i));
        }
        assertThat(shared.embedTokens("", InputType.QUERY).count()).isZero();
    }

    @Test
    void builder_otherSettings_changeVectorAndFingerprint() {
        try (OnnxEmbedder prefixed = OnnxEmbedder.builder()
                .queryPrefix("query: ")
                .maxLength(16)
                .pooling(Pooling.CLS)
                .normalize(false)
                .id("mine")
                .threads(1)
                .build()) {
            assertThat(prefixed.identity().id()).isEqualTo("mine");
            assertThat(prefixed.identity().fingerprint())
                    .isNotEqualTo(shared.identity().fingerprint());
            assertThat(prefixed.maxTokens(InputType.PASSAGE)).isEqualTo(14);
            assertThat(prefixed.maxTokens(InputType.QUERY)).isEqualTo(12);
            assertThat(prefixed.embed("cat", InputType.QUERY))
                    .containsExactly(prefixed.embed("query: cat", InputType.PASSAGE))
                    .isNotEqualTo(prefixed.embed("cat", InputType.PASSAGE));
        }
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
