package io.vecstore;

import java.util.List;
import java.util.Locale;

/**
 * How a number came about, as a tree.
 *
 * @param value the number
 * @param description what it is, with the formula where there is one
 * @param details the numbers it was made from
 */
public record Explanation(double value, String description, List<Explanation> details) {

    /** Copies the details. */
    public Explanation {
        details = List.copyOf(details);
    }

    /** A number that is explained by its description. */
    public static Explanation of(double value, String description) {
        return new Explanation(value, description, List.of());
    }

    /** The tree in lines, two spaces deeper per level. */
    @Override
    public String toString() {
        StringBuilder lines = new StringBuilder();
        append(lines, "");
        return lines.toString();
    }

    private void append(StringBuilder lines, String indent) {
        lines.append(indent)
                .append(String.format(Locale.ROOT, "%.4f", value))
                .append("  ")
                .append(description)
                .append('\n');
        details.forEach(detail -> detail.append(lines, indent + "  "));
    }
}
