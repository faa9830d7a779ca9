package io.vecstore.text.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.text.ParsedDocument;
import io.vecstore.text.TextRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentencesTest {
    private static List<String> sentences(String text) {
        return Sentences.ranges(text).stream().map(range -> range.of(text)).toList();
    }

    @Test
    void ranges_prose_areItsSentences() {
        assertThat(sentences("Pumps move water. \"Do they?\" Yes! At 3.5 bar, v1.2 does."))
                .containsExactly("Pumps move water.", "\"Do they?\"", "Yes!", "At 3.5 bar, v1.2 does.");
    }

    @Test
    void ranges_abbreviations_doNotEndASentence() {
        assertThat(sentences("Ask Dr. Who, e.g. J. Smith. See No. 7 or fig. 3. No. Never. It is z.B. Wasser."))
                .containsExactly(
                        "Ask Dr. Who, e.g. J. Smith.", "See No. 7 or fig. 3.", "No.", "Never.", "It is z.B. Wasser.");
    }

    @Test
    void ranges_wrappedProse_isJoined() {
        String text = "On pumps\n\n \nThe maintenance of the northern pumping station is\n"
                + "done by the shift leader. Who does it at night is\nanother matter.";

        assertThat(sentences(text))
                .containsExactly(
                        "On pumps",
                        "The maintenance of the northern pumping station is\ndone by the shift leader.",
                        "Who does it at night is\nanother matter.");
    }

    @Test
    void ranges_listsRowsAndHeadings_areSentencesOfTheirOwn() {
        assertThat(sentences("Care of the pumps\n\n- oil them\n- clean them\n1. first\n2. second"))
                .containsExactly("Care of the pumps", "- oil them", "- clean them", "1. first", "2. second");
        assertThat(sentences("part: a very long bolt of steel; count: 12; shelf: A\npart: a nut; count: 7; shelf: B"))
                .hasSize(2);
        assertThat(sentences("the first column of this table | the second column | third\nabc | def | ghi"))
                .hasSize(2);
    }

    @Test
    void ranges_chinese_endAtTheirFullStop() {
        assertThat(sentences("\u6C34\u5728\u6D41\u3002\u6CF5\u5728\u8F6C\u3002"))
                .containsExactly("\u6C34\u5728\u6D41\u3002", "\u6CF5\u5728\u8F6C\u3002");
    }

    @Test
    void ranges_randomText_coverAllButWhiteSpaceInOrder() {
        for (long seed = 0; seed < 300; seed++) {
            ParsedDocument document = RandomDocuments.of(seed);
            String text = document.text();
            int covered = 0;
            for (TextRange range : Sentences.ranges(text)) {
                assertThat(range.length()).as("seed %d", seed).isPositive();
                assertThat(Whitespace.skip(text, covered, range.start()))
                        .as("seed %d", seed)
                        .isEqualTo(range.start());
                assertThat(Whitespace.trimEnd(text, range.start(), range.end()))
                        .as("seed %d", seed)
                        .isEqualTo(range.end());
                covered = range.end();
            }
            assertThat(Whitespace.skip(text, covered, text.length()))
                    .as("seed %d", seed)
                    .isEqualTo(text.length());
        }
    }
}
