package io.vecstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.embeddings.Embedder;
import java.util.List;
import org.junit.jupiter.api.Test;

class HashEmbedderTest extends EmbedderContract {
    private final HashEmbedder embedder = new HashEmbedder();

    @Override
    protected Embedder embedder() {
        return embedder;
    }

    @Override
    protected Embedder newEmbedder() {
        return new HashEmbedder();
    }

    @Test
    void embed_textsThatShareWords_areMoreSimilar() {
        float[] query = embedder.embed("reset the password");
        float[] related = embedder.embed("How to RESET your password?");
        float[] unrelated = embedder.embed("boil two eggs");

        assertThat(dot(query, related)).isGreaterThan(0.4);
        assertThat(dot(query, unrelated)).isLessThan(0.3);
    }

    @Test
    void counters_afterCalls_tellCallsAndTexts() {
        embedder.embed("one");
        embedder.embedAll(List.of("two", "three"));

        assertThat(embedder.calls()).isEqualTo(2);
        assertThat(embedder.texts()).isEqualTo(3);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
