package io.vecstore.text.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.text.Heading;
import io.vecstore.text.ParsedDocument;
import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a splitter promises, for random texts, sizes and overlaps; a failure prints the seed. */
class RecursiveSplitterPropertyTest {
    private static final int DOCUMENTS = 120;

    /** Counts as a tokenizer does: a token for each word of up to four letters, for each sign, none for spaces. */
    private static final SizeFunction TOKENS = SizeFunction.of("tokens", text -> {
        int tokens = 0;
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean letter = Character.isLetterOrDigit(text.charAt(i));
            letters = letter ? letters + 1 : 0;
            if (letter ? letters % 4 == 1 : !Whitespace.is(text.charAt(i))) {
                tokens++;
            }
        }
        return tokens;
    });

    /** Shrinks now and then as the text grows, as byte-pair encodings can. */
    private static final SizeFunction UNSTEADY =
            SizeFunction.of("unsteady", text -> text.length() + (text.length() % 7 == 3 ? 5 : 0));

    record Setting(SizeFunction sizes, int maxSize, int overlap) {
        @Override
        public String toString() {
            return maxSize + " " + sizes.name() + ", overlap " + overlap;
        }
    }

    static List<Setting> settings() {
        return List.of(
                new Setting(SizeFunction.CHARACTERS, 1000, 150),
                new Setting(SizeFunction.CHARACTERS, 120, 0),
                new Setting(SizeFunction.CHARACTERS, 120, 60),
                new Setting(SizeFunction.CHARACTERS, 17, 5),
                new Setting(SizeFunction.CHARACTERS, 2, 1),
                new Setting(TOKENS, 40, 10),
                new Setting(UNSTEADY, 60, 20));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void split_randomDocuments_keepsEveryPromise(Setting setting) {
        Splitter splitter = RecursiveSplitter.of(setting.sizes(), setting.maxSize(), setting.overlap());
        for (long seed = 0; seed < DOCUMENTS; seed++) {
            ParsedDocument document = RandomDocuments.of(seed);
            List<Chunk> chunks = splitter.split(document);
            try {
                checkEach(document, chunks, setting);
                checkTogether(document, chunks, setting);
                checkCuts(document, chunks, setting);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ", " + setting, e);
            }
        }
    }

    private static void checkEach(ParsedDocument document, List<Chunk> chunks, Setting setting) {
        for (int i = 0; i < chunks.size(); i++) {
            Chunk chunk = chunks.get(i);
            assertThat(chunk.text()).isEqualTo(document.text().substring(chunk.start(), chunk.end()));
            assertThat(chunk.index()).isEqualTo(i);
            assertThat(setting.sizes().size(chunk.text())).isLessThanOrEqualTo(setting.maxSize());
            assertThat(Whitespace.is(chunk.text().charAt(0))).isFalse();
            assertThat(Whitespace.is(chunk.text().charAt(chunk.text().length() - 1)))
                    .isFalse();
            assertThat(chunk.page()).isEqualTo(document.pageAt(chunk.start()));
        }
    }

    private static void checkTogether(ParsedDocument document, List<Chunk> chunks, Setting setting) {
        int covered = 0;
        int previousStart = -1;
        for (Chunk chunk : chunks) {
            assertThat(chunk.start()).isGreaterThan(previousStart);
            assertThat(chunk.end()).isGreaterThan(covered);
            if (chunk.start() >= covered) {
                assertThat(Whitespace.skip(document.text(), covered, chunk.start()))
                        .isEqualTo(chunk.start());
            } else {
                String repeated = document.text().substring(chunk.start(), covered);
                assertThat(setting.sizes().size(repeated)).isLessThanOrEqualTo(setting.overlap());
            }
            covered = chunk.end();
            previousStart = chunk.start();
        }
        assertThat(Whitespace.skip(document.text(), covered, document.text().length()))
                .isEqualTo(document.text().length());
    }

    /** No chunk straddles a heading that has text before it, nor cuts a code point or, without need, a grapheme. */
    private static void checkCuts(ParsedDocument document, List<Chunk> chunks, Setting setting) {
        BreakIterator graphemes = BreakIterator.getCharacterInstance(Locale.ROOT);
        graphemes.setText(document.text());
        for (Chunk chunk : chunks) {
            int bodyStart = chunk.start();
            for (Heading heading : document.headings()) {
                if (heading.start() < chunk.start() && heading.end() > chunk.start()) {
                    bodyStart = heading.end();
                } else if (heading.start() >= chunk.start() && heading.start() < chunk.end()) {
                    assertThat(Whitespace.skip(document.text(), bodyStart, heading.start()))
                            .isEqualTo(heading.start());
                    bodyStart = heading.end();
                    assertThat(chunk.headingPath()).contains(heading.text());
                }
            }
            for (int cut : new int[] {chunk.start(), chunk.end()}) {
                assertThat(isInsideSurrogatePair(document.text(), cut)).isFalse();
                if (!graphemes.isBoundary(cut)) {
                    int size = setting.sizes()
                            .size(document.text().substring(graphemes.preceding(cut), graphemes.following(cut)));
                    assertThat(size).isGreaterThan(setting.maxSize() / 4);
                }
            }
        }
    }

    private static boolean isInsideSurrogatePair(String text, int at) {
        return at > 0
                && at < text.length()
                && Character.isHighSurrogate(text.charAt(at - 1))
                && Character.isLowSurrogate(text.charAt(at));
    }
}
