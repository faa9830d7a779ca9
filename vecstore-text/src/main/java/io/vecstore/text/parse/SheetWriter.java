package io.vecstore.text.parse;

import java.util.ArrayList;
import java.util.List;

/** Writes the tables of a spreadsheet row by row, as {@link TableRows} says. Not thread-safe. */
final class SheetWriter extends MarkupWriter {
    private final DocumentAssembler out;
    private final List<String> row = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private TableRows rows = new TableRows();
    private boolean inRow;
    private boolean inCell;

    SheetWriter(DocumentAssembler out) {
        super(out);
        this.out = out;
    }

    @Override
    void open(String tag) {
        switch (tag) {
            case "table" -> {
                rows = new TableRows();
                out.paragraph();
            }
            case "tr" -> {
                row.clear();
                inRow = true;
            }
            case "td", "th" -> {
                cell.setLength(0);
                inCell = true;
            }
            default -> {
                if (!inRow) {
                    super.open(tag);
                } else {
                    cell.append(' ');
                }
            }
        }
    }

    @Override
    void close(String tag) {
        switch (tag) {
            case "table" -> out.paragraph();
            case "tr" -> {
                out.line();
                out.inline(rows.line(row));
                out.line();
                inRow = false;
            }
            case "td", "th" -> {
                row.add(cell.toString());
                inCell = false;
            }
            default -> {
                if (!inRow) {
                    super.close(tag);
                }
            }
        }
    }

    /** What stands in a row but in no cell is Tika's indentation. */
    @Override
    void text(CharSequence text) {
        if (inCell) {
            cell.append(text);
        } else if (!inRow) {
            super.text(text);
        }
    }
}
