package io.vecstore.embeddings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenSequenceTest {
    /** [CLS] a b [SEP] x y z [SEP] */
    private final TokenSequence pair = new TokenSequence(
            new long[] {1, 10, 11, 2, 20, 21, 22, 2},
            new long[] {0, 0, 0, 0, 1, 1, 1, 1},
            new long[] {-1, 0, 0, -1, 1, 1, 1, -1});

    @Test
    void cut_secondPart_dropsItsLastTokensAndKeepsSpecialOnes() {
        TokenSequence cut = pair.cut(TokenSequence.SECOND, 6);

        assertThat(ids(cut)).containsExactly(1, 10, 11, 2, 20, 2);
        assertThat(IntStream.range(0, 6).mapToLong(cut::typeId)).containsExactly(0L, 0L, 0L, 0L, 1L, 1L);
        assertThat(cut.count(TokenSequence.SECOND)).isEqualTo(1);
    }

    @Test
    void cut_shortEnough_isTheSame() {
        assertThat(pair.cut(TokenSequence.SECOND, 8)).isSameAs(pair);
    }

    @Test
    void cut_partTooShort_dropsAllOfItAndNothingElse() {
        assertThat(ids(pair.cut(TokenSequence.FIRST, 3))).containsExactly(1, 2, 20, 21, 22, 2);
    }

    @Test
    void count_parts_addUpToTheLength() {
        assertThat(pair.count(TokenSequence.FIRST)).isEqualTo(2);
        assertThat(pair.count(TokenSequence.SECOND)).isEqualTo(3);
        assertThat(pair.count(TokenSequence.SPECIAL)).isEqualTo(3);
    }

    private static long[] ids(TokenSequence tokens) {
        return IntStream.range(0, tokens.length()).mapToLong(tokens::id).toArray();
    }
}
