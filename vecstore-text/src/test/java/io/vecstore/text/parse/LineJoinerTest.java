package io.vecstore.text.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.vecstore.text.Heading;
import io.vecstore.text.Page;
import org.junit.jupiter.api.Test;

class LineJoinerTest {
    private final DocumentAssembler pages = new DocumentAssembler("a.pdf", 100_000);

    private String joined() {
        return join().text();
    }

    private DocumentAssembler join() {
        pages.finish();
        return LineJoiner.join(pages, "a.pdf", ParseLimits.defaults());
    }

    private void page(int number, String text) {
        pages.startPage(number);
        pages.verbatim(text);
        pages.endPage();
    }

    @Test
    void join_wrappedParagraph_becomesOneLine() {
        page(1, """
                The maintenance of the northern station is the duty of
                Mr. Archer.  He signs the  log each night, and nobody
                else does.""");

        assertThat(joined())
                .isEqualTo("The maintenance of the northern station is the duty of Mr. Archer. He signs the log each "
                        + "night, and nobody else does.");
    }

    @Test
    void join_shortLines_stay() {
        page(1, "Pumps\nValves\nand pipes");

        assertThat(joined()).isEqualTo("Pumps\nValves\nand pipes");
    }

    @Test
    void join_listItems_stayOnLinesOfTheirOwn() {
        page(1, "- the first of the items of this list of pumps\n- the second of the items of this list\n1. a number");

        assertThat(joined()).hasLineCount(3);
    }

    @Test
    void join_hyphenatedWord_isWrittenAsElsewhere() {
        page(
                1,
                "Responsibility lies with the long-term owner of the respon-\nsibility, and of each long-\nterm plan, pre-\nand post-war.");

        assertThat(joined())
                .isEqualTo("Responsibility lies with the long-term owner of the responsibility, and of each long-term "
                        + "plan, pre-\nand post-war.");
    }

    @Test
    void join_softHyphen_goes() {
        page(1, "exami\u00AD\nnation");

        assertThat(joined()).isEqualTo("examination");
    }

    @Test
    void join_pagesAndHeadings_keepTheirPlaces() {
        pages.startHeading(2);
        pages.inline("Attached");
        pages.endHeading();
        page(3, "The maintenance of the northern station is the duty of\nthe shift.");
        page(4, "and so on, to the very end of this sentence on pumps.");
        pages.verbatim("loose\n  end");

        DocumentAssembler joined = join();

        assertThat(joined.headings()).containsExactly(new Heading(2, "Attached", 0));
        assertThat(joined.pages()).containsExactly(new Page(3, 10, 75), new Page(4, 77, 130));
        assertThat(joined.text())
                .isEqualTo("Attached\n\nThe maintenance of the northern station is the duty of the shift.\n\n"
                        + "and so on, to the very end of this sentence on pumps.\n\nloose\n  end");
    }
}
