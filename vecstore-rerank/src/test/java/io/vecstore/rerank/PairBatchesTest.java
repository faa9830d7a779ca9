package io.vecstore.rerank;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.embeddings.runtime.ModelSource;
import io.vecstore.embeddings.runtime.ModelTokenizer;
import io.vecstore.embeddings.runtime.TokenSequence;
import io.vecstore.rerank.PairBatches.Range;
import io.vecstore.testkit.TinyTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairBatchesTest {
    @TempDir
    Path folder;

    @Test
    void split_paddedSize_staysWithinTheBudget() throws IOException {
        // 4 and 4 and 4 pad to 12; with 6 they would pad to 24; 30 is too long for any company.
        assertThat(split(20, 4, 4, 4, 6, 30, 4, 4))
                .containsExactly(new Range(0, 3), new Range(3, 4), new Range(4, 5), new Range(5, 7));
    }

    @Test
    void split_budgetOfOne_leavesEveryPairAlone() throws IOException {
        assertThat(split(1, 4, 4, 4)).containsExactly(new Range(0, 1), new Range(1, 2), new Range(2, 3));
    }

    @Test
    void split_exactFit_sharesARun() throws IOException {
        assertThat(split(12, 4, 4, 4)).containsExactly(new Range(0, 3));
        assertThat(split(12)).isEmpty();
    }

    /** Sequences of these lengths, two of them special tokens. */
    private List<Range> split(int budget, int... lengths) throws IOException {
        Path file = Files.writeString(folder.resolve("tokenizer.json"), TinyTokenizer.json(List.of("w")));
        try (ModelTokenizer tokenizer = ModelTokenizer.open(ModelSource.of(file))) {
            List<TokenSequence> pairs = Arrays.stream(lengths)
                    .mapToObj(n -> tokenizer.encode("w ".repeat(n - 2), 1_000).tokens())
                    .toList();
            assertThat(pairs.stream().mapToInt(TokenSequence::length))
                    .containsExactly(Arrays.stream(lengths).boxed().toArray(Integer[]::new));
            return PairBatches.split(pairs, budget);
        }
    }
}
