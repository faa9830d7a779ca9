package io.vecstore.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyzerTest {

    private static final String TRICKY = "aé 'ﷺ\u0301ßＡ";

    private record Token(String term, int position, int start, int end) {}

    @ParameterizedTest
    @ValueSource(strings = {"english", "simple", "whitespace"})
    void named_knownName_givesTheAnalyzerOfThatName(String name) {
        assertThat(Analyzer.named(name).name()).isEqualTo(name);
    }

    @Test
    void named_unknownName_listsTheKnownOnes() {
        assertThatThrownBy(() -> Analyzer.named("klingon"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("klingon")
                .hasMessageContaining("[english, simple, whitespace]");
    }

    @Test
    void simple_wordsAndNumbers_areLowerCasedWithTheirPlaces() {
        assertThat(tokens(Analyzer.simple(), "Hello, WORLD-2 x"))
                .containsExactly(
                        new Token("hello", 0, 0, 5),
                        new Token("world", 1, 7, 12),
                        new Token("2", 2, 13, 14),
                        new Token("x", 3, 15, 16));
    }

    @Test
    void simple_apostrophes_joinLettersOnly() {
        assertThat(terms(Analyzer.simple(), "don't d’accord 'quoted' rock'n'roll 5'6 it'"))
                .containsExactly("don't", "d'accord", "quoted", "rock'n'roll", "5", "6", "it");
    }

    @Test
    void simple_combiningMarks_stayWithTheirLetterAndCompose() {
        assertThat(tokens(Analyzer.simple(), "Cafe\u0301 na\u00EFve"))
                .containsExactly(new Token("caf\u00E9", 0, 0, 5), new Token("na\u00EFve", 1, 6, 11));
        assertThat(terms(Analyzer.simple(), "हिन्दी भाषा")).containsExactly("हिन्दी", "भाषा");
    }

    @Test
    void simple_compatibilityForms_areFoldedWithinTheirPlace() {
        assertThat(tokens(Analyzer.simple(), "ＡＢ１ ﬁn"))
                .containsExactly(new Token("ab1", 0, 0, 3), new Token("fin", 1, 4, 6));
    }

    @Test
    void simple_softHyphensAndJoiners_leaveNoTrace() {
        assertThat(terms(Analyzer.simple(), "re\u00ADtrieval zero\u200Dwidth"))
                .containsExactly("retrieval", "zerowidth");
    }

    @Test
    void simple_scriptsWithoutSpaces_giveOneTermPerCharacter() {
        assertThat(terms(Analyzer.simple(), "東京都とはABC")).containsExactly("東", "京", "都", "と", "は", "abc");
        assertThat(terms(Analyzer.simple(), "カー")).containsExactly("カ", "ー");
        assertThat(terms(Analyzer.simple(), "ที่นี่")).containsExactly("ที่", "นี่");
        assertThat(tokens(Analyzer.simple(), "x𠀀y"))
                .containsExactly(new Token("x", 0, 0, 1), new Token("𠀀", 1, 1, 3), new Token("y", 2, 3, 4));
    }

    @Test
    void simple_otherAlphabets_areLowerCased() {
        assertThat(terms(Analyzer.simple(), "ΑΘΗΝΑ Straße МОСКВА")).containsExactly("αθηνα", "straße", "москва");
    }

    @Test
    void english_stopWords_leaveGaps() {
        assertThat(tokens(Analyzer.english(), "The running of the cats"))
                .containsExactly(new Token("run", 1, 4, 11), new Token("cat", 4, 19, 23));
    }

    @Test
    void english_possessives_areCutBeforeStemming() {
        assertThat(terms(Analyzer.english(), "Einstein's theories, the cat’s it's"))
                .containsExactly("einstein", "theori", "cat");
    }

    @Test
    void whitespace_text_isKeptAsItIs() {
        assertThat(tokens(Analyzer.whitespace(), " A-1\t\u00A0b,c\n"))
                .containsExactly(new Token("A-1", 0, 1, 4), new Token("b,c", 1, 6, 9));
    }

    @Test
    void whitespace_unpairedSurrogates_becomeQuestionMarks() {
        assertThat(terms(Analyzer.whitespace(), "a\uD800b")).containsExactly("a?b");
    }

    @ParameterizedTest
    @MethodSource("all")
    void analyze_endlessWord_isCutIntoBoundedTerms(Analyzer analyzer) {
        List<Token> tokens = tokens(analyzer, "x".repeat(1000));
        assertThat(tokens).hasSizeGreaterThan(3).allMatch(token -> token.term.length() <= 255);
        assertThat(tokens.getLast().end).isEqualTo(1000);
        assertThat(tokens(analyzer, "𝒳".repeat(600)).stream()
                        .mapToInt(token -> token.end - token.start)
                        .sum())
                .isEqualTo(1200);
    }

    @ParameterizedTest
    @MethodSource("all")
    void analyze_randomUnicode_givesOrderedWellFormedTokens(Analyzer analyzer) {
        for (long seed = 0; seed < 300; seed++) {
            String text = randomText(new Random(seed));
            Token before = new Token("", -1, 0, 0);
            for (Token token : tokens(analyzer, text)) {
                assertThat(token.term).as("seed %s", seed).isNotEmpty();
                assertThat(token.term.codePoints().noneMatch(c -> c >= 0xD800 && c < 0xE000))
                        .as("seed %s", seed)
                        .isTrue();
                assertThat(token.position).as("seed %s", seed).isGreaterThan(before.position);
                assertThat(token.start).as("seed %s", seed).isGreaterThanOrEqualTo(before.end);
                assertThat(token.end)
                        .as("seed %s", seed)
                        .isGreaterThan(token.start)
                        .isLessThanOrEqualTo(text.length());
                before = token;
            }
        }
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(200); i > 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> text.append((char) random.nextInt(0x80));
                case 1 -> text.append((char) random.nextInt(0x10000));
                case 2 -> text.appendCodePoint(random.nextInt(0x110000));
                default -> text.append(TRICKY.charAt(random.nextInt(TRICKY.length())));
            }
        }
        return text.toString();
    }

    static List<Analyzer> all() {
        return List.of(Analyzer.english(), Analyzer.simple(), Analyzer.whitespace());
    }

    private static List<String> terms(Analyzer analyzer, String text) {
        return tokens(analyzer, text).stream().map(Token::term).toList();
    }

    private static List<Token> tokens(Analyzer analyzer, String text) {
        List<Token> tokens = new ArrayList<>();
        analyzer.analyze(text, (term, position, start, end) -> tokens.add(new Token(term, position, start, end)));
        return tokens;
    }
}
