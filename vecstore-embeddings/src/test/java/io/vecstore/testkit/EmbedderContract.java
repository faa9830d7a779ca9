package io.vecstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.vecstore.embeddings.Embedder;
import io.vecstore.embeddings.EmbeddingException;
import io.vecstore.embeddings.EmbeddingException.Kind;
import io.vecstore.embeddings.InputType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every embedder promises, whatever its vectors mean. A subclass says which embedder. */
public abstract class EmbedderContract {
    private static final List<String> TEXTS = List.of(
            "The cat sat on the mat.",
            "A vector database stores embeddings.",
            "",
            "   ",
            "nul\0inside",
            "unpaired \ud800 high and low \udc00 surrogates",
            "\ud83d\ude00 \u202Eright to left\u202C \u200Bzero width",
            "日本語のテキスト und deutsche Wörter",
            "x".repeat(5_000),
            "many words ".repeat(600));

    /** A shared embedder that stays open. */
    protected abstract Embedder embedder();

    /** A new embedder, which the contract closes. */
    protected abstract Embedder newEmbedder();

    /** A word that the embedder's tokenizer reads as one token. */
    protected String singleTokenWord() {
        return "word";
    }

    @Test
    void embed_anyText_isFiniteUnitVectorOfTheDimension() {
        for (String text : TEXTS) {
            for (InputType type : InputType.values()) {
                float[] vector = embedder().embed(text, type);
                assertThat(vector).hasSize(embedder().dimension());
                assertThat(norm(vector)).as("norm of \"%.40s\"", text).isCloseTo(1, within(1e-5));
            }
        }
    }

    @Test
    void embedAll_anyTexts_equalsEmbeddingEachBitForBit() {
        List<float[]> together = embedder().embedAll(TEXTS);
        List<String> shuffled = new ArrayList<>(TEXTS);
        Collections.reverse(shuffled);
        List<float[]> reversed = embedder().embedAll(shuffled);

        assertThat(together).hasSize(TEXTS.size());
        for (int i = 0; i < TEXTS.size(); i++) {
            assertThat(together.get(i)).containsExactly(embedder().embed(TEXTS.get(i)));
            assertThat(reversed.get(TEXTS.size() - 1 - i)).containsExactly(together.get(i));
        }
    }

    @Test
    void embedAll_noTexts_returnsNothing() {
        assertThat(embedder().embedAll(List.of(), InputType.QUERY)).isEmpty();
    }

    @Test
    void embed_fromManyThreads_givesTheSameVectors() throws Exception {
        List<float[]> expected = embedder().embedAll(TEXTS);
        Callable<List<float[]>> task = () -> {
            List<float[]> vectors = new ArrayList<>();
            for (String text : TEXTS) {
                vectors.add(embedder().embed(text));
            }
            return vectors;
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<float[]>> future : threads.invokeAll(Collections.nCopies(4, task))) {
                for (int i = 0; i < TEXTS.size(); i++) {
                    assertThat(future.get().get(i)).containsExactly(expected.get(i));
                }
            }
        }
    }

    @Test
    void embed_callerChangesTheVector_nextResultIsUnchanged() {
        float[] first = embedder().embed("owned by the caller");
        float[] copy = first.clone();
        first[0] = 42;

        assertThat(embedder().embed("owned by the caller")).containsExactly(copy);
    }

    @Test
    void embed_textsDiffersOnlyBeyondTheLimit_vectorsAreEqual() {
        int limit = embedder().maxTokens(InputType.PASSAGE);
        String full = (singleTokenWord() + " ").repeat(limit);
        String almost = (singleTokenWord() + " ").repeat(limit - 1);

        assertThat(embedder().embed(full + "apple")).containsExactly(embedder().embed(full + "house tree"));
        assertThat(embedder().embed(almost + "apple")).isNotEqualTo(embedder().embed(almost + "house"));
    }

    @Test
    void tokenCount_textAroundTheLimit_saysWhetherItIsCut() {
        int limit = embedder().maxTokens(InputType.QUERY);
        String full = (singleTokenWord() + " ").repeat(limit);

        assertThat(embedder().countTokens("")).isZero();
        assertThat(embedder().countTokens(full)).isEqualTo(limit);
        assertThat(embedder().tokenCount(full, InputType.QUERY).isCut()).isFalse();
        assertThat(embedder()
                        .tokenCount(full + singleTokenWord(), InputType.QUERY)
                        .isCut())
                .isTrue();
    }

    @Test
    void identity_ofTwoInstances_hasOneFingerprint() {
        try (Embedder other = newEmbedder()) {
            assertThat(other.identity()).isEqualTo(embedder().identity());
            assertThat(other.identity().fingerprint())
                    .isEqualTo(embedder().identity().fingerprint())
                    .matches("[0-9a-f]{64}");
        }
    }

    @Test
    void close_thenUse_isATypedError() {
        Embedder closed = newEmbedder();
        closed.close();
        closed.close();

        assertClosed(() -> closed.embed("late"));
        assertClosed(() -> closed.embedAll(List.of("late", "later")));
        assertClosed(() -> closed.countTokens("late"));
    }

    private static void assertClosed(Runnable use) {
        assertThatExceptionOfType(EmbeddingException.class)
                .isThrownBy(use::run)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED))
                .withMessageContaining("closed");
    }

    private static double norm(float[] vector) {
        double squares = 0;
        for (float v : vector) {
            squares += (double) v * v;
        }
        return Math.sqrt(squares);
    }
}
