package io.vecstore.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParsedDocumentTest {
    @Test
    void headingPathAt_randomHeadings_equalsLinearScan() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder("preface ");
            List<Heading> headings = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                headings.add(new Heading(1 + random.nextInt(6), "h" + i, text.length()));
                text.append("h")
                        .append(i)
                        .append(" body".repeat(random.nextInt(3)))
                        .append('\n');
            }
            ParsedDocument document = ParsedDocument.builder("doc", text.toString())
                    .headings(headings)
                    .build();
            for (int offset = 0; offset <= text.length(); offset++) {
                assertThat(document.headingPathAt(offset))
                        .as("seed %d offset %d", seed, offset)
                        .isEqualTo(pathByScan(headings, offset));
            }
        }
    }

    private static List<String> pathByScan(List<Heading> headings, int offset) {
        Deque<Heading> open = new ArrayDeque<>();
        for (Heading heading : headings) {
            if (heading.start() <= offset) {
                while (!open.isEmpty() && open.getLast().level() >= heading.level()) {
                    open.removeLast();
                }
                open.addLast(heading);
            }
        }
        return open.stream().map(Heading::text).toList();
    }

    @Test
    void pageAt_betweenAndOnPages_knowsOnlyPages() {
        ParsedDocument document = ParsedDocument.builder("doc", "one\n\ntwo\n\ntail")
                .pages(List.of(new Page(1, 0, 3), new Page(4, 5, 8)))
                .build();

        assertThat(document.pageAt(0)).isEqualTo(OptionalInt.of(1));
        assertThat(document.pageAt(2)).isEqualTo(OptionalInt.of(1));
        assertThat(document.pageAt(3)).isEmpty();
        assertThat(document.pageAt(5)).isEqualTo(OptionalInt.of(4));
        assertThat(document.pageAt(12)).isEmpty();
    }

    @Test
    void pageAt_offsetOutsideTheText_isRefused() {
        ParsedDocument document = ParsedDocument.builder("doc", "text").build();

        assertThatThrownBy(() -> document.pageAt(5)).hasMessage("offset 5 is not in [0, 4] of doc");
        assertThatThrownBy(() -> document.headingPathAt(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void build_withoutTitle_takesTheFirstHeadingOfLevelOne() {
        List<Heading> headings = List.of(new Heading(2, "Two", 0), new Heading(1, "One", 4));

        assertThat(ParsedDocument.builder("doc", "Two\nOne")
                        .headings(headings)
                        .build()
                        .title())
                .contains("One");
        assertThat(ParsedDocument.builder("doc", "Two\nOne")
                        .headings(headings)
                        .title(" Own ")
                        .build()
                        .title())
                .contains("Own");
    }

    @Test
    void build_contentHash_isSha256OfTheBytes() {
        // FIPS 180-4's example "abc".
        String expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

        assertThat(ParsedDocument.builder("doc", "abc").build().contentHash()).isEqualTo(expected);
        assertThat(ParsedDocument.builder("doc", "x")
                        .content(new byte[] {'a', 'b', 'c'})
                        .build()
                        .contentHash())
                .isEqualTo(expected);
    }

    @Test
    void builder_unusableParts_areRefusedByName() {
        assertThatThrownBy(() -> ParsedDocument.builder("doc", "a\r\nb"))
                .hasMessageContaining("doc holds U+000D at offset 1");
        ParsedDocumentBuilder builder = ParsedDocument.builder("doc", "One two");
        assertThatThrownBy(() -> builder.headings(List.of(new Heading(1, "two", 3))))
                .hasMessageContaining("do not stand at its start");
        assertThatThrownBy(() -> builder.headings(List.of(new Heading(1, "two", 4), new Heading(1, "One", 0))))
                .hasMessageContaining("out of order");
        assertThatThrownBy(() -> builder.pages(List.of(new Page(1, 0, 4), new Page(2, 3, 7))))
                .hasMessageContaining("overlaps");
        assertThatThrownBy(() -> builder.pages(List.of(new Page(1, 0, 8)))).hasMessageContaining("leaves the 7");
    }
}
