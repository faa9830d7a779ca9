package io.vecstore.bench.data;

import java.util.Locale;

/**
 * How much of the base a filter lets through, and how that depends on the query.
 *
 * @param selectivity the share of rows that pass, 0.001 to 1 in steps of {@code 1 / }{@value Labels#VALUES}; 1 is no
 *     filter at all
 * @param correlation of passing the filter with being near to the query
 */
public record FilterSpec(double selectivity, Correlation correlation) {

    /** How passing the filter depends on being near to the query. */
    public enum Correlation {
        /** Not at all: rows are drawn by lot. */
        NONE,
        /** Those rows pass whose places along a direction of the data are nearest to the query's. */
        POSITIVE,
        /** Those rows pass that lie at the far end of that direction. */
        NEGATIVE
    }

    /** No filter. */
    public static final FilterSpec NO_FILTER = new FilterSpec(1, Correlation.NONE);

    /**
     * Checks the selectivity.
     *
     * @throws BenchException if it is out of range
     */
    public FilterSpec {
        if (!(selectivity >= 1.0 / Labels.VALUES && selectivity <= 1)) {
            throw new BenchException("filter " + selectivity + " is no selectivity: allowed are " + 1.0 / Labels.VALUES
                    + " to 1, for example 0.1 for a tenth of the rows");
        }
    }

    public boolean isFilter() {
        return selectivity < 1;
    }

    /** Reads what {@link #toString} wrote. */
    public static FilterSpec parse(String text) {
        String[] parts = text.split(":", 2);
        return new FilterSpec(
                Double.parseDouble(parts[0]),
                parts.length == 1 ? Correlation.NONE : Correlation.valueOf(parts[1].toUpperCase(Locale.ROOT)));
    }

    /** As {@code 0.1} or {@code 0.1:positive}. */
    @Override
    public String toString() {
        return correlation == Correlation.NONE
                ? Double.toString(selectivity)
                : selectivity + ":" + correlation.name().toLowerCase(Locale.ROOT);
    }
}
