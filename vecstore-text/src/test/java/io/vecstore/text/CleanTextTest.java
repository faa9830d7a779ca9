package io.vecstore.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanTextTest {
    @ParameterizedTest
    @CsvSource({
        "a\\r\\nb, a\\nb",
        "a\\rb\\r, a\\nb\\n",
        "a\\u2028b\\u0085c\\u000Cd, a\\nb\\nc\\nd",
        "a\\u0000b\\u001Bc\\u007Fd\\u009De, abcde",
        "\\uFEFFa, a",
        "\\uD83D\\uDE00, \\uD83D\\uDE00",
        "\\uDE00a\\uD83D, \\uFFFDa\\uFFFD",
        "a\\tb\\u00A0c\\u200B, a\\tb\\u00A0c\\u200B",
    })
    void clean_uncleanText_givesDocumentText(String raw, String clean) {
        assertThat(CleanText.clean(unescaped(raw))).isEqualTo(unescaped(clean));
    }

    @Test
    void clean_randomCharacters_leavesNothingToClean() {
        for (long seed = 0; seed < 200; seed++) {
            StringBuilder raw = new StringBuilder();
            new Random(seed).ints(300, 0, 0x10000).forEach(c -> raw.append((char) c));
            String clean = CleanText.clean(raw);
            assertThat(CleanText.firstUnclean(clean)).as("seed %d", seed).isEqualTo(-1);
            assertThat(CleanText.clean(clean)).as("seed %d", seed).isEqualTo(clean);
        }
    }

    private static String unescaped(String escaped) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c != '\\') {
                text.append(c);
            } else if (escaped.charAt(i + 1) == 'u') {
                text.append((char) Integer.parseInt(escaped.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                text.append(escaped.substring(i, i + 2).translateEscapes());
                i++;
            }
        }
        return text.toString();
    }
}
