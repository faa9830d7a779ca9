package io.vecstore.embeddings.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextScanTest {
    @Test
    void repairSurrogates_unpairedOnes_areReplaced() {
        assertThat(TextScan.repairSurrogates("a\ud800b\udc00\udc01c\ud83d\ude00\ud83d"))
                .isEqualTo("a\uFFFDb\uFFFD\uFFFDc\ud83d\ude00\uFFFD");
        assertThat(TextScan.repairSurrogates("\udc00")).isEqualTo("\uFFFD");
    }

    @Test
    void repairSurrogates_soundText_isTheSameObject() {
        String sound = "plain \ud83d\ude00 text";
        assertThat(TextScan.repairSurrogates(sound)).isSameAs(sound);
    }

    @Test
    void pieceEnd_whiteSpaceInTheSecondHalf_endsBeforeIt() {
        assertThat(TextScan.pieceEnd("aaaaaa bbbb cccc", 0, 8)).isEqualTo(6);
        assertThat(TextScan.pieceEnd("aaaaaa bbbb cccc", 6, 8)).isEqualTo(11);
    }

    @Test
    void pieceEnd_noWhiteSpace_keepsPairsTogether() {
        assertThat(TextScan.pieceEnd("aaaaaaaaaa", 0, 8)).isEqualTo(8);
        assertThat(TextScan.pieceEnd("aaaaaaa\ud83d\ude00aaa", 0, 8)).isEqualTo(9);
    }

    @Test
    void pieceEnd_shortText_isItsEnd() {
        assertThat(TextScan.pieceEnd("aa bb", 0, 8)).isEqualTo(5);
        assertThat(TextScan.pieceEnd("", 0, 8)).isZero();
    }
}
