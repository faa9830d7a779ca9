package io.vecstore.text.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Says what each element of HTML's vocabulary means for the text. Readers walk their own tree and call
 * {@link #open}, {@link #text} and {@link #close}; they need not balance them. Not thread-safe.
 */
class MarkupWriter {
    /** Set off by empty lines. */
    private static final Set<String> PARAGRAPHS = Set.of(
            "p",
            "blockquote",
            "section",
            "article",
            "aside",
            "main",
            "header",
            "footer",
            "nav",
            "form",
            "figure",
            "dl",
            "details",
            "fieldset",
            "address",
            "hr");

    /** On lines of their own. */
    private static final Set<String> LINES =
            Set.of("div", "dt", "dd", "br", "caption", "figcaption", "summary", "legend", "option", "center");

    /** Paragraphs in a table's cell run together, unless they are as long as prose: then the table is a layout. */
    private static final int PROSE_CHARACTERS = 200;

    private static final int MAX_INDENT = 8;

    private final DocumentAssembler out;
    private final Deque<ListState> lists = new ArrayDeque<>();
    private final Deque<RowState> tables = new ArrayDeque<>();
    private int preformatted;

    MarkupWriter(DocumentAssembler out) {
        this.out = out;
    }

    /** A writer for XHTML in which line ends are those of the page. */
    static MarkupWriter keepingLines(DocumentAssembler out) {
        MarkupWriter writer = new MarkupWriter(out);
        writer.preformatted = 1;
        return writer;
    }

    void open(String tag) {
        switch (tag) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> out.startHeading(tag.charAt(1) - '0');
            case "ul" -> openList(ListState.BULLETS);
            case "ol" -> openList(1);
            case "li" -> openItem();
            case "pre" -> {
                out.paragraph();
                preformatted++;
            }
            case "table" -> {
                breakParagraph();
                tables.push(new RowState());
            }
            case "tr" -> openRow();
            case "td", "th" -> openCell();
            default -> breakAround(tag);
        }
    }

    void close(String tag) {
        switch (tag) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> out.endHeading();
            case "ul", "ol" -> {
                lists.poll();
                breakParagraph();
            }
            case "li" -> {
                breakLine();
                out.marker("");
            }
            case "pre" -> {
                out.paragraph();
                preformatted = Math.max(0, preformatted - 1);
            }
            case "table" -> {
                tables.poll();
                breakParagraph();
            }
            case "tr" -> closeRow();
            case "td", "th" -> closeCell();
            default -> breakAround(tag);
        }
    }

    void text(CharSequence text) {
        separateCells(text);
        if (preformatted > 0) {
            out.verbatim(text);
        } else {
            out.inline(text);
        }
    }

    /** Opens a list whose items are counted from {@code first}, or have bullets. */
    void openList(int first) {
        if (lists.isEmpty()) {
            breakParagraph();
        } else {
            breakLine();
        }
        lists.push(new ListState(first));
    }

    /** Starts a row of a table on a new line. */
    void openRow() {
        out.line();
        tables.poll();
        tables.push(new RowState());
    }

    void closeRow() {
        out.line();
        tables.poll();
        tables.push(new RowState());
    }

    /** Sets a cell off from the one before it. */
    void openCell() {
        RowState row = tables.peek();
        if (row != null) {
            row.cells++;
            row.inCell = true;
        }
    }

    /** Separators wait for text, so that no row ends in empty cells. */
    private void separateCells(CharSequence text) {
        RowState row = tables.peek();
        if (row != null && row.separated + 1 < row.cells && !text.toString().isBlank()) {
            out.inline(" |".repeat(row.cells - row.separated - 1) + " ");
            row.separated = row.cells - 1;
        }
    }

    void closeCell() {
        RowState row = tables.peek();
        if (row != null) {
            row.inCell = false;
        }
    }

    private void openItem() {
        breakLine();
        ListState list = lists.peek();
        String indent = "  ".repeat(Math.clamp(lists.size() - 1L, 0, MAX_INDENT));
        out.marker(indent + (list == null || list.next < 0 ? "- " : list.next++ + ". "));
    }

    private void breakAround(String tag) {
        if (PARAGRAPHS.contains(tag)) {
            breakParagraph();
        } else if (LINES.contains(tag)) {
            breakLine();
        }
    }

    private void breakParagraph() {
        if (isInShortCell()) {
            out.inline(" ");
        } else {
            out.paragraph();
        }
    }

    private void breakLine() {
        if (isInShortCell()) {
            out.inline(" ");
        } else {
            out.line();
        }
    }

    private boolean isInShortCell() {
        RowState row = tables.peek();
        return row != null && row.inCell && out.blockLength() < PROSE_CHARACTERS;
    }

    private static final class ListState {
        static final int BULLETS = -1;

        int next;

        ListState(int first) {
            this.next = first;
        }
    }

    private static final class RowState {
        int cells;
        int separated;
        boolean inCell;
    }
}
