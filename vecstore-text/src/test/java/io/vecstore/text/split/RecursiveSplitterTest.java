package io.vecstore.text.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.text.Heading;
import io.vecstore.text.ParsedDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecursiveSplitterTest {
    private static List<String> texts(int maxSize, int overlap, String text) {
        ParsedDocument document = ParsedDocument.builder("doc", text).build();
        return RecursiveSplitter.ofCharacters(maxSize, overlap).split(document).stream()
                .map(Chunk::text)
                .toList();
    }

    @Test
    void split_nothing_givesNothing() {
        assertThat(texts(10, 0, "")).isEmpty();
        assertThat(texts(10, 0, " \n\u00A0\t")).isEmpty();
    }

    @Test
    void split_shortText_isOneChunk() {
        assertThat(texts(10, 0, "  0123456789\n")).containsExactly("0123456789");
    }

    @Test
    void split_paragraphs_areFilledUpAndCutBetween() {
        assertThat(texts(20, 0, "one two\n\nthree four\n\nfive six seven"))
                .containsExactly("one two\n\nthree four", "five six seven");
    }

    @Test
    void split_lines_areCutBetweenLines() {
        assertThat(texts(20, 0, "int alpha = 1;\nint beta = 2;\nint c = 3;"))
                .containsExactly("int alpha = 1;", "int beta = 2;", "int c = 3;");
    }

    @Test
    void split_linesOfSentences_areCutBetweenLinesFirst() {
        assertThat(texts(20, 0, "alpha beta\nGamma. Delta is long"))
                .containsExactly("alpha beta", "Gamma. Delta is long");
    }

    @Test
    void split_prose_isCutBetweenSentences() {
        assertThat(texts(40, 0, "Pumps move water. Valves stop it now. Dr. Who fixes both of them."))
                .containsExactly("Pumps move water. Valves stop it now.", "Dr. Who fixes both of them.");
    }

    @Test
    void split_longSentence_isCutBetweenWords() {
        assertThat(texts(12, 0, "alpha beta gamma delta")).containsExactly("alpha beta", "gamma delta");
        assertThat(texts(10, 0, "alpha beta gamma")).containsExactly("alpha beta", "gamma");
    }

    @Test
    void split_longWord_isCutBetweenGraphemes() {
        assertThat(texts(4, 0, "abcdefgh")).containsExactly("abcd", "efgh");
        assertThat(texts(4, 0, "abce\u0301fg")).containsExactly("abc", "e\u0301fg");
        assertThat(texts(3, 0, "ab\uD83D\uDE00c")).containsExactly("ab", "\uD83D\uDE00c");
    }

    @Test
    void split_graphemeLargerThanAChunk_isCutBetweenCodePoints() {
        String family = "\uD83D\uDC68\u200D\uD83D\uDC69";

        assertThat(texts(3, 0, family)).containsExactly("\uD83D\uDC68\u200D", "\uD83D\uDC69");
    }

    @Test
    void split_overlap_repeatsWholeSentencesOrElseWords() {
        assertThat(texts(40, 20, "Pumps move water. Valves stop it. Bob waits there. Ann left."))
                .containsExactly(
                        "Pumps move water. Valves stop it.",
                        "Valves stop it. Bob waits there.",
                        "Bob waits there. Ann left.");
        assertThat(texts(20, 8, "alpha beta gamma delta epsilon"))
                .containsExactly("alpha beta gamma", "gamma delta epsilon");
    }

    @Test
    void split_headings_startChunksWithTheirSubheadings() {
        String text = "Guide\n\nPumps\n\nThey move water.\n\nCare\n\nOil them.";
        ParsedDocument document = ParsedDocument.builder("doc", text)
                .headings(List.of(new Heading(1, "Guide", 0), new Heading(2, "Pumps", 7), new Heading(3, "Care", 32)))
                .build();

        List<Chunk> chunks = RecursiveSplitter.withDefaults().split(document);

        assertThat(chunks)
                .extracting(Chunk::text)
                .containsExactly("Guide\n\nPumps\n\nThey move water.", "Care\n\nOil them.");
        assertThat(chunks)
                .extracting(Chunk::headingPath)
                .containsExactly(List.of("Guide", "Pumps"), List.of("Guide", "Pumps", "Care"));
    }

    @Test
    void split_textBeforeTheFirstHeading_standsUnderNone() {
        ParsedDocument document = ParsedDocument.builder("doc", "Preface.\n\nPumps\n\nWater.")
                .headings(List.of(new Heading(1, "Pumps", 10)))
                .build();

        assertThat(RecursiveSplitter.withDefaults().split(document))
                .extracting(Chunk::headingPath)
                .containsExactly(List.of(), List.of("Pumps"));
    }

    @Test
    void split_characterLargerThanAChunk_isAnErrorThatNamesIt() {
        assertThatThrownBy(() -> texts(1, 0, "a\uD83D\uDE00"))
                .hasMessage(
                        "the character at offset 1 (U+1F600) alone is larger than 1 characters: allow larger chunks");
    }

    @Test
    void of_impossibleSizes_areRefused() {
        assertThatThrownBy(() -> RecursiveSplitter.ofCharacters(0, 0)).hasMessageContaining("size 0");
        assertThatThrownBy(() -> RecursiveSplitter.ofCharacters(10, 6)).hasMessageContaining("overlap of 6");
        assertThatThrownBy(() -> RecursiveSplitter.ofCharacters(10, -1)).hasMessageContaining("overlap of -1");
    }

    @Test
    void fingerprint_differsWithEachSetting() {
        assertThat(List.of(
                        RecursiveSplitter.ofCharacters(100, 10).fingerprint(),
                        RecursiveSplitter.ofCharacters(101, 10).fingerprint(),
                        RecursiveSplitter.ofCharacters(100, 11).fingerprint(),
                        RecursiveSplitter.of(SizeFunction.of("words", CharSequence::length), 100, 10)
                                .fingerprint()))
                .doesNotHaveDuplicates()
                .contains("recursive 1 characters 100 10");
    }

    @Test
    void split_largeTextWithoutBoundaries_takesTimeLinearInIt() {
        ParsedDocument document =
                ParsedDocument.builder("doc", "x".repeat(3_000_000)).build();

        assertThat(RecursiveSplitter.withDefaults().split(document)).hasSizeGreaterThan(3000);
    }
}
