package io.vecstore.text.parse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Renders the rows of a sheet so that each can be read, and found, without the rows above it:
 * {@code Number: 13; Square: 169}. The first row that can be a header is one. Not thread-safe.
 */
final class TableRows {
    private static final int MAX_NAME_CHARACTERS = 64;

    private List<String> header = List.of();
    private boolean decided;

    /** One row as a line of text, empty if all its cells are blank. */
    String line(List<String> row) {
        List<String> cells = row.stream().map(TableRows::oneLine).toList();
        long filled = cells.stream().filter(cell -> !cell.isEmpty()).count();
        if (!decided && filled > 1) {
            decided = true;
            if (isHeader(cells)) {
                header = cells;
                return joined(cells);
            }
        }
        return joined(named(cells));
    }

    private List<String> named(List<String> cells) {
        List<String> named = new ArrayList<>(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            String name = i < header.size() ? header.get(i) : "";
            named.add(name.isEmpty() || cells.get(i).isEmpty() ? cells.get(i) : name + ": " + cells.get(i));
        }
        return named;
    }

    /** Short, distinct names without a number among them. */
    private static boolean isHeader(List<String> cells) {
        Set<String> seen = new HashSet<>();
        return cells.stream()
                .filter(cell -> !cell.isEmpty())
                .allMatch(cell -> cell.length() <= MAX_NAME_CHARACTERS
                        && seen.add(cell)
                        && cell.codePoints().anyMatch(Character::isLetter)
                        && !Character.isDigit(cell.codePointAt(0)));
    }

    private static String joined(List<String> cells) {
        return cells.stream().filter(cell -> !cell.isEmpty()).collect(Collectors.joining("; "));
    }

    private static String oneLine(String cell) {
        return cell.strip().replaceAll("\\s+", " ");
    }
}
